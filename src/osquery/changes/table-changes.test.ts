import { expect, test } from 'vitest';
import { platforms } from '../../model/platform.ts';
import { columnSpans, earliestVersion, latestVersion, schema, tableSpans } from '../schema.ts';
import { compareVersions, spanAt } from '../versions.ts';
import { daemonChanges } from './daemon-changes.ts';
import { tableChanges } from './table-changes.ts';

test.each(tableChanges)('$table since $since: the version, the table and its columns were there', ({ table, since, columns, platforms: only }) => {
  expect(schema.versions).toContain(since);
  const on = (only ?? platforms).filter((platform) => spanAt(tableSpans(table, platform), since));
  expect(on.length).toBeGreaterThan(0);
  if (only) expect(on).toEqual(only);
  for (const column of columns ?? []) expect([column, (only ?? platforms).some((platform) => columnSpans(table, column, platform).length > 0)]).toEqual([column, true]);
});

test('changes of the daemon stand in order, each within the versions that can be compared', () => {
  const versions = daemonChanges.map(({ since }) => since);
  expect([...versions].sort(compareVersions)).toEqual(versions);
  expect(versions.filter((since) => compareVersions(since, earliestVersion) <= 0 || compareVersions(since, latestVersion) > 0)).toEqual([]);
});
