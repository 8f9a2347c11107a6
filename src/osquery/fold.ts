import type { Platform } from '../model/platform.ts';
import { platforms } from '../model/platform.ts';
import { compareText } from '../model/finding.ts';
import { compareVersions, type Span } from './versions.ts';

/** Column options that the planner knows (osquery/core/sql/column.h); `optimized` hands an IN list over in one scan. */
export type ColumnOption = 'index' | 'required' | 'additional' | 'optimized' | 'hidden';

export type Spans = { readonly [platform in Platform]?: readonly Span[] };

export interface ColumnFacts {
  readonly name: string;
  /** Type as declared: text, integer, bigint, unsigned_bigint, double, blob. */
  readonly type: string;
  readonly options?: readonly ColumnOption[];
  readonly collate?: string;
  /** The types it had before, each with the version from which it had it. */
  readonly types?: readonly (readonly [since: string, type: string])[];
  /** Other names osquery accepts, each a hidden column, and when it did. */
  readonly aliases?: Readonly<Record<string, readonly Span[]>>;
  /** Where and when it is real; left out where it is as the table’s. */
  readonly on?: Spans;
}

export interface TableFacts {
  readonly on: Spans;
  readonly evented?: true;
  /** Attributes of the table’s spec: user_data, cacheable, utility, event_subscriber, strongly_typed_rows. */
  readonly attributes?: readonly string[];
  /** Other names of the table, each a view over it. */
  readonly aliases?: Readonly<Record<string, readonly Span[]>>;
  readonly columns: readonly ColumnFacts[];
}

/** osquery’s tables over its versions: the content of schema.json. */
export interface SchemaFacts {
  /** Versions in order; the first stands for itself and everything before it. */
  readonly versions: readonly string[];
  readonly tables: Readonly<Record<string, TableFacts>>;
}

/** The history as kept by earlier tooling: spans per platform for each table and column. */
export interface History {
  readonly versions: readonly string[];
  readonly tables: Readonly<Record<string, {
    readonly evented: boolean;
    readonly on: Record<string, Span[]>;
    readonly aliases?: Record<string, Span[]>;
    readonly columns: Readonly<Record<string, { type: string; required?: boolean; index?: boolean; hidden?: boolean; on: Record<string, Span[]>; type_history?: [string, string][]; aliases?: Record<string, Span[]> }>>;
  }>>;
}

/** What only the table specs of one version say. */
export interface SpecAttributes {
  readonly tables: Readonly<Record<string, {
    readonly attributes?: string[];
    readonly columns: Readonly<Record<string, { type: string; options?: ColumnOption[]; collate?: string }>>;
  }>>;
}

/** One table of a schema file as osquery’s site publishes them, one file a version. */
export interface PublishedTable {
  readonly name: string;
  readonly platforms: readonly string[];
  readonly evented?: boolean;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly hidden?: boolean; readonly required?: boolean; readonly index?: boolean; readonly platforms?: readonly string[] }[];
}

/** Joins a schema history with the attributes of its newest specs; columns stand in declared order, gone ones last. */
export function foldHistory(history: History, specs: SpecAttributes): SchemaFacts {
  const tables: Record<string, TableFacts> = {};
  for (const name of Object.keys(history.tables).sort(compareText)) {
    const table = history.tables[name]!;
    const spec = specs.tables[name];
    const on = ownPlatforms(table.on);
    const declared = spec ? Object.keys(spec.columns).filter((column) => table.columns[column]) : [];
    const order = [...declared, ...Object.keys(table.columns).filter((column) => !declared.includes(column))];
    tables[name] = {
      on,
      ...(table.evented && { evented: true as const }),
      ...(spec?.attributes?.length && { attributes: spec.attributes }),
      ...(table.aliases && { aliases: table.aliases }),
      columns: order.map((column) => {
        const seen = table.columns[column]!;
        const known = spec?.columns[column];
        const options = known ? (known.options ?? []) : seenOptions(seen);
        const spans = ownPlatforms(seen.on);
        return {
          name: column,
          type: known?.type ?? seen.type,
          ...(options.length && { options }),
          ...(known?.collate && { collate: known.collate }),
          ...(seen.type_history && { types: seen.type_history }),
          ...(seen.aliases && { aliases: seen.aliases }),
          ...(JSON.stringify(spans) !== JSON.stringify(on) && { on: spans }),
        };
      }),
    };
  }
  return { versions: history.versions, tables };
}

