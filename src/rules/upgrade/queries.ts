import type { ForeignReading } from '../../content/foreign/index.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Platform } from '../../model/platform.ts';
import { platformsOf } from '../../model/query.ts';
import type { UpgradeQuery } from './advise.ts';
import type { Verdict } from '../verdict.ts';

/** The queries of packs of others that can be judged, as the upgrade advice takes them. */
export function foreignUpgradeQueries({ packs }: ForeignReading, platforms?: readonly Platform[]): UpgradeQuery[] {
  return packs.flatMap((pack) => pack.queries.filter(({ unjudged }) => unjudged === null).flatMap((query): UpgradeQuery[] => {
    const own = query.platforms ?? [];
    const on = platforms === undefined ? own : platforms.filter((platform) => own.length === 0 || own.includes(platform));
    if (platforms !== undefined && on.length === 0) return [];
    return [{
      name: query.name, pack: pack.name, sql: query.sql, platforms: on,
      minimum: query.minimumVersion,
      differential: query.kind === 'scheduled' && query.logging !== 'snapshot',
      at: (offset) => query.at.inText(['spec', 'query'], offset),
      line: (line) => query.at.line(line),
    }];
  }));
}

/** The queries of packs, as the upgrade advice takes them; examples run on no fleet. */
export function upgradeQueries(catalogue: Catalogue, verdicts: readonly Verdict[]): UpgradeQuery[] {
  const byQuery = new Map(verdicts.map((verdict) => [verdict.query, verdict]));
  return catalogue.packs.flatMap(({ queries }) => queries).map((query): UpgradeQuery => ({
    name: query.spec.name,
    pack: query.group,
    sql: query.spec.query,
    platforms: platformsOf(query.spec),
    minimum: byQuery.get(query)?.effectiveVersion ?? query.spec.min_osquery_version ?? null,
    differential: query.spec.logging !== 'snapshot',
    at: (offset) => query.at.inText(['spec', 'query'], offset),
    line: (line) => query.at.line(line),
  }));
}
