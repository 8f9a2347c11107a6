import { expect, test } from 'vitest';
import { awkwardLine, awkwardSql, sampleBuild, samplePack } from './fixture.ts';
import { kibanaPack } from './kibana.ts';

test('the body has what the packs API takes', () => {
  const ecs_mapping = { 'process.pid': { field: 'pid' }, 'event.category': { value: ['network'] } };
  const pack = samplePack({}, [{ query: awkwardSql, ecs_mapping, tags: ['network'], osquery: { shard: 5 } }]);
  expect(JSON.parse(kibanaPack(sampleBuild(pack)))).toEqual({
    name: 'host-inventory',
    description: 'What runs on a host. (host-inventory 1.2.0)',
    enabled: false,
    queries: {
      listening_ports: { query: awkwardLine, interval: 3600, snapshot: false, removed: true, platform: 'darwin,linux', version: '4.9.0', ecs_mapping },
    },
  });
});

test('snapshot is written out in every mode, since the agent takes its absence for a snapshot', () => {
  const pack = samplePack({}, [{ name: 'a', logging: 'snapshot' }, { name: 'b' }, { name: 'c', logging: 'differential_ignore_removals' }]);
  const { queries } = JSON.parse(kibanaPack(sampleBuild(pack)));
  expect(Object.values(queries).map((query) => [(query as { snapshot: boolean }).snapshot, (query as { removed: boolean }).removed])).toEqual([[true, false], [false, true], [false, false]]);
});
