import { describe, expect, test } from 'vitest';
import { coverageOn, queriesFor, uncovered, unusedTables } from './coverage.ts';
import { coveragePage } from './coverage-page.ts';
import { sampleContent, sampleFiles } from './sample.ts';

const detection = {
  'packs/keys/pack.yml': sampleFiles['packs/keys/pack.yml']!.replace('purpose: inventory', 'purpose: detection'),
  'packs/keys/authorized_keys.yml': sampleFiles['packs/keys/authorized_keys.yml']!.replace('purpose: inventory', 'purpose: detection'),
};
const content = await sampleContent(detection);
const detections = queriesFor(content.catalogue, ['detection']);

describe('techniques', () => {
  test('stand under each of their tactics, on the platforms of their queries', () => {
    expect(coverageOn('linux', detections).map(({ tactic, techniques }) => [tactic, techniques.map(({ technique, queries }) => [technique.id, queries.length])])).toEqual([
      ['Persistence', [['T1098.004', 1]]],
      ['Privilege Escalation', [['T1098.004', 1]]],
    ]);
    expect(coverageOn('windows', detections)).toEqual([]);
  });

  test('are a gap where no query names them or a part of them', () => {
    const gaps = uncovered(detections).flatMap(({ techniques }) => techniques.map(({ id }) => id));
    expect(gaps).toContain('T1053');
    expect(gaps).not.toContain('T1098');
    expect(gaps.filter((id) => id.includes('.'))).toEqual([]);
  });
});

describe('tables that no pack reads', () => {
  test('leave out what a query reads on that platform', () => {
    const names = (platform: 'linux' | 'windows') => unusedTables(content, platform).flatMap(({ tables }) => tables);
    expect(names('linux')).not.toContain('authorized_keys');
    expect(names('linux')).toContain('processes');
    expect(names('windows')).toContain('users');
  });

  test('stand once, in groups by what tells their kind', () => {
    const groups = unusedTables(content, 'linux');
    const names = groups.flatMap(({ tables }) => tables);
    expect(new Set(names).size).toBe(names.length);
    const titles = Object.fromEntries(groups.map(({ title, tables }) => [title, tables]));
    expect(titles['Events']).toContain('process_events');
    expect(titles['docker_…']).toContain('docker_containers');
    expect(titles['Asked for given values']).toContain('hash');
  });
});

test('the page links each count to its section, and names what is missing', () => {
  const page = coveragePage(content, -2);
  expect(page).toContain('| Persistence | [1](#darwin-persistence) | [1](#linux-persistence) | 0 |');
  expect(page).toContain('### Persistence {#linux-persistence}');
  expect(page).toContain('[`authorized_keys`](./keys.md#authorized_keys)');
  expect(page).toContain('No query detects a technique on Windows.');
});
