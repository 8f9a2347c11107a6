import { expect, test } from 'vitest';
import { missingOn } from './missing.ts';
import { latestVersion } from './schema.ts';

test('a table that is missing is told once, a column that is missing with its table', () => {
  const reads = [{ table: 'crontab', column: 'command' }, { table: 'crontab', column: 'path' }, { table: 'users', column: 'uid' }, { table: 'users', column: 'is_hidden' }, { table: 'osquery_info', column: '' }];
  expect(missingOn(reads, 'windows', latestVersion)).toEqual(['crontab', 'users.is_hidden']);
  expect(missingOn(reads, 'darwin', latestVersion)).toEqual([]);
});

test('what a later version has brought is missing in an earlier one', () => {
  expect(missingOn([{ table: 'certificates', column: 'sha1' }], 'linux', '5.2.0')).toEqual(['certificates']);
});
