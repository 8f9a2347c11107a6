import { expect, test } from 'vitest';
import { complaintsOf } from './sample.ts';

const join = 'FROM processes AS p JOIN users AS u';

test.each([
  ['a column of another table', `SELECT p.username ${join} USING (uid)`, '1:8', 'The table users has this column: where it is read, write u.username.'],
  ['a table that is not there', 'SELECT mount.path FROM mount', '1:24', 'Did you mean mounts?'],
  ['a column of two tables', `SELECT p.name ${join} ON uid = uid`, '1:54', 'Say which is meant: p.uid or u.uid.'],
  ['a comma too many', 'SELECT name,\nFROM processes', '2:1', 'Drop the comma before it, or write what is to stand between.'],
  ['a comma too few', 'SELECT p.name p.path FROM processes AS p', '1:16', 'A comma may be missing before p.'],
  ['an open parenthesis', `SELECT p.name ${join} USING (uid WHERE p.pid > 1`, '1:62', 'A ( before it is not closed.'],
  ['an open text', "SELECT name FROM processes WHERE name = 'x", '1:41', 'The text that begins here does not end: close its quote.'],
  ['ILIKE', "SELECT name FROM processes WHERE name ILIKE 'x%'", '1:39', 'Write LIKE: it pays no regard to the letter case of ASCII letters.'],
  ['TOP', 'SELECT TOP 5 name FROM processes', '1:12', 'Write LIMIT and the number at the end of the statement.'],
])('%s', async (_, sql, place, advice) => {
  const found = await complaintsOf('sql-compiles', sql);
  expect(found).toHaveLength(1);
  expect(found[0]!.startsWith(`${place} `)).toBe(true);
  expect(found[0]!.endsWith(` → ${advice}`)).toBe(true);
});

test('a column of another platform is told by the rule on platforms alone', async () => {
  const sql = "SELECT path, bsd_flags FROM file WHERE path = '/etc'";
  expect(await complaintsOf('sql-compiles', sql)).toEqual([]);
  expect(await complaintsOf('platform', sql)).toHaveLength(1);
});
