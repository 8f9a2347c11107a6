import { expect, test } from 'vitest';
import { conditionsOf } from './conditions.ts';
import { mutantsOf } from './mutants.ts';

const conditions = (sql: string) => conditionsOf(sql).map(({ start, end, neutral }) => `${neutral} ${sql.slice(start, end)}`);

test.each([
  ['SELECT 1 FROM t WHERE a = 1', ['1 a = 1']],
  ['SELECT 1 FROM t WHERE a = 1 AND b LIKE \'x\' ORDER BY a LIMIT 3;', ['1 a = 1', "1 b LIKE 'x'"]],
  ['SELECT 1 FROM t WHERE a = 1 AND (b = 2 OR NOT (c = 3 AND d))', ['1 a = 1', '0 b = 2', '1 c = 3', '1 d']],
  ['SELECT 1 FROM t WHERE a BETWEEN 1 AND 5 AND b', ['1 a BETWEEN 1 AND 5', '1 b']],
  ['SELECT 1 FROM t WHERE CASE WHEN a AND b THEN c OR d ELSE e END = 1 OR f', ['0 CASE WHEN a AND b THEN c OR d ELSE e END = 1', '0 f']],
  ['SELECT 1 FROM t JOIN u ON t.a = u.a AND u.b LEFT JOIN v ON v.a = t.a WHERE t.c', ['1 t.a = u.a', '1 u.b', '1 v.a = t.a', '1 t.c']],
  ['WITH w AS (SELECT 1 FROM t WHERE a) SELECT 1 FROM w WHERE b IN (SELECT c FROM u WHERE d)', ['1 a', '1 b IN (SELECT c FROM u WHERE d)', '1 d']],
  ['SELECT a FROM t GROUP BY a HAVING count(*) > 1 UNION SELECT 2 FROM u WHERE x', ['1 count(*) > 1', '1 x']],
  ["SELECT ' WHERE a AND b' FROM t -- WHERE c\nWHERE d", ['1 d']],
  ['SELECT 1 FROM t', []],
])('%s', (sql, wanted) => {
  expect(conditions(sql)).toEqual(wanted);
});

test('a condition is dropped by what is neutral beside it, and turned into its opposite', () => {
  expect(mutantsOf('SELECT 1 FROM t WHERE a OR b').map(({ sql }) => sql)).toEqual([
    'SELECT 1 FROM t WHERE 0 OR b', 'SELECT 1 FROM t WHERE NOT coalesce((a), 0) OR b',
    'SELECT 1 FROM t WHERE a OR 0', 'SELECT 1 FROM t WHERE a OR NOT coalesce((b), 0)',
  ]);
});
