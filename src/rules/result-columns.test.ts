import { expect, test } from 'vitest';
import { significantTokens } from '../engine/tokens.ts';
import type { Query } from '../model/catalogue.ts';
import { isStar, resultItems } from './result-columns.ts';

const subject = (sql: string) => ({ query: { spec: { query: sql } } as Query, tokens: significantTokens(sql) });
const items = (sql: string) => resultItems(subject(sql)).map(({ start, end, name }) => [sql.slice(start, end), sql.slice(name, end)]);

test('the result columns with the words that name them', () => {
  expect(items('SELECT DISTINCT a, t.b, count(*) AS n, max(c, d) FROM t')).toEqual([['a', 'a'], ['t.b', 'b'], ['count(*) AS n', 'n'], ['max(c, d)', ')']]);
});

test('CTEs, subqueries and later parts of a compound are passed over', () => {
  expect(items('WITH x(a) AS (SELECT 1, 2 FROM y) SELECT (SELECT b FROM z) AS b FROM x UNION SELECT c, d FROM x')).toEqual([['(SELECT b FROM z) AS b', 'b']]);
});

test('FROM of IS DISTINCT FROM ends nothing', () => {
  expect(items('SELECT a IS NOT DISTINCT FROM b AS same, c')).toEqual([['a IS NOT DISTINCT FROM b AS same', 'same'], ['c', 'c']]);
});

test('a star, or no SELECT, gives none', () => {
  expect(items('SELECT a, t.* FROM t')).toEqual([]);
  expect(items('PRAGMA table_info(users)')).toEqual([]);
  expect(items('')).toEqual([]);
});

test('a star is told from a multiplication and from count(*)', () => {
  const stars = (sql: string) => subject(sql).tokens.filter((_, index) => isStar(subject(sql), index)).map(({ start }) => start);
  expect(stars('SELECT * FROM t')).toEqual([7]);
  expect(stars('SELECT ALL *, t.* FROM t')).toEqual([11, 16]);
  expect(stars('SELECT count(*), 2 * 3, (a) * b, -1 * c FROM t')).toEqual([]);
});
