import { logName } from '../model/names.ts';
import type { Tuning } from '../tuning/tuning.ts';
import { lowestVersion, orderedPlatforms, orderedQueries, packPlatforms, type BuiltPack, type BuiltQuery } from './release.ts';
import { siteFiles } from './site-address.ts';
import { fingerprint } from './sums.ts';

/** Whom a file is for. */
export type Format = 'osquery' | 'fleet' | 'gitops' | 'kibana';

/** A built file of a pack. */
export interface PackFile {
  readonly format: Format;
  readonly name: string;
  readonly text: string;
}

/**
 * `catalog.json`: all packs with what a program needs to choose one and to know what it gets. `version` counts the
 * changes of this form. Times are in seconds, sizes in bytes; `log_name` has osquery’s default delimiter;
 * `minimum_osquery` of a pack is the oldest osquery that runs any of its queries. `feed`, the Atom feed of a pack that
 * has releases, is a path from the catalogue on, as the names of the files are;
 * a tuned pack has `tuned` in its place.
 */
export function catalog(packs: readonly { built: BuiltPack; files: readonly PackFile[] }[]): string {
  const body = { version: 1, packs: packs.map(({ built, files }) => packEntry(built, files)) };
  return `${JSON.stringify(body, null, 2)}\n`;
}

function packEntry(built: BuiltPack, files: readonly PackFile[]): Record<string, unknown> {
  const { spec } = built.pack;
  return {
    name: spec.name,
    version: built.version,
    title: spec.title,
    purpose: spec.purpose,
    status: spec.status,
    ...(spec.deprecated && { deprecated: spec.deprecated }),
    description: spec.description,
    minimum_osquery: lowestVersion(built),
    platforms: packPlatforms(built),
    discovery: spec.discovery ?? [],
    flags: spec.flags ?? {},
    config: spec.config ?? {},
    ...(built.tuned && { tuned: tuningEntry(built.tuned) }),
    queries: orderedQueries(built).map((query) => queryEntry(spec.name, query)),
    ...(built.version !== '0.0.0' && !built.tuned && { feed: `../${siteFiles.feed(spec.name)}` }),
    files: files.map(({ format, name, text }) => ({ format, name, ...fingerprint(text) })),
  };
}

function tuningEntry({ queries, leftOut }: Tuning): Record<string, unknown> {
  return { queries: queries.map(({ name, rows, interval, shard }) => ({ name, rows, interval, shard })), left_out: leftOut };
}

function queryEntry(pack: string, { query: { spec }, platforms, minimumVersion, columns, flags }: BuiltQuery): Record<string, unknown> {
  return {
    name: spec.name,
    log_name: logName(pack, spec.name),
    description: spec.description,
    ...(spec.deprecated && { deprecated: spec.deprecated }),
    interval: spec.interval,
    logging: spec.logging,
    platforms: orderedPlatforms(platforms),
    minimum_osquery: minimumVersion,
    flags,
    columns: columns.map(({ name, type }) => ({ name, type })),
  };
}
