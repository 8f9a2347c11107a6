import { expect, test } from 'vitest';
import { schema } from './schema.ts';
import { volatileColumns, volatileReason } from './volatile.ts';

test('every column named is one of the schema', () => {
  const strange = Object.entries(volatileColumns).flatMap(([table, columns]) =>
    Object.keys(columns).filter((column) => !schema.tables[table]?.columns.some(({ name }) => name === column)).map((column) => `${table}.${column}`));
  expect(strange).toEqual([]);
});

test('no table named is an evented one: its rows are never compared', () => {
  expect(Object.keys(volatileColumns).filter((table) => schema.tables[table]?.evented)).toEqual([]);
});

test('a counter is volatile, a name is not', () => {
  expect(volatileReason('uptime', 'total_seconds')).toBeDefined();
  expect(volatileReason('processes', 'name')).toBeUndefined();
  expect(volatileReason('system_info', 'hostname')).toBeUndefined();
  expect(volatileReason('toString', 'length')).toBeUndefined();
});