/**
 * Adds a newer osquery to the facts, from the tables of its published schema file. Tables and columns that are
 * missing there end with the version before. Throws where `version` is not newer than all that are known.
 */
export function foldPublished(facts: SchemaFacts, version: string, published: readonly PublishedTable[]): SchemaFacts {
  const previous = facts.versions.at(-1)!;
  if (compareVersions(version, previous) <= 0) {
    throw new Error(`osquery ${version} is not newer than ${previous}, the newest version known. Give only newer schema files.`);
  }
  const byName = new Map(published.map((table) => [table.name, table]));
  const names = [...new Set([...Object.keys(facts.tables), ...byName.keys()])].sort(compareText);
  const tables: Record<string, TableFacts> = {};
  for (const name of names) {
    const known = facts.tables[name];
    const now = byName.get(name);
    const on = carrySpans(known?.on ?? {}, now ? ownPlatformNames(now.platforms) : [], previous, version);
    const columnNames = [...new Set([...(now?.columns ?? []).map((column) => column.name), ...(known?.columns ?? []).map((column) => column.name)])];
    const columns = columnNames.map((columnName): ColumnFacts => {
      const before = known?.columns.find((column) => column.name === columnName);
      const after = now?.columns.find((column) => column.name === columnName);
      const at = after ? ownPlatformNames(after.platforms?.length ? after.platforms : now!.platforms) : [];
      const spans = carrySpans(before ? (before.on ?? known!.on) : {}, at, previous, version);
      const { on: _on, ...rest } = before ?? { name: columnName, type: after!.type, ...(seenOptions(after!).length && { options: seenOptions(after!) }) };
      return { ...rest, type: after?.type ?? rest.type, ...(JSON.stringify(spans) !== JSON.stringify(on) && { on: spans }) };
    });
    tables[name] = { ...known, on, ...((now?.evented ?? known?.evented) && { evented: true as const }), columns };
  }
  return { versions: [...facts.versions, version], tables };
}

/** The data file’s text: one table a line, so that a newer osquery reads as a short difference. */
export function printFacts(facts: SchemaFacts): string {
  const tables = Object.entries(facts.tables).map(([name, table]) => `  ${JSON.stringify(name)}: ${JSON.stringify(table)}`);
  return `{\n "versions": ${JSON.stringify(facts.versions)},\n "tables": {\n${tables.join(',\n')}\n }\n}\n`;
}

function seenOptions(column: { required?: boolean; index?: boolean; hidden?: boolean }): ColumnOption[] {
  return (['required', 'index', 'hidden'] as const).filter((option) => column[option]);
}

function ownPlatformNames(names: readonly string[]): Platform[] {
  return platforms.filter((platform) => names.includes(platform));
}

function ownPlatforms(on: Record<string, Span[]>): Spans {
  return Object.fromEntries(platforms.filter((platform) => on[platform]).map((platform) => [platform, on[platform]!]));
}

function carrySpans(before: Spans, now: readonly Platform[], previous: string, version: string): Spans {
  const carried: { [platform in Platform]?: readonly Span[] } = {};
  for (const platform of platforms) {
    const spans = before[platform] ?? [];
    const open = spans.at(-1)?.[1] === null;
    if (now.includes(platform)) carried[platform] = open ? spans : [...spans, [version, null]];
    else if (spans.length) carried[platform] = open ? [...spans.slice(0, -1), [spans.at(-1)![0], previous]] : spans;
  }
  return carried;
}
