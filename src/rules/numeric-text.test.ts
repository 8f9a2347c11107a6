import { expect, test } from 'vitest';
import { complaintsOf } from './sample.ts';

test.each([
  ['a text between numbers', 'SELECT name FROM system_controls WHERE current_value BETWEEN 1 AND 9', '1:62 system_controls.current_value is a text'],
  ['a text behind a number', 'SELECT name FROM system_controls AS s WHERE 9 < s.current_value', '1:45 system_controls.current_value is a text: > compares it with 9 letter by letter. → Write CAST(current_value AS INTEGER) > 9.'],
  ['a text below a sum', "SELECT common_name FROM certificates WHERE not_valid_after < strftime('%s', 'now') + 30 * 86400", '1:62 certificates.not_valid_after is a text: < compares it with the number that is computed here'],
  ['a product above a text', 'SELECT c.common_name FROM certificates AS c CROSS JOIN uptime AS u WHERE (u.days * 2 >= c.not_valid_after)', 'Write CAST(not_valid_after AS INTEGER)'],
  ['a negative number', 'SELECT name FROM system_controls WHERE current_value > -1', '1:56 system_controls.current_value is a text'],
  ['a text between computed numbers', 'SELECT name FROM system_controls WHERE current_value NOT BETWEEN 1 + 1 AND 9', '1:66 system_controls.current_value is a text: BETWEEN compares it with the number that is computed here'],
  ['a text that comes through a subselect', 'SELECT name FROM (SELECT name, current_value AS current_value FROM system_controls) WHERE current_value > 1 << 4', '1:107 system_controls.current_value is a text'],
  ['= NULL', 'SELECT name FROM processes WHERE cmdline = NULL', '1:42 = NULL holds for no row'],
  ['a text that is NULL', 'SELECT name FROM processes WHERE path IS NULL', '1:39 processes.path is never NULL'],
  ['a text that is NULL, in one word', 'SELECT name FROM processes WHERE path ISNULL', "Write path = ''"],
  ['a text that is not NULL', 'SELECT name FROM processes AS p WHERE p.path IS NOT NULL', "1:46 processes.path is never NULL: osquery gives an empty text where there is none. → Write path != ''."],
  ['a text that is not NULL, in two words', 'SELECT name FROM processes WHERE path NOT NULL', "Write path != ''"],
  ['NULL on the left', 'SELECT name FROM processes WHERE NULL = cmdline', '1:39 = NULL holds for no row'],
  ['a path that an outer join may leave out', 'SELECT parent_directory(f.path) AS d FROM processes AS p LEFT JOIN file AS f ON f.path = p.path', '1:8 parent_directory ends the whole statement with an error where file.path is NULL.'],
  ['a member of a text that may be empty', "SELECT cmdline ->> '$.a' AS a FROM processes", '1:16 ->> ends the whole statement with an error where processes.cmdline is empty'],
  ['a list that may be empty', 'SELECT j.value AS v FROM users CROSS JOIN chrome_extensions AS c USING (uid) CROSS JOIN json_each(c.permissions_json) AS j', "Write json_each(nullif(permissions_json, ''))"],
])('%s', async (_, sql, expected) => {
  const found = await complaintsOf('numeric-text', sql);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(expected);
});

const address = (condition: string) => `SELECT pid FROM process_open_sockets WHERE ${condition} AND in_cidr_block('10.0.0.0/8', remote_address) = 0`;

test.each([
  ['a text of an inner table, which is never NULL', "SELECT parent_directory(path) AS d FROM file WHERE path LIKE '/etc/%'"],
  ['a mode of files, whose texts have one length', "SELECT path FROM file WHERE path = '/etc/hosts' AND mode > '0755'"],
  ['a number that may be missing', 'SELECT name FROM processes WHERE start_time IS NOT NULL'],
  ['an expression on a text', "SELECT name FROM processes WHERE nullif(path, '') IS NOT NULL"],
  ['a text made a number', "SELECT common_name FROM certificates WHERE CAST(not_valid_after AS INTEGER) < strftime('%s', 'now') + 86400"],
  ['arithmetic within a call, and in the next condition', "SELECT c.common_name FROM certificates AS c CROSS JOIN uptime AS u WHERE not_valid_after < date('now', (1 + 1) || ' days') AND u.days + 1 > 2"],
  ['a number that a subselect makes of a text', 'SELECT name FROM (SELECT name, CAST(current_value AS INTEGER) AS current_value FROM system_controls) WHERE current_value > 4 AND current_value < 2 * 8'],
  ['arithmetic that chooses a text', "SELECT name FROM processes WHERE name > CASE pid % 2 WHEN 0 THEN 'a' ELSE 'b' END"],
  ['a number and a text after it', "SELECT name FROM system_controls WHERE 1 < 2 AND current_value = 'a' AND 3 < length(current_value)"],
  ['a number beside a sum', 'SELECT name FROM processes WHERE resident_size > total_size / 2'],
  ['a version', "SELECT name FROM deb_packages WHERE version_compare(version, '3.0', 'DPKG') < 0"],
  ['a list without the empty text', address("remote_address NOT IN ('', '0.0.0.0')")],
  ['a member of a text that is there', "SELECT nullif(cmdline, '') -> 'a' -> 'b' AS a, cwd ->> 'c' AS c FROM processes WHERE json_valid(cwd)"],
  ['a length', address('length(remote_address) > 0')],
  ['a pattern', address("remote_address LIKE '10.%'")],
  ['a row that an outer join did not find', 'SELECT p.name FROM processes AS p LEFT JOIN file AS f ON f.path = p.path WHERE f.path IS NULL'],
])('nothing against %s', async (_, sql) => expect(await complaintsOf('numeric-text', sql)).toEqual([]));

test('IS NOT NULL does not keep an empty text out', async () => expect(await complaintsOf('numeric-text', address('remote_address IS NOT NULL'))).toEqual([expect.stringContaining('is never NULL'), expect.stringContaining('in_cidr_block ends')]));
