import type { Pack, Query } from '../model/catalogue.ts';
import { compareText } from '../model/finding.ts';
import { platforms, type Platform } from '../model/platform.ts';
import { compareVersions } from '../osquery/versions.ts';
import type { Tuning } from '../tuning/tuning.ts';

/** An output column of a query; `type` is the declared type of the table column it comes from, null for an expression. */
export interface BuiltColumn {
  readonly name: string;
  readonly type: string | null;
}

/** A query with what the engine found out about it. */
export interface BuiltQuery {
  readonly query: Query;
  /** Platforms on which it compiles and is meant to run; at least one. */
  readonly platforms: readonly Platform[];
  /** Oldest osquery that runs it, such as `5.2.3`. */
  readonly minimumVersion: string;
  /** Output columns in order. */
  readonly columns: readonly BuiltColumn[];
  /** Daemon flags that the tables it reads need, by name; empty where they need none. */
  readonly flags: Readonly<Record<string, string>>;
}

/** A pack as it goes into the artefacts. Nothing here is computed again: artefacts only change its form. */
export interface BuiltPack {
  readonly pack: Pack;
  /** Version of the pack; `0.0.0` until it has a release, and an empty text for a pack of others, which has none. */
  readonly version: string;
  readonly queries: readonly BuiltQuery[];
  /** How a site's overlay changed it; absent from a pack as it is published. */
  readonly tuned?: Tuning;
  /** The packs and topics, with their versions, that a selection takes its queries from; absent from a pack with a folder of its own. */
  readonly sources?: readonly string[];
}

/** The queries in the order that every artefact has them: by name. */
export function orderedQueries(built: BuiltPack): BuiltQuery[] {
  return [...built.queries].sort((a, b) => compareText(a.query.spec.name, b.query.spec.name));
}

/** What the pack is, for formats without a key for its version: osquery and Kibana read `version` as the minimum osquery. A selection has the versions of its sources. */
export function versionedDescription({ pack: { spec }, version, sources }: BuiltPack): string {
  if (version === '') return spec.description;
  return sources ? `${spec.description} (${sources.join(', ')})` : `${spec.description} (${spec.name} ${version})`;
}

/** What a query is; a tuned one says so and of which build it is, since Fleet keeps nothing of a file but its queries. */
export function queryDescription({ pack, version, tuned }: BuiltPack, { spec }: Query): string {
  const isTuned = tuned?.queries.some(({ name }) => name === spec.name);
  return isTuned ? `${spec.description} (tuned: ${pack.spec.name} ${version})` : spec.description;
}

/** Every platform that one of the queries runs on, in the fixed order of the model. */
export function packPlatforms(built: BuiltPack): Platform[] {
  return orderedPlatforms(built.queries.flatMap((query) => query.platforms));
}

/** The oldest osquery that runs at least one query of the pack; `0.0.0`, which osquery reads as any, for an empty pack. */
export function lowestVersion(built: BuiltPack): string {
  const versions = built.queries.map(({ minimumVersion }) => minimumVersion);
  return versions.sort(compareVersions)[0] ?? '0.0.0';
}

/** Platforms in the fixed order of the model, each once. */
export function orderedPlatforms(list: readonly Platform[]): Platform[] {
  return platforms.filter((platform) => list.includes(platform));
}

/** Platforms as all consumers read them: a comma and no blank between two. */
export function platformText(list: readonly Platform[]): string {
  return orderedPlatforms(list).join(',');
}
