import { expect, test } from 'vitest';
import { expandsLike, pathColumn, patternTables } from './path-patterns.ts';
import { schema } from './schema.ts';

/** A table for developers of osquery that no release build had rows in. */
const withoutGenerator = new Set(['example']);

test('every required column of the schema is known', () => {
  const unknown = Object.entries(schema.tables).filter(([table]) => !withoutGenerator.has(table)).flatMap(([table, { columns }]) =>
    columns.filter((column) => column.options?.includes('required') && !pathColumn(table, column.name)).map(({ name }) => `${table}.${name}`));
  expect(unknown).toEqual([]);
});

test('every column named is one of the schema', () => {
  const strange = Object.entries(patternTables).flatMap(([table, { columns }]) =>
    Object.keys(columns).filter((column) => !schema.tables[table]?.columns.some(({ name }) => name === column)).map((column) => `${table}.${column}`));
  expect(strange).toEqual([]);
});

test('file expands patterns, magic does not, and other columns are filtered by SQLite', () => {
  expect(expandsLike('file', 'path')).toBe(true);
  expect(expandsLike('magic', 'path')).toBe(false);
  expect(pathColumn('processes', 'path')).toBeUndefined();
  expect(pathColumn('constructor', 'path')).toBeUndefined();
});
