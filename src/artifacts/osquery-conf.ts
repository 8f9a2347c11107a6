import { oneLine } from '../engine/tokens.ts';
import { lowestVersion, orderedQueries, packPlatforms, platformText, queryDescription, versionedDescription, type BuiltPack, type BuiltQuery } from './release.ts';
import { resultType } from './result-type.ts';

/**
 * The pack file that osqueryd reads, and with it osctrl, Zentral, osqtool and Kibana’s upload: strict JSON.
 *
 * - Every query says all for itself (platform, version, snapshot, removed, interval), and the pack says it again:
 *   some consumers read only one of the two. The pack’s version is the lowest of its queries, since osquery drops
 *   a whole pack below it.
 * - `description` comes last in a query and `interval` never does: osqtool finds a number there by the comma behind it.
 * - The SQL is one line without comments, for consumers that join the lines of a query.
 * - The pack's own version stands in its `description`, since `version` is the minimum osquery.
 * - The sections of `config` go in, since osquery reads them from an active pack and the tables are empty without
 *   them. The flags of `flags` do not: `options` in a pack cannot set flags that belong to the command line, and it
 *   would change the daemon for every other pack too. They are told in catalog.json and on the pack’s page.
 */
export function osqueryConf(built: BuiltPack): string {
  const { spec } = built.pack;
  const conf = {
    description: versionedDescription(built),
    platform: platformText(packPlatforms(built)),
    version: lowestVersion(built),
    ...(spec.discovery?.length && { discovery: spec.discovery.map(oneLine) }),
    ...spec.config,
    queries: Object.fromEntries(orderedQueries(built).map((query) => [query.query.spec.name, scheduled(built, query)])),
  };
  return `${JSON.stringify(conf, null, 2)}\n`;
}

function scheduled(built: BuiltPack, { query, platforms, minimumVersion }: BuiltQuery): Record<string, unknown> {
  const { spec } = query;
  const { shard, denylist, startup_priority } = spec.osquery ?? {};
  return {
    query: oneLine(spec.query),
    interval: spec.interval,
    platform: platformText(platforms),
    version: minimumVersion,
    ...resultType(spec.logging),
    ...(shard !== undefined && { shard }),
    ...(denylist !== undefined && { denylist }),
    ...(startup_priority !== undefined && { startup_priority }),
    description: queryDescription(built, query),
  };
}
