import { expect, test } from 'vitest';
import { stockPacks, stockQueries, stockQuery } from './stock-packs.ts';

test('all 306 queries of the ten stock packs are known, each with its output columns', () => {
  expect([stockPacks.length, stockQueries.length]).toEqual([10, 306]);
  expect(stockQueries.filter(({ columns }) => columns.length === 0)).toEqual([]);
});

test('a query is found by pack and name', () => {
  expect(stockQuery('it-compliance/os_version')).toMatchObject({ pack: 'it-compliance', name: 'os_version' });
  expect(stockQuery('it-compliance/no_such')).toBeUndefined();
});
