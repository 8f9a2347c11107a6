import type { Catalogue, Pack, Query } from '../model/catalogue.ts';
import { logName } from '../model/names.ts';
import { normalised } from '../engine/tokens.ts';

/** What stands where in a catalogue, for rules that look from one query at all others; lists in reading order. */
export interface CatalogueIndex {
  readonly packOf: ReadonlyMap<Query, Pack>;
  /** Production queries by log name. */
  readonly byLogName: ReadonlyMap<string, readonly Query[]>;
  /** Queries by their bare name, with the setting before it. */
  readonly byName: ReadonlyMap<string, readonly Query[]>;
  /** Queries by their normalised SQL, with the setting before it. */
  readonly bySql: ReadonlyMap<string, readonly Query[]>;
  /** The key in `bySql` of each query. */
  readonly sqlKeys: ReadonlyMap<Query, string>;
}

/** Kept as long as its catalogue: a check asks for it once for each query. */
const known = new WeakMap<Catalogue, CatalogueIndex>();

/** The index of a catalogue. */
export function indexOf(catalogue: Catalogue): CatalogueIndex {
  let index = known.get(catalogue);
  if (!index) known.set(catalogue, (index = build(catalogue)));
  return index;
}

/** The log name of a production query: that of the pack that holds it and its own. */
export function logNameOf(query: Query, catalogue: Catalogue): string {
  return logName(indexOf(catalogue).packOf.get(query)?.spec.name ?? query.group, query.spec.name);
}

/** The key of a query in `byName`. */
export function nameKey(query: Query): string {
  return `${query.setting} ${query.spec.name}`;
}

/** Queries with the same SQL as one of this setting, which need not belong to the catalogue. */
export function withSameSql(query: Query, catalogue: Catalogue): readonly Query[] {
  const { bySql, sqlKeys } = indexOf(catalogue);
  return bySql.get(sqlKeys.get(query) ?? sqlKey(query)) ?? [];
}

function sqlKey(query: Query): string {
  return `${query.setting} ${normalised(query.spec.query)}`;
}

function build(catalogue: Catalogue): CatalogueIndex {
  const packOf = new Map(catalogue.packs.flatMap((pack) => pack.queries.map((query) => [query, pack] as const)));
  const production = catalogue.packs.flatMap(({ queries }) => queries);
  const all = [...production, ...catalogue.topics.flatMap(({ examples }) => examples)];
  const sqlKeys = new Map(all.map((query) => [query, sqlKey(query)]));
  return {
    packOf,
    byLogName: group(production, (query) => logName(packOf.get(query)!.spec.name, query.spec.name)),
    byName: group(all, nameKey),
    bySql: group(all, (query) => sqlKeys.get(query)!),
    sqlKeys,
  };
}

function group(queries: readonly Query[], key: (query: Query) => string): Map<string, Query[]> {
  const groups = new Map<string, Query[]>();
  for (const query of queries) {
    const name = key(query);
    const members = groups.get(name);
    if (members) members.push(query);
    else groups.set(name, [query]);
  }
  return groups;
}
