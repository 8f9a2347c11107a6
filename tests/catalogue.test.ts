import { beforeAll, describe, expect, test } from 'vitest';
import { hostPlatform } from '../src/content/catalogue.ts';
import type { Engine } from '../src/engine/engine.ts';
import { platformsOf } from '../src/model/query.ts';
import { openEngine } from '../src/node/open-engine.ts';
import { readContent } from '../src/node/read-content.ts';
import { readFilled } from '../src/node/read-filled.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { latestVersion } from '../src/osquery/schema.ts';
import { loggedRows, runOnHost } from '../src/rules/outcomes.ts';

const { catalogue } = readFilled(readContent(repositoryRoot).files);
const queries = catalogue.packs.flatMap((pack) => pack.queries);
const hostsOf = (platforms: readonly string[]) => [...catalogue.hosts.keys()].filter((host) => platforms.includes(hostPlatform(host)));

/** Tables that are empty on every sample host: it has no such software or hardware, or a sound host has no such row. */
const empty = new Set([
  'azure_instance_metadata', 'azure_instance_tags', 'ycloud_instance_metadata', 'rpm_packages', 'yum_sources', 'selinux_settings',
  'wmi_cli_event_consumers', 'wmi_script_event_consumers',
]);

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});

test('a pack is small enough to be read in one go', () => {
  const sizes = Object.fromEntries(catalogue.packs.filter(({ spec }) => spec.status !== 'removed').map(({ spec, queries: own }) => [spec.name, own.length]));
  expect(Object.entries(sizes).filter(([, size]) => size < 6 || size > 14)).toEqual([]);
});

describe('the sample hosts', () => {
  test('are sound: no detection gives a row on any of them', () => {
    const found = queries.filter(({ spec }) => spec.purpose === 'detection').flatMap((query) => hostsOf(platformsOf(query.spec)).flatMap((host) => {
      const result = runOnHost(engine, query.spec.query, host, catalogue);
      return [...(result.error ? [`${query.group}/${query.spec.name} on ${host}: ${result.error.message}`] : []), ...loggedRows(result).map((row) => `${query.group}/${query.spec.name} on ${host}: ${JSON.stringify(row)}`)];
    }));
    expect(found).toEqual([]);
  });

  test('have rows of every table that a query reads, on one of them at least', () => {
    const filled = new Set([...catalogue.hosts.values()].flatMap(({ rows }) => [...rows.keys()]));
    const read = new Set([...queries, ...catalogue.topics.flatMap(({ examples }) => examples)].flatMap((query) =>
      platformsOf(query.spec).flatMap((platform) => engine.analyse(query.spec.query, { platform, version: latestVersion }).reads.map(({ table }) => table))));
    expect([...read].filter((table) => !filled.has(table) && !empty.has(table)).sort()).toEqual([]);
    expect([...empty].filter((table) => filled.has(table) || !read.has(table)).sort(), 'named as empty, and filled or not read').toEqual([]);
  });
});
