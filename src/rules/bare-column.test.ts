import { expect, test } from 'vitest';
import { complaintsOf } from './sample.ts';

const found = async (sql: string) => (await complaintsOf('bare-column', sql)).map((text) => text.slice(0, text.indexOf(' without')));

test.each([
  ['SELECT name, count(*) AS n FROM processes', '1:8 name stands beside count()'],
  ['SELECT count(*) AS n, p.name FROM processes AS p', '1:25 name stands beside count()'],
  ['SELECT lower(name) AS a, sum(uid) AS n FROM processes', '1:14 name stands beside sum()'],
  ['WITH w AS (SELECT name, count(*) AS n FROM processes) SELECT n FROM w', '1:19 name stands beside count()'],
  ['SELECT 1 AS a FROM time UNION ALL SELECT pid + count(*) FROM processes GROUP BY 1', ''],
  ['SELECT version AS a FROM kernel_info UNION ALL SELECT name || count(*) FROM processes', '1:55 name stands beside count()'],
])('%s', async (sql, expected) => expect(await found(sql)).toEqual(expected === '' ? [] : [expected]));

test.each([
  'SELECT name, count(*) AS n FROM processes GROUP BY name',
  'SELECT count(*) AS name FROM processes',
  "SELECT 'all' AS name, count(DISTINCT p.name) AS n FROM processes AS p",
  'SELECT count(*) FILTER (WHERE uid = 0) AS n FROM processes',
  'SELECT name, count(*) OVER (PARTITION BY uid) AS n FROM processes',
  'SELECT name, max(start_time) AS t, count(*) AS n FROM processes',
  'SELECT name, (SELECT count(*) FROM users) AS n FROM processes',
  'SELECT u.uid, (SELECT count(*) + u.uid FROM processes AS p WHERE p.uid = u.uid) AS n FROM users AS u',
  'SELECT CAST(sum(uid) AS INTEGER) AS n, CASE WHEN count(*) > 0 THEN 1 ELSE NULL END AS any_row FROM processes',
])('nothing in %s', async (sql) => expect(await found(sql)).toEqual([]));
