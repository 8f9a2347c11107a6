import { describe, expect, it } from 'vitest';
import { readHost } from './host-data.ts';

describe('the file of a sample host', () => {
  it('gives values of the declared types', () => {
    const rows = readHost({ processes: { columns: ['pid', 'name', 'uid'], rows: [['9223372036854775807', '7', '']] } }, 'linux');
    expect(rows.get('processes')).toEqual([new Map<string, unknown>([['pid', 9223372036854775807n], ['name', '7'], ['uid', null]])]);
  });

  it.each([
    [null, 'no record'],
    [[], 'no record'],
    [{ no_table: { columns: [], rows: [] } }, 'a table no_table'],
    [{ users: { columns: ['uid'], rows: [[1]] } }, 'table users'],
    [{ users: 'x' }, 'users is no record'],
  ])('%j is refused', (data, fault) => {
    expect(() => readHost(data, 'linux')).toThrow(fault);
  });
});
