import { expect, test } from 'vitest';
import { changeKinds } from '../../releases/change.ts';
import { parts } from '../../releases/version-part.ts';
import { samplesOf } from './change-samples.ts';
import { printPart } from './mdast.ts';
import { olderVersionsTable, versionTable } from './version-parts.ts';

const tables = Object.fromEntries(parts.map((part) => [part, printPart([versionTable(part)])]));

/** The row of a table in which a change stands, as its cells. */
const rowOf = (table: string, change: string): string[] => table.split('\n').find((line) => line.includes(change))!.split('|').map((cell) => cell.trim());

test('each kind of change has a sample that differs by it alone', () => {
  for (const kind of changeKinds) expect(samplesOf(kind).length, kind).toBeGreaterThan(0);
});

test('each part names its changes with what a fleet sees and what to do', () => {
  expect(rowOf(tables['major']!, 'Column uid removed.')[2]).toContain('20 rows as removed and 20 rows as added. The counter goes on; same epoch.');
  expect(rowOf(tables['major']!, 'Query renamed from users to accounts.')[3]).toContain('Re-key on pack_demo_accounts');
  expect(rowOf(tables['minor']!, 'Query added.')[2]).toContain('20 rows as added. Counter 0; same epoch.');
  expect(rowOf(tables['minor']!, 'Deprecated: goes in 2.0.0.')[3]).toBe('Move to demo/logins before 2.0.0.');
  expect(rowOf(tables['patch']!, 'SQL written differently')[2]).toContain('A status line says that the query has been updated.');
  expect(rowOf(tables['none']!, 'Effects are measured')[3]).toBe('Nothing to do.');
});

test('what reaches two groups of hosts is told of each', () => {
  expect(tables['major']).toContain('Discovery changed: other hosts may run the pack; on hosts where discovery holds now and did not.');
  expect(tables['major']).toContain('Discovery changed: other hosts may run the pack; on hosts where discovery holds no longer.');
});

test('a major change never asks for nothing', () => {
  expect(tables['major']).not.toContain('Nothing to do.');
});

test('older versions are told where they do something else', () => {
  const table = printPart([olderVersionsTable()]);
  expect(rowOf(table, 'SQL changed.')).toEqual(expect.arrayContaining(['osquery from 2.7.0, before 5.8.0']));
  expect(table).toContain('The daemon stops');
  expect(table).not.toContain('Query added.');
});
