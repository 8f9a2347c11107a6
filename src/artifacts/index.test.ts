import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { awkwardSql, sampleBuild, samplePack } from './fixture.ts';
import { buildArtifacts } from './index.ts';

const inventory = samplePack({ flags: { disable_events: 'false' } }, [{ name: 'b', query: awkwardSql }, { name: 'a', platform: 'windows,linux' }]);
const persistence = samplePack({ name: 'linux-persistence', title: 'Überdauern' });
const packs = () => [sampleBuild(persistence, {}, '0.0.0'), sampleBuild(inventory, { a: { minimumVersion: '5.0.1', columns: [{ name: 'n', type: null }] } })];
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

test('each pack gives four files, beside the catalogue and the sums', () => {
  expect([...buildArtifacts(packs()).keys()]).toEqual([
    'SHA256SUMS', 'catalog.json',
    'host-inventory.conf', 'host-inventory.fleet.yml', 'host-inventory.gitops.yml', 'host-inventory.kibana.json',
    'linux-persistence.conf', 'linux-persistence.fleet.yml', 'linux-persistence.gitops.yml', 'linux-persistence.kibana.json',
  ]);
});

test('the bytes do not depend on the order of packs and queries', () => {
  const turned = packs().reverse().map((built) => ({ ...built, queries: [...built.queries].reverse().map((query) => ({ ...query, platforms: [...query.platforms].reverse() })) }));
  expect([...buildArtifacts(turned)]).toEqual([...buildArtifacts(packs())]);
});

test('every file ends with a line end and holds no carriage return', () => {
  for (const text of buildArtifacts(packs()).values()) expect(text).toMatch(/^[^\r]*[^\r\n]\n$/);
});

test('sha256sum -c would pass', () => {
  const files = buildArtifacts(packs());
  const lines = files.get('SHA256SUMS')!.trimEnd().split('\n');
  const names = lines.map((line) => {
    const [, hash, name] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line)!;
    expect(hash).toBe(sha256(files.get(name!)!));
    return name;
  });
  expect(names).toEqual([...files.keys()].filter((name) => name !== 'SHA256SUMS'));
});

test('the catalogue tells what a program needs', () => {
  const files = buildArtifacts(packs());
  const { version, packs: entries } = JSON.parse(files.get('catalog.json')!);
  expect(version).toBe(1);
  expect(entries.map((entry: { name: string; version: string }) => [entry.name, entry.version])).toEqual([['host-inventory', '1.2.0'], ['linux-persistence', '0.0.0']]);
  expect(entries[0]).toMatchObject({
    title: 'Host inventory', purpose: 'inventory', status: 'supported', description: 'What runs on a host.',
    minimum_osquery: '4.9.0', platforms: ['darwin', 'linux', 'windows'], flags: { disable_events: 'false' }, config: {}, discovery: [],
  });
  expect(entries[0].queries[0]).toEqual({
    name: 'a', log_name: 'pack_host-inventory_a', description: 'Processes that accept connections.', interval: 3600, logging: 'differential',
    platforms: ['linux', 'windows'], minimum_osquery: '5.0.1', flags: {}, columns: [{ name: 'n', type: null }],
  });
});

test('the catalogue’s sizes and hashes are those of the files', () => {
  const files = buildArtifacts(packs());
  for (const entry of JSON.parse(files.get('catalog.json')!).packs) {
    for (const { format, name, size, sha256: hash } of entry.files) {
      const text = files.get(name)!;
      expect([format, size, hash]).toEqual([format, Buffer.byteLength(text, 'utf8'), sha256(text)]);
    }
    expect(entry.files.map((file: { format: string }) => file.format)).toEqual(['osquery', 'fleet', 'gitops', 'kibana']);
  }
});

test('two packs of one name are refused, with both files named', () => {
  const twin = { ...persistence, file: 'packs/other/pack.yml' };
  expect(() => buildArtifacts([sampleBuild(persistence), sampleBuild(twin)])).toThrow('"linux-persistence": packs/linux-persistence/pack.yml and packs/other/pack.yml');
});

test('no packs give an empty catalogue', () => {
  expect(JSON.parse(buildArtifacts([]).get('catalog.json')!)).toEqual({ version: 1, packs: [] });
});
