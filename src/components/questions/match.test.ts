import { expect, test } from 'vitest';
import { matching, type Entry } from './match.ts';

const entry = (question: string, words: string, platforms: Entry['platforms'] = ['linux']): Entry => ({ question, anchor: question, theme: 'Users', platforms, words });
const entries = [entry('Who is root?', 'keys of accounts'), entry('Who has keys?', 'authorized_keys', ['darwin', 'linux']), entry('Is it on?', 'firewall', ['windows'])];
const found = (text: string, platform: Parameters<typeof matching>[2] = '') => matching(entries, text, platform).map(({ question }) => question);

test('a question that holds the words itself comes before one that holds them in its answers', () => {
  expect(found('KEYS who')).toEqual(['Who has keys?', 'Who is root?']);
});

test('every word has to be there, in the theme too', () => {
  expect(found('users firewall')).toEqual(['Is it on?']);
  expect(found('keys firewall')).toEqual([]);
});

test('only what something answers on the platform', () => {
  expect(found('', 'darwin')).toEqual(['Who has keys?']);
  expect(found('  ')).toHaveLength(3);
});
