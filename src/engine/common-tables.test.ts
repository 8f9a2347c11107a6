import { expect, test } from 'vitest';
import { commonTables } from './common-tables.ts';

/** The lists of a statement in short: name, columns, and each row as it is spelled. */
const short = (sql: string) => commonTables(sql).map(({ name, columns, rows }) => `${name}(${columns?.join() ?? '?'}) ${rows?.map(({ start, end }) => sql.slice(start, end)).join(' ') ?? 'no rows'}`);

test.each<[what: string, sql: string, expected: string[]]>([
  ['one list', "WITH allowed (path) AS (VALUES ('')) SELECT 1", ["allowed(path) ('')"]],
  ['several, of several columns and rows', "WITH allowed (a, b) AS (VALUES ('x', 1), ('y', 2)), signs (s) AS (VALUES ('z')) SELECT 1", ["allowed(a,b) ('x', 1) ('y', 2)", "signs(s) ('z')"]],
  ['any letter case and layout', "with\n  Allowed\t(Path , Command)as(values('','') )select 1", ["allowed(path,command) ('','')"]],
  ['names in quotes', 'WITH "allowed" ([a b], `c`) AS (VALUES (1, 2)) SELECT 1', ['allowed(a b,c) (1, 2)']],
  ['parentheses and commas in texts', "WITH allowed (a) AS (VALUES (')'), ('(,'), ('it''s (')) SELECT 1", ["allowed(a) (')') ('(,') ('it''s (')"]],
  ['nested parentheses', "WITH allowed (a, b) AS (VALUES ((1 + (2)), max(1, 2)), (char(10, 13), 'x' || ')')) SELECT 1", ["allowed(a,b) ((1 + (2)), max(1, 2)) (char(10, 13), 'x' || ')')"]],
  ['comments everywhere', "/* WITH a */ WITH -- b (\n allowed /* ( */ (a) AS ( -- VALUES ('no')\n VALUES ('x') -- last )\n) SELECT 1", ["allowed(a) ('x')"]],
  ['RECURSIVE and MATERIALIZED', "WITH RECURSIVE allowed (a) AS NOT MATERIALIZED (VALUES ('x')), b AS MATERIALIZED (SELECT 1) SELECT 1", ["allowed(a) ('x')", 'b(?) no rows']],
  ['no column list', "WITH allowed AS (VALUES ('x')) SELECT 1", ["allowed(?) ('x')"]],
  ['more than VALUES', "WITH allowed (a) AS (VALUES ('x') UNION ALL SELECT 'y'), b (a) AS (SELECT 'z') SELECT 1", ['allowed(a) no rows', 'b(a) no rows']],
  ['VALUES below a nested WITH', "WITH b AS (WITH allowed (a) AS (VALUES ('x')) SELECT a FROM allowed) SELECT 1", ['b(?) no rows']],
  ['no WITH', "SELECT 'WITH allowed (a) AS (VALUES (1))'", []],
  ['broken SQL', "WITH allowed (a) AS (VALUES ('x'", []],
  ['broken SQL after a list', "WITH allowed (a) AS (VALUES ('x')), 7 AS (", ["allowed(a) ('x')"]],
  ['a closing parenthesis first', 'WITH allowed ) AS (', []],
  ['nothing', '', []],
])('%s', (_, sql, expected) => expect(short(sql)).toEqual(expected));

test('what the cells are', () => {
  const [{ rows }] = commonTables("WITH a (b) AS (VALUES ('x', 1, -1, + 2.5, NULL, 'x' || 'y', char(10), -(1), x'00')) SELECT 1") as [ReturnType<typeof commonTables>[0]];
  expect(rows![0]!.cells.map(({ kind, text }) => `${kind} ${text}`)).toEqual(["text 'x'", 'number 1', 'number -1', 'number +2.5', 'other NULL', "other 'x'||'y'", 'other char(10)', 'other -(1)', "other x'00'"]);
});

test('a list of a megabyte is read in linear time', () => {
  const [list] = commonTables(`WITH a (b) AS (VALUES ${Array.from({ length: 50_000 }, (_, index) => `('${index}')`).join(', ')}) SELECT 1`);
  expect(list!.rows).toHaveLength(50_000);
});
