import { expect, test } from 'vitest';
import { latestVersion, schema, tablesAt } from './schema.ts';
import { goneIn, platformsNow, tableHistory } from './table-history.ts';
import { platforms } from '../model/platform.ts';

test('a table that went names the version without it, and until then what changed', () => {
  expect(tableHistory('yara')).toEqual([
    { version: '2.7.0', changes: [{ kind: 'table added', platforms: ['darwin', 'linux'] }] },
    { version: '4.5.0', changes: [{ kind: 'columns added', columns: ['sigrule', 'sigurl'], platforms: ['darwin', 'linux'] }] },
    { version: '4.9.0', changes: [{ kind: 'table added', platforms: ['windows'] }] },
    { version: '5.8.1', changes: [{ kind: 'columns added', columns: ['pid_with_namespace'], platforms: ['linux'] }] },
    { version: '5.23.0', changes: [{ kind: 'table removed', platforms: ['darwin', 'linux', 'windows'] }] },
  ]);
  expect(goneIn('yara')).toBe('5.23.0');
  expect(goneIn('processes')).toBeUndefined();
});

test('a table that was away for some versions comes twice', () => {
  const changes = tableHistory('secureboot').flatMap(({ version, changes: own }) => own.flatMap((change) => (change.kind.startsWith('table') ? [`${version} ${change.kind}`] : [])));
  expect(changes).toEqual(['5.0.1 table added', '5.4.0 table removed', '5.8.1 table added']);
});

test('a changed type and another name stand at their version', () => {
  expect(tableHistory('kernel_modules').find(({ version }) => version === '4.6.0')!.changes).toContainEqual({ kind: 'type changed', column: 'size', from: 'TEXT', to: 'BIGINT' });
  expect(tableHistory('yara_file').find(({ version }) => version === '5.23.0')!.changes).toContainEqual({ kind: 'table added', platforms: ['darwin', 'linux', 'windows'] });
  expect(tableHistory('osquery_schedule').find(({ version }) => version === '4.4.0')!.changes).toContainEqual({ kind: 'name added', name: 'blacklisted', column: 'denylisted' });
});

test('an unknown table has no history', () => {
  expect(tableHistory('toString')).toEqual([]);
});

test('the histories of all tables, played through, end with what the newest osquery has', () => {
  for (const platform of platforms) {
    const there = Object.keys(schema.tables).filter((name) => {
      let has = false;
      for (const change of tableHistory(name).flatMap(({ changes }) => changes)) {
        if (change.kind === 'table removed' && change.platforms.includes(platform)) has = false;
        if (change.kind === 'table added' && change.platforms.includes(platform)) has = true;
      }
      return has;
    });
    expect(there).toEqual([...tablesAt(platform, latestVersion).keys()]);
    expect(there.filter((name) => !platformsNow(schema.tables[name]!.on).includes(platform))).toEqual([]);
  }
});
