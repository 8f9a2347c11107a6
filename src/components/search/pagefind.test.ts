import { expect, it } from 'vitest';
import { holdsWords } from './pagefind.ts';

it.each([
  ['mounted', 'Each mount of the host', true],
  ['launch daemons', 'A launch daemon of a Mac', true],
  ['T1053', 'T1053.003 Cron', true],
  ['nosuchthing', 'No rows, ever', false],
  ['launch nothing', 'A launch daemon', false],
])('%s in “%s”: %s', (query, text, held) => {
  expect(holdsWords(text, query)).toBe(held);
});
