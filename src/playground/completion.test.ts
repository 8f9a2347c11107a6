import { describe, expect, it } from 'vitest';
import { latestVersion } from '../osquery/schema.ts';
import { meaningAt, suggestionsAt } from './completion.ts';
import { namesAt } from './names.ts';

const linux = namesAt('linux', latestVersion);

/** Labels offered where `|` stands. */
function offered(text: string, names = linux): string[] {
  const offset = text.indexOf('|');
  return suggestionsAt(text.replace('|', ''), offset, names)?.suggestions.map(({ label }) => label) ?? [];
}

describe('suggestions', () => {
  it('are tables behind FROM and JOIN, those of the platform only', () => {
    expect(offered('SELECT 1 FROM |')).toContain('deb_packages');
    expect(offered('SELECT 1 FROM users JOIN d|')).toContain('deb_packages');
    expect(offered('SELECT 1 FROM |')).not.toContain('registry');
    expect(offered('SELECT 1 FROM |', namesAt('windows', latestVersion))).toContain('registry');
  });

  it('are tables of the version only', () => {
    expect(offered('SELECT 1 FROM |', namesAt('linux', '4.0.2'))).not.toContain('bpf_process_events');
    expect(offered('SELECT 1 FROM |', namesAt('linux', '5.0.1'))).toContain('bpf_process_events');
  });

  it('are the columns of a table behind its name or alias', () => {
    expect(offered('SELECT u.| FROM users AS u')).toEqual(linux.tables.find(({ name }) => name === 'users')!.columns.map(({ name }) => name));
    expect(offered('SELECT p.na| FROM users u JOIN processes p')).toContain('cmdline');
    expect(offered('SELECT users.| FROM users')).toContain('username');
    expect(offered('SELECT x.| FROM users')).toEqual([]);
  });

  it('are columns of what is read, functions and keywords elsewhere', () => {
    const labels = offered('SELECT | FROM users');
    expect(labels.slice(0, 3)).toEqual(linux.tables.find(({ name }) => name === 'users')!.columns.slice(0, 3).map(({ name }) => name));
    expect(labels).toEqual(expect.arrayContaining(['split', 'WHERE']));
  });

  it('take the place of the word that stands there, and do not come inside a text', () => {
    expect(suggestionsAt('SELECT user FROM users', 11, linux)?.from).toBe(7);
    expect(suggestionsAt("SELECT 'use' FROM users", 10, linux)).toBeNull();
  });
});

describe('the meaning of a word', () => {
  const meaning = (text: string) => meaningAt(text.replace('|', ''), text.indexOf('|'), linux)?.title;

  it('is that of a table, a column with its type, or a function with its arguments', () => {
    expect(meaning('SELECT 1 FROM us|ers')).toBe('users, table');
    expect(meaning('SELECT u.ui|d FROM users AS u')).toBe('users.uid, BIGINT');
    expect(meaning("SELECT sp|lit('a', 'b', 0)")).toBe('split, function, 3 arguments');
  });

  it('names the table whose page tells more', () => {
    const table = (text: string) => meaningAt(text.replace('|', ''), text.indexOf('|'), linux)?.table;
    expect([table('SELECT 1 FROM us|ers'), table('SELECT u.ui|d FROM users AS u'), table("SELECT sp|lit('a', 'b', 0)")]).toEqual(['users', 'users', undefined]);
  });

  it('is nothing for a name that a query makes up', () => {
    expect(meaning('SELECT 1 AS foob|ar')).toBeUndefined();
  });
});
