import { describe, expect, test } from 'vitest';
import { holds, marked, searchable, termsOf } from './words.ts';

/** Whether `text` has all words of `query`. */
function finds(text: string, query: string): boolean {
  return termsOf(query).every((term) => holds(searchable([text]), term));
}

/** The text with its marked stretches in brackets. */
function shown(text: string, query: string): string {
  return marked(text, termsOf(query)).map((part) => (part.match ? `[${part.text}]` : part.text)).join('');
}

describe('words', () => {
  test.each([
    ['Cron entries that run code', 'cron', true],
    ['crontab', 'cron', true],
    ['crontab', 'tab', false],
    ['Cron entries', 'ENTRIES cr', true],
    ['Cron entries', 'cron jobs', false],
    ['ssh_keys_of_users', 'ssh_keys', true],
    ['keys of ssh', 'ssh_keys', false],
    ['T1053.003 and T1547.005', 't1053.003', true],
    ['T1053.005 and T1547.003', 't1053.003', false],
    ['C:\\Windows\\System32', 'system32', true],
    ['Größe', 'GRÖ', true],
    ['anything', ' \t ', true],
    ['anything', '(*[', true],
  ])('%j searched for %j: %s', (text, query, found) => expect(finds(text, query)).toBe(found));

  test('no term reaches from one text into the next', () => expect(holds(searchable(['ssh', 'keys']), 'ssh keys')).toBe(false));

  test('a term counts once, and there are twelve at most', () => {
    expect(termsOf('a A b')).toEqual(['a', 'b']);
    expect(termsOf(Array.from({ length: 40 }, (_, index) => `w${index}`).join(' '))).toHaveLength(12);
  });
});

describe('marks', () => {
  test.each([
    ['suspicious_cron_entries', 'cron', 'suspicious_[cron]_entries'],
    ['Cron jobs in crontab', 'cron', '[Cron] jobs in [cron]tab'],
    ['listening_ports and ports', 'listening_po', '[listening_po]rts and ports'],
    ['a <b>cron</b>', 'b cron', 'a <[b]>[cron]</[b]>'],
    ['İstanbul', 'i', '[İstanbul]'],
    ['', 'a', ''],
    ['none', '', 'none'],
  ])('%j for %j', (text, query, marks) => expect(shown(text, query)).toBe(marks));
});
