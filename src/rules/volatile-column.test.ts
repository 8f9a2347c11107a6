import { expect, test } from 'vitest';
import { complaintsOf } from './sample.ts';

const differential = { logging: 'differential' };

test.each([
  ['through a CTE, under another name', 'WITH x AS (SELECT pid AS number FROM processes) SELECT number FROM x', '1:56 processes.pid'],
  ['by a function', 'SELECT name, max(pid) AS last FROM processes GROUP BY name', '1:18 processes.pid'],
  ['by *', 'SELECT * FROM kernel_modules, uptime', 'uptime.days'],
  ['as the branch of a CASE', 'SELECT CASE WHEN days > 30 THEN days END AS d FROM uptime', '1:33 uptime.days'],
  ['from the clock', "SELECT version, datetime('now') AS asked FROM kernel_info", "1:26 'now'"],
  ['from the clock that a call without a time reads', 'SELECT version, unixepoch() AS asked FROM kernel_info', '1:17 unixepoch'],
  ['from the clock by a format alone', "SELECT version, strftime('%s') AS asked FROM kernel_info", '1:17 strftime'],
  ['by chance', 'SELECT version, random() AS r FROM kernel_info', '1:17 random'],
])('a value that changes comes out %s', async (_, sql, expected) => expect((await complaintsOf('volatile-column', sql, differential)).join('\n')).toContain(expected));

test('the columns of * are told together', async () => expect(await complaintsOf('volatile-column', 'SELECT * FROM uptime', differential)).toHaveLength(1));

test.each([
  ['a comparison', 'SELECT days > 30 AS long_up FROM uptime'],
  ['a comparison of what is reckoned', 'SELECT (total_seconds / 86400) > 30 AS long_up FROM uptime'],
  ['the condition of a CASE', 'SELECT CASE WHEN days > 30 THEN 1 ELSE 0 END AS long_up FROM uptime'],
  ['the value that a CASE compares', "SELECT CASE days WHEN 0 THEN 'new' ELSE 'old' END AS age FROM uptime"],
  ['the question whether there are rows', "SELECT version, EXISTS (SELECT pid FROM processes WHERE name = 'sshd') AS serves FROM kernel_info"],
  ['a date function of a time', "SELECT version, date('2024-01-01') AS day, strftime('%s', '2024-01-01') AS second FROM kernel_info"],
  ['a comparison with the clock', "SELECT common_name, not_valid_after < CAST(strftime('%s', 'now') AS INTEGER) AS expired FROM certificates"],
  ['a number of rows', 'SELECT name, count(pid) AS instances FROM processes GROUP BY name'],
  ['the word now', "SELECT version, 'now' AS word FROM kernel_info"],
])('nothing against %s', async (_, sql) => expect(await complaintsOf('volatile-column', sql, differential)).toEqual([]));
