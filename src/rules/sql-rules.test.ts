import { expect, test } from 'vitest';
import { complaintsOf, findingsOf, packText, queryText } from './sample.ts';

test.each([
  ['users-join', 'SELECT command FROM shell_history WHERE uid > 999', '1:21'],
  ['users-join', 'SELECT max(time) AS last FROM shell_history', '1:31'],
  ['required-column', 'SELECT max(mtime) AS newest FROM file', '1:34'],
  ['evented', "SELECT time, path FROM process_events\nWHERE time > 5", '2:7'],
  ['quadratic', 'SELECT p.name FROM processes AS p WHERE NOT EXISTS (SELECT 1 FROM deb_packages AS d WHERE d.name = p.name)', '1:67'],
  ['required-column', "SELECT path FROM file WHERE path = '/etc' UNION ALL SELECT path FROM file", '1:70'],
  ['users-join', 'SELECT s.command FROM users CROSS JOIN shell_history AS s USING (uid) UNION ALL SELECT s.command FROM users JOIN shell_history AS s USING (uid)', '1:114'],
  ['osquery-dialect', "SELECT name FROM processes WHERE name MATCH 'a'", '1:39'],
  ['osquery-dialect', "SELECT regex_match(coalesce(name, ''), '(?i)a''b', 0) AS a FROM processes", '1:40'],
  ['osquery-dialect', "SELECT regex_split(name, '[a', 0) AS a FROM processes", '1:26'],
  ['osquery-dialect', "SELECT strftime('%Y %%F %F', start_time) AS day FROM processes", '1:25'],
  ['select-star', 'SELECT * FROM (SELECT * FROM kernel_info)', '1:23'],
  ['quadratic', 'SELECT d.name FROM processes AS h CROSS JOIN deb_packages AS d ON d.name = h.name WHERE h.pid IN (1, 2)', '1:46'],
])('%s: %s', async (rule, sql, place) => {
  const found = await complaintsOf(rule, sql);
  expect(found.filter((text) => !text.includes('flags'))).toHaveLength(1);
  expect(found.some((text) => text.startsWith(`${place} `))).toBe(true);
});

test.each([
  ['users-join', 'SELECT j.value AS v FROM users AS u CROSS JOIN chrome_extensions AS c USING (uid) CROSS JOIN json_each(c.permissions_json) AS j'],
  ['users-join', 'SELECT key_file FROM authorized_keys WHERE uid IN (SELECT uid FROM users)'],
  ['users-join', 'SELECT users.username, shell_history.command FROM users CROSS JOIN shell_history USING (uid)'],
  ['osquery-dialect', "SELECT strftime('%d %f %H %j %J %m %M %s %S %w %W %Y 100%%', start_time) AS day FROM processes"],
  ['osquery-dialect', "SELECT regex_match(name, '^[^a]+(?:b|c)(?=d)', 0) AS a, regex_match(name, '[a' || cwd, 0) AS b FROM processes"],
  ['select-star', 'WITH x AS (SELECT version FROM kernel_info) SELECT * FROM x'],
  ['quadratic', 'SELECT p.name FROM processes AS p WHERE p.name NOT IN (SELECT d.name FROM deb_packages AS d)'],
  ['quadratic', 'SELECT p.name FROM processes AS p WHERE NOT EXISTS (SELECT 1 FROM processes AS q WHERE q.pid = p.parent)'],
  ['quadratic', 'SELECT d.name FROM processes AS h CROSS JOIN deb_packages AS d ON d.name = h.name WHERE h.pid = 1'],
  ['quadratic', 'SELECT a.address FROM interface_addresses AS a JOIN interface_details AS d ON d.interface = a.interface'],
])('%s finds nothing in %s', async (rule, sql) => expect(await complaintsOf(rule, sql)).toEqual([]));

test('a discovery statement is held to the rules on SQL, at its place', async () => {
  const pack = packText('a-pack', "  discovery: ['SELECT 1 FROM nosuch']\n");
  const found = await findingsOf('sql-compiles', { 'packs/a-pack/pack.yml': pack, 'packs/a-pack/kernel.yml': queryText({}) });
  expect(found.map(({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`)).toEqual([
    'packs/a-pack/pack.yml:12:30 osquery 5.23.1 on linux refuses the SQL: no such table: nosuch.',
  ]);
});
