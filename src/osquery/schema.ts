import type { Platform } from '../model/platform.ts';
import type { ColumnFacts, ColumnOption, SchemaFacts, TableFacts } from './fold.ts';
import data from './schema.json' with { type: 'json' };
import { spanAt, type Span } from './versions.ts';

/** A column as one osquery declares it. */
export interface ColumnDeclaration {
  readonly name: string;
  /** TEXT, INTEGER, BIGINT, UNSIGNED BIGINT, DOUBLE or BLOB. */
  readonly type: string;
  readonly options: ReadonlySet<ColumnOption>;
  /** True where it is real on other platforms only: declared hidden here, and always empty. */
  readonly foreign: boolean;
  /** The column it is another name of. */
  readonly aliasOf?: string;
}

/** A table as one osquery declares it. */
export interface TableDeclaration {
  readonly name: string;
  readonly columns: readonly ColumnDeclaration[];
  readonly evented: boolean;
  /** Tables of this kind give only the daemon’s own user unless `uid` or `username` is constrained. */
  readonly userData: boolean;
  readonly cacheable: boolean;
  /** Other names, each a view that loses hidden columns. */
  readonly aliases: readonly string[];
  /** The declaration handed to SQLite; equal texts mean equal behaviour in the planner. */
  readonly sql: string;
  /** The same for each column alone: its type and options, by its name. */
  readonly columnKeys: ReadonlyMap<string, string>;
}

/** The facts of schema.json. */
export const schema = data as unknown as SchemaFacts;

/** The newest osquery whose schema is known. */
export const latestVersion = schema.versions.at(-1)!;

/** The oldest version of the history; it stands for itself and everything before it. */
export const earliestVersion = schema.versions[0]!;

/** The tables that each alias has stood for. */
const aliasedTables = new Map<string, string[]>();
for (const [table, { aliases }] of Object.entries(schema.tables)) {
  for (const alias of Object.keys(aliases ?? {})) aliasedTables.set(alias, [...(aliasedTables.get(alias) ?? []), table]);
}

const byTarget: Record<Platform, Map<string, ReadonlyMap<string, TableDeclaration>>> = { darwin: new Map(), linux: new Map(), windows: new Map() };

/** The tables of osquery `version` on `platform`, by name. The version must be one of the history. */
export function tablesAt(platform: Platform, version: string): ReadonlyMap<string, TableDeclaration> {
  const known = byTarget[platform].get(version);
  if (known) return known;
  const tables = new Map<string, TableDeclaration>();
  for (const [name, facts] of Object.entries(schema.tables)) {
    if (spanAt(facts.on[platform], version)) tables.set(name, declare(name, facts, platform, version));
  }
  byTarget[platform].set(version, tables);
  return tables;
}

/** The table that `name` is an alias of on that osquery, if it is one. */
export function aliasTarget(name: string, platform: Platform, version: string): string | undefined {
  return aliasedTables.get(name)?.find((table) => spanAt(schema.tables[table]!.aliases![name], version) && spanAt(schema.tables[table]!.on[platform], version));
}

/** When `column` of `table` is real on `platform`: its spans, none where it never was. A column alias counts as its column. */
export function columnSpans(table: string, column: string, platform: Platform): readonly Span[] {
  const facts = Object.hasOwn(schema.tables, table) ? schema.tables[table]! : undefined;
  const found = facts?.columns.find((candidate) => candidate.name === column || (candidate.aliases && Object.hasOwn(candidate.aliases, column)));
  if (!facts || !found) return [];
  return (found.on ?? facts.on)[platform] ?? [];
}

/** When `table` exists on `platform`. */
export function tableSpans(table: string, platform: Platform): readonly Span[] {
  return Object.hasOwn(schema.tables, table) ? (schema.tables[table]!.on[platform] ?? []) : [];
}

function declare(name: string, facts: TableFacts, platform: Platform, version: string): TableDeclaration {
  const columns: ColumnDeclaration[] = [];
  const aliases: ColumnDeclaration[] = [];
  for (const column of facts.columns) {
    const on = column.on ?? facts.on;
    const real = spanAt(on[platform], version) !== undefined;
    // A table declares the columns of its other platforms too, hidden (osquery tools/codegen/gentable.py, extended_schema).
    if (!real && !Object.values(on).some((spans) => spanAt(spans, version))) continue;
    const options = new Set(column.options);
    if (!real) options.add('hidden');
    const type = typeAt(column, version);
    columns.push({ name: column.name, type, options, foreign: !real });
    for (const [alias, spans] of Object.entries(column.aliases ?? {})) {
      if (spanAt(spans, version)) aliases.push({ name: alias, type, options: new Set(['hidden']), foreign: !real, aliasOf: column.name });
    }
  }
  const all = [...columns, ...aliases];
  return {
    name,
    columns: all,
    evented: facts.evented ?? false,
    userData: facts.attributes?.includes('user_data') ?? false,
    cacheable: facts.attributes?.includes('cacheable') ?? false,
    aliases: Object.entries(facts.aliases ?? {}).filter(([, spans]) => spanAt(spans, version)).map(([alias]) => alias),
    sql: declarationSql(name, all, facts),
    columnKeys: new Map(all.map((column, index) => [column.name, `${column.type} ${[...column.options].sort().join(' ')}${index === 0 ? ' first' : ''}`])),
  };
}

function typeAt(column: ColumnFacts, version: string): string {
  const before = column.types?.findLast(([since]) => spanAt([[since, null]], version));
  return (before?.[1] ?? column.type).replace('_', ' ').toUpperCase();
}

/**
 * The CREATE TABLE that osquery hands to sqlite3_declare_vtab (osquery/core/tables.cpp, columnDefinition): index and
 * additional columns form the primary key; where there are additional ones only, all columns do.
 */
function declarationSql(name: string, columns: readonly ColumnDeclaration[], facts: TableFacts): string {
  const collations = new Map(facts.columns.map((column) => [column.name, column.collate]));
  const definitions = columns.map(
    (column) =>
      `\`${column.name}\` ${column.type}${column.options.has('hidden') ? ' HIDDEN' : ''}` +
      (!column.aliasOf && collations.get(column.name) ? ` COLLATE ${collations.get(column.name)!.toUpperCase()}` : ''),
  );
  const keyed = columns.filter((column) => column.options.has('index') || column.options.has('additional'));
  const indexed = keyed.some((column) => column.options.has('index'));
  const key = indexed ? keyed : keyed.length ? columns : [];
  const primaryKey = key.length ? `, PRIMARY KEY (${key.map((column) => `\`${column.name}\``).join(', ')})` : '';
  return `CREATE TABLE ${name} (${definitions.join(', ')}${primaryKey})${key.length ? ' WITHOUT ROWID' : ''}`;
}
