import { logName } from '../model/names.ts';
import type { StockFates } from '../model/stock.ts';
import type { Tuning } from '../tuning/tuning.ts';
import type { PackFile } from './pack-files.ts';
import { lowestVersion, orderedPlatforms, orderedQueries, packPlatforms, type BuiltPack, type BuiltQuery } from './release.ts';
import { siteFiles } from './site-address.ts';
import { stockEntries, type StockEntry, type Successor } from './stock.ts';
import { fingerprint } from './sums.ts';

/**
 * `catalog.json`: all packs with what a program needs to choose one and to know what it gets. `version` counts the
 * changes of this form. Times are in seconds, sizes in bytes; `log_name` has osquery’s default delimiter;
 * `minimum_osquery` of a pack is the oldest osquery that runs any of its queries. `feed`, the Atom feed of a pack that
 * has releases, is a path from the catalogue on, as the names of the files are;
 * a tuned pack has `tuned` in its place. `stock` tells what becomes of the queries of osquery's own packs; it is left out
 * where nothing is said of them.
 */
export function catalog(packs: readonly { built: BuiltPack; files: readonly PackFile[] }[], fates: StockFates): string {
  const columns = new Map<string, string[]>(packs.flatMap(({ built }) => built.queries.map(({ query, columns: own }) => [`${built.pack.spec.name}/${query.spec.name}`, own.map(({ name }) => name)] as const)));
  const stock = stockEntries(fates, (reference) => columns.get(reference) ?? []);
  const body = { version: 1, packs: packs.map(({ built, files }) => packEntry(built, files)), ...(stock.length > 0 && { stock: stock.map(stockEntry) }) };
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

function stockEntry({ stock, logName: old, fate, successors, instead, kept, gone, added }: StockEntry): Record<string, unknown> {
  const names = { pack: stock.pack, name: stock.name, log_name: old };
  if ('dropped' in fate) return { ...names, dropped: fate.dropped, because: fate.because, ...(instead.length > 0 && { instead: instead.map(successorEntry) }) };
  return {
    ...names,
    successors: successors.map(successorEntry),
    columns: { kept, gone, added },
    ...(fate.note !== undefined && { note: fate.note }),
  };
}

function successorEntry({ pack, query, logName: name }: Successor): Record<string, unknown> {
  return { pack, name: query, log_name: name };
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
