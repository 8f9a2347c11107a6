import { expect, test } from 'vitest';
import { complaintsOf } from './sample.ts';

test.each([
  ['a column', 'SELECT cgroup_path FROM processes', '5.5.1', 'processes.cgroup_path came with it on linux'],
  ['a column of another platform', 'SELECT is_hidden FROM users', '4.0.2', 'users.is_hidden came with it on linux'],
  ['MATERIALIZED', 'WITH a AS MATERIALIZED (SELECT name FROM processes) SELECT name FROM a', '4.9.0', 'MATERIALIZED came with it'],
  ['an operator', "SELECT json_extract(name, '$.a') AS a, name ->> 'b' AS b FROM processes", '5.4.0', 'the operators -> and ->> came with it'],
  ['RIGHT JOIN', 'SELECT u.uid FROM processes AS p RIGHT JOIN users AS u USING (uid)', '5.5.1', 'RIGHT JOIN and FULL JOIN came with it'],
  ['a window function', 'SELECT row_number() OVER (ORDER BY pid) AS place FROM processes', '4.0.2', 'came with it'],
])('the oldest osquery counts %s', async (_, sql, version, reason) => {
  const [found, ...more] = await complaintsOf('minimum-version', sql, { min_osquery_version: '2.7.0' });
  expect(more).toEqual([]);
  expect(found).toContain(`needs osquery ${version}: `);
  expect(found).toContain(reason);
});
