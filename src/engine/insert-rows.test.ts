import { expect, test } from 'vitest';
import { commonTables } from './common-tables.ts';
import { insertRows } from './insert-rows.ts';

/** Puts rows, given by the name of their list, into a statement. */
function insert(sql: string, rows: Readonly<Record<string, string[][]>>) {
  const tables = commonTables(sql);
  return insertRows(sql, Object.entries(rows).map(([name, own]) => {
    const list = tables.find((table) => table.name === name)!;
    return { list: { ...list, rows: list.rows! }, rows: own };
  }));
}

const layout = (list: string) => `WITH\n  allowed (a, b) AS (\n    ${list}\n  )\nSELECT 1`;

test.each<[what: string, list: string, rows: string[][], expected: string]>([
  ['one row in place of the placeholder', "VALUES ('', '')", [["'x'", '1']], "VALUES ('x', 1)"],
  ['several rows in its place, each on a line', "VALUES ('', -1)", [["'x'", '1'], ["'y'", '2']], "VALUES ('x', 1),\n           ('y', 2)"],
  ['a placeholder of NULL', "VALUES (NULL, '')", [["'x'", '1']], "VALUES ('x', 1)"],
  ['behind a row that says something', "VALUES ('root', '')", [["'x'", '1']], "VALUES ('root', ''),\n           ('x', 1)"],
  ['behind two rows, although one is empty', "VALUES ('', ''), ('a', 'b')", [["'x'", '1']], "VALUES ('', ''), ('a', 'b'),\n           ('x', 1)"],
  ['below rows on lines of their own', "VALUES\n      ('a', 'b'), ('c', 'd'),\n      ('e', 'f'), ('g', 'h')", [["'x'", '1']], "VALUES\n      ('a', 'b'), ('c', 'd'),\n      ('e', 'f'), ('g', 'h'),\n      ('x', 1)"],
  ['before a comment that follows the last row', "VALUES ('a', 'b') -- why )", [["'x'", '1']], "VALUES ('a', 'b'),\n           ('x', 1) -- why )"],
  ['beside comments within the list', "VALUES -- one\n      ('', '') /* two */", [["'x'", '1']], "VALUES -- one\n      ('x', 1) /* two */"],
  ['nothing', "VALUES ('', '')", [], "VALUES ('', '')"],
])('%s', (_, list, rows, expected) => expect(insert(layout(list), { allowed: rows }).sql).toBe(layout(expected)));

test('several lists of one statement, in whatever order they are given', () => {
  const sql = "WITH allowed (a) AS (VALUES ('')), other AS (SELECT '('), allowed_users (u) AS (VALUES ('root')) SELECT ')'";
  expect(insert(sql, { allowed_users: [["'b'"]], allowed: [["'a'"]] }).sql.replace(/\s+/g, ' ')).toBe("WITH allowed (a) AS (VALUES ('a')), other AS (SELECT '('), allowed_users (u) AS (VALUES ('root'), ('b')) SELECT ')'");
});

test('every character tells where it comes from', () => {
  const sql = "WITH allowed (a) AS (VALUES ('')), allowed_users (u) AS (VALUES ('root')) SELECT u FROM allowed_users";
  const { sql: text, originOf } = insert(sql, { allowed_users: [["'b'"], ["'c'"]], allowed: [["'a'"]] });
  const origins = [...text].map((_, offset) => originOf(offset));
  expect(origins.filter((origin) => typeof origin === 'number').map((origin) => sql[origin]).join('')).toBe(sql.replace("('')", ''));
  expect(originOf(text.indexOf("'a'"))).toEqual({ list: 1, row: 0 });
  expect(originOf(text.indexOf("'b'"))).toEqual({ list: 0, row: 0 });
  expect(originOf(text.indexOf("'c'"))).toEqual({ list: 0, row: 1 });
  expect(originOf(text.lastIndexOf('allowed_users'))).toBe(sql.lastIndexOf('allowed_users'));
});
