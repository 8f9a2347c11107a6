import { expect, test } from 'vitest';
import { osqueryConf } from './osquery-conf.ts';
import { awkwardLine, awkwardSql, sampleBuild, samplePack } from './fixture.ts';

/** Reads a pack as osquery does: its text clean-up (config.cpp:618-635), JSON, then the defaults of packs.cpp. */
function asOsqueryReads(text: string) {
  const clean = text.replaceAll('\\\n', '').split('\n').map((line) => line.trim()).filter((line) => !line.startsWith('#') && !line.startsWith('//')).join('\n');
  const pack = JSON.parse(clean) as { platform: string; version: string; discovery?: string[]; queries: Record<string, Record<string, unknown>> };
  const queries = Object.entries(pack.queries).map(([name, query]) => ({
    name,
    query: query.query,
    interval: query.interval ?? 3600,
    snapshot: query.snapshot ?? false,
    removed: query.removed ?? true,
    denylist: query.denylist ?? true,
    shard: query.shard ?? 0,
    runsOn: ['darwin', 'linux', 'windows'].filter((host) => String(query.platform).includes(host)),
    version: query.version,
  }));
  return { ...pack, queries };
}

test('osquery reads what the query file says', () => {
  const pack = samplePack({}, [
    { name: 'b_snapshot', logging: 'snapshot', platform: 'windows', interval: 86400 },
    { name: 'a_removals', logging: 'differential', query: awkwardSql },
    { name: 'c_additions', logging: 'differential_ignore_removals', osquery: { shard: 10, denylist: false, startup_priority: 0 } },
  ]);
  const conf = asOsqueryReads(osqueryConf(sampleBuild(pack, { b_snapshot: { minimumVersion: '5.10.0' } })));
  expect(conf.platform).toBe('darwin,linux,windows');
  expect(conf.version).toBe('4.9.0');
  expect(conf.queries).toEqual([
    { name: 'a_removals', query: awkwardLine, interval: 3600, snapshot: false, removed: true, denylist: true, shard: 0, runsOn: ['darwin', 'linux'], version: '4.9.0' },
    { name: 'b_snapshot', query: 'SELECT port FROM listening_ports', interval: 86400, snapshot: true, removed: false, denylist: true, shard: 0, runsOn: ['windows'], version: '5.10.0' },
    { name: 'c_additions', query: 'SELECT port FROM listening_ports', interval: 3600, snapshot: false, removed: false, denylist: false, shard: 10, runsOn: ['darwin', 'linux'], version: '4.9.0' },
  ]);
});

test('every query says all for itself, and interval is never its last key', () => {
  const conf = JSON.parse(osqueryConf(sampleBuild(samplePack({}, [{ osquery: { startup_priority: 3 } }]))));
  expect(Object.keys(conf.queries.listening_ports)).toEqual(['query', 'interval', 'platform', 'version', 'snapshot', 'removed', 'startup_priority', 'description']);
  expect(osqueryConf(sampleBuild(samplePack()))).toMatch(/"interval": 3600,$/m);
});

test('the pack has the lowest version of its queries, compared as numbers', () => {
  const pack = samplePack({}, [{ name: 'a' }, { name: 'b' }]);
  const built = sampleBuild(pack, { a: { minimumVersion: '5.10.0' }, b: { minimumVersion: '5.9.1' } });
  expect(JSON.parse(osqueryConf(built)).version).toBe('5.9.1');
});

test('discovery and configuration go in, flags do not', () => {
  const pack = samplePack({
    discovery: ['SELECT 1 -- one\nFROM users;'],
    config: { file_paths: { etc: ['/etc/%%'] } },
    flags: { disable_events: 'false' },
  });
  const conf = JSON.parse(osqueryConf(sampleBuild(pack)));
  expect(conf.discovery).toEqual(['SELECT 1 FROM users']);
  expect(conf.file_paths).toEqual({ etc: ['/etc/%%'] });
  expect(Object.keys(conf)).toEqual(['description', 'platform', 'version', 'discovery', 'file_paths', 'queries']);
  expect(Object.keys(conf.queries)).toEqual(['listening_ports']);
});

test('no line of the file is one that osquery or Kibana would join or drop', () => {
  const text = osqueryConf(sampleBuild(samplePack({}, [{ query: awkwardSql, description: '// a\n# b \\' }])));
  expect(text).not.toContain('\\\n');
  expect(text.split('\n').filter((line) => /^\s*(#|\/\/)/.test(line))).toEqual([]);
});
