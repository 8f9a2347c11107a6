import { expect, test } from 'vitest';
import { costClass, costOf, type Scans } from './costs.ts';

const scan = (table: string, way: Scans['way'] = 'full', scans = 1, rows = 1): Scans => ({ table, way, scans, rows });

test('a scan of a whole table costs what was measured, each time', () => {
  expect(costOf([scan('processes')]).ms).toBeCloseTo(12.164);
  expect(costOf([scan('processes', 'full', 60)]).ms).toBeCloseTo(729.84);
});

test('a scan for given values costs by its rows', () => {
  expect(costOf([scan('processes', 'key', 60, 60)]).ms).toBeCloseTo(15.6);
  expect(costOf([scan('file', 'key', 1, 0)]).ms).toBe(0.02);
});

test('a table without a figure is named, and an event table is cheap to ask', () => {
  expect(costOf([scan('launchd'), scan('launchd', 'key'), scan('users')])).toMatchObject({ unmeasured: ['launchd'] });
  expect(costOf([scan('process_events', 'full', 1, 9000)])).toEqual({ ms: 0.4, unmeasured: [], walks: false });
});

test.each([
  [[scan('users')], 'light'],
  [[scan('processes')], 'moderate'],
  [[scan('suid_bin')], 'heavy'],
  [[scan('file', 'walk', 1, 3)], 'heavy'],
  [[scan('launchd')], 'not measured'],
  [[scan('launchd'), scan('suid_bin')], 'heavy'],
] as const)('class %#', (scans, wanted) => {
  expect(costClass(costOf(scans))).toBe(wanted);
});
