import { load, loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { sampleBuild, samplePack } from './fixture.ts';
import { buildArtifacts } from './index.ts';

const version = '1.2.0+tuned.0123abcd';
const tuned = { queries: [{ name: 'a', rows: { allowed: 2 }, interval: { before: 60, after: 120 } }], leftOut: [{ name: 'c', reason: 'Not needed.' }] };
const pack = samplePack({}, [{ name: 'a' }, { name: 'b' }]);
const files = buildArtifacts([{ ...sampleBuild(pack, {}, version), tuned }]);
const mark = `(tuned: host-inventory ${version})`;

test('every artefact says that it is tuned, where its program reads texts', () => {
  const conf = JSON.parse(files.get('host-inventory.conf')!);
  expect(conf.description).toContain(version);
  expect(conf.queries.a.description).toContain(mark);
  expect(JSON.parse(files.get('host-inventory.kibana.json')!).description).toContain(version);
  const apply = files.get('host-inventory.fleet.yml')!;
  expect(apply.split('\n')[0]).toBe(`# host-inventory ${version}, made from packs/host-inventory/ and an overlay: edit the overlay.`);
  expect((loadAll(apply) as { spec: { name: string; description: string } }[]).map(({ spec }) => [spec.name, spec.description.includes(mark)])).toEqual([['host-inventory/a', true], ['host-inventory/b', false]]);
  expect((load(files.get('host-inventory.gitops.yml')!) as { description: string }[])[0]!.description).toContain(mark);
});

test('the mark changes nothing but texts: keys, and the version that osquery reads, are those of the published pack', () => {
  const published = JSON.parse(buildArtifacts([sampleBuild(pack)]).get('host-inventory.conf')!);
  const conf = JSON.parse(files.get('host-inventory.conf')!);
  const without = (value: typeof conf) => ({ ...value, description: '', queries: Object.fromEntries(Object.entries(value.queries).map(([name, query]) => [name, { ...(query as object), description: '' }])) });
  expect(without(conf)).toEqual(without(published));
});

test('the catalogue tells what was tuned, and names no feed of the published pack', () => {
  const [entry] = JSON.parse(files.get('catalog.json')!).packs;
  expect(entry).toMatchObject({ version, tuned: { queries: [{ name: 'a', rows: { allowed: 2 }, interval: { before: 60, after: 120 } }], left_out: [{ name: 'c', reason: 'Not needed.' }] } });
  expect(entry).not.toHaveProperty('feed');
  expect(JSON.parse(buildArtifacts([sampleBuild(pack)]).get('catalog.json')!).packs[0]).not.toHaveProperty('tuned');
});
