import { expect, test } from 'vitest';
import { complaintsOf } from './sample.ts';

const windows = { platform: 'windows' };

test.each([
  ["SELECT path FROM file WHERE path = '/etc/cron%/x'", {}, '1:36 file.path is compared with = to'],
  ["SELECT path FROM file WHERE path = 'C:\\Users\\%\\x.exe'", windows, '1:36 file.path is compared with = to'],
  ["SELECT f.path FROM users AS u CROSS JOIN file AS f ON f.path = u.directory || '/.ssh/%'", {}, '1:79 file.path is compared with = to a text with a %'],
  ["SELECT path FROM file WHERE path = '/etc/pass*'", {}, '1:36 * in \'/etc/pass*\' stands for itself'],
  ["SELECT path FROM file WHERE path LIKE '~/.ssh/%'", {}, '1:39 \'~/.ssh/%\' begins with ~'],
  ["SELECT data FROM registry WHERE key = 'HKLM\\SOFTWARE'", windows, '1:39 osquery does not read the registry under the name HKLM.'],
  ["SELECT name FROM processes WHERE name LIKE 'cron'", {}, "1:44 LIKE 'cron' has no %: it finds this text only, in any letter case."],
])('%s', async (sql, keys, expected) => {
  const found = await complaintsOf('like-pattern', sql, keys as Record<string, string>);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(expected);
});

test.each([
  ['a table whose path may be left out: it lists its rows, and SQLite compares them', "SELECT common_name, path FROM certificates WHERE path LIKE '/etc/ssl/certs/%'", {}],
  ['a folder of Linux that has its name from macOS, but for the letter case', "SELECT path FROM file WHERE directory = '/users/shared'", {}],
  ['a value that Windows writes so', "SELECT path FROM registry WHERE path = 'HKEY_LOCAL_MACHINE\\x' AND data = '%SystemRoot%\\x.exe'", windows],
  ['a pattern beside a value that tells the rows', "SELECT path FROM file WHERE directory = '/etc' AND path LIKE '%.conf'", {}],
  ['the column of an inner SELECT', "SELECT f.path FROM file AS f WHERE f.directory = '/etc' AND f.path NOT IN (SELECT path FROM suid_bin WHERE path LIKE '%x%')", {}],
  ['a branch of a UNION that reads another table', "SELECT path FROM file WHERE path = '/etc' UNION SELECT path FROM suid_bin WHERE path LIKE '%x%'", {}],
  ['a key called *', "SELECT path FROM registry WHERE key = 'HKEY_CLASSES_ROOT\\*\\shell'", windows],
  ['a pattern that is put together', "SELECT f.path FROM users AS u CROSS JOIN file AS f WHERE f.path LIKE u.directory || '/.ssh/%'", {}],
])('nothing against %s', async (_, sql, keys) => expect(await complaintsOf('like-pattern', sql, keys as Record<string, string>)).toEqual([]));

test.each([
  ["NOT (f.type = 'regular' OR f.path LIKE '%/./%')", 0],
  ["NOT f.path LIKE '%/.%'", 0],
  ["CASE WHEN f.path LIKE '%/bin/%' THEN 1 ELSE 0 END = 1", 0],
  ["iif(f.path LIKE '%x', 1, 0)", 0],
  ["(f.path LIKE '%/x' OR f.path LIKE '/etc/%')", 1],
])('a pattern that only picks from rows is let pass: %s', async (condition, count) => {
  expect(await complaintsOf('like-pattern', `SELECT f.path FROM file AS f WHERE f.path LIKE '/opt/%' AND ${condition}`, {})).toHaveLength(count);
});

test('the language of Spotlight is its own', async () => {
  expect(await complaintsOf('like-pattern', "SELECT path FROM mdfind WHERE query = 'kMDItemFSName == ''*x*'''", { platform: 'darwin' })).toEqual([]);
});
