import { expect, test } from 'vitest';
import { compare, comparedWords } from './compare.ts';
import { picked } from './fixture.ts';

test('what one has and the other has not is told, item by item', () => {
  const rows = compare(
    picked('a/x', { query: 'SELECT p.pid\nFROM processes AS p\nWHERE p.pid > 1;' }, { columns: [{ name: 'pid', type: 'BIGINT' }, { name: 'n', type: null }], falsePositives: [{ what: 'Shells.', tune: 'Leave out bash.' }] }),
    picked('a/y', { query: 'SELECT p.pid\nFROM processes AS p;', interval: 60 }, { columns: [{ name: 'pid', type: 'BIGINT' }] }),
  );
  const row = (title: string) => rows.find((candidate) => candidate.title === title)!;
  expect(row('SQL').sides[0]).toEqual([{ text: 'SELECT p.pid', only: false }, { text: 'FROM processes AS p', only: true }, { text: 'WHERE p.pid > 1;', only: true }]);
  expect(row('Columns').sides).toEqual([[{ text: 'pid BIGINT', only: false }, { text: 'n', only: true }], [{ text: 'pid BIGINT', only: false }]]);
  expect(row('False positives').sides[0]).toEqual([{ text: 'Shells. To exclude it: Leave out bash.', only: true }]);
  expect(row('Logging')).toMatchObject({ same: true });
  expect(comparedWords(rows)).toBe('4 of 12 properties differ: SQL, Interval, Columns, False positives.');
});

test('a query compared with itself has no difference', () => expect(comparedWords(compare(picked('a/x'), picked('a/x')))).toBe('No property differs.'));
