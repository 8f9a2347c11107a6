import { z } from 'zod';
import { normalised, oneLine } from '../engine/tokens.ts';
import type { Pack, Query, Value } from '../model/catalogue.ts';
import { compareText } from '../model/finding.ts';
import { logName, longestName, packNamePattern, queryNamePattern } from '../model/names.ts';
import { statuses } from '../model/pack.ts';
import { platforms, type Platform } from '../model/platform.ts';
import { deprecation, loggings, longestInterval } from '../model/query.ts';
import { hashPattern, textHash, valueHash } from './hash.ts';

const hash = z.string().regex(hashPattern);
const version = z.string().regex(/^\d+\.\d+\.\d+$/);
const flags = z.record(z.string(), z.string());
const deprecated = deprecation.optional().describe('That and when it goes.');

const columnContract = z.strictObject({
  name: z.string().min(1),
  type: z.string().min(1).nullable().describe('Declared type of the table column; for an expression what its tests give; null where they give nothing.'),
  from_tests: z.literal(true).optional().describe('An expression: the type is taken from the tests.'),
});

/** What one query of a pack promises to whoever reads its results. */
const queryContract = z.strictObject({
  log_name: z.string().min(1).describe('With the usual pack_delimiter.'),
  columns: z.array(columnContract).describe('Output columns in order.'),
  platforms: z.array(z.enum(platforms)).min(1),
  min_osquery_version: version,
  logging: z.enum(loggings),
  interval: z.int().min(1).max(longestInterval),
  evented: z.boolean().describe('Reads an event table, so that osquery logs only what is new.'),
  flags: flags.describe('Daemon flags that its tables need.'),
  shard: z.int().min(1).max(100),
  denylist: z.boolean(),
  startup_priority: z.int().min(0).optional(),
  ecs_mapping: z.record(z.string(), z.string()).optional(),
  deprecated,
  rows: z.int().min(0).describe('Rows of a host by which effects are measured.'),
  sql_hash: hash.describe('Over the SQL without comments, white space and letter case.'),
  spelling_hash: hash.describe('Over the SQL as written.'),
  text_hash: hash.describe('Over everything else: descriptions, tests and the like.'),
});

/** What a pack promises; all that an artefact holds is in it, as a value or in a hash. */
export const contractSchema = z.strictObject({
  pack: z.string().regex(packNamePattern).max(longestName),
  status: z.enum(statuses),
  deprecated,
  discovery: z.array(z.string()),
  flags,
  config_hash: hash.optional(),
  text_hash: hash,
  queries: z.record(z.string().regex(queryNamePattern).max(longestName), queryContract),
});

export type ColumnContract = z.infer<typeof columnContract>;
export type QueryContract = z.infer<typeof queryContract>;
export type Contract = z.infer<typeof contractSchema>;

/** A result row with typed values, by column name. */
export type SampleRow = Readonly<Record<string, Value>>;

/** A query with what the engine found out about it. */
export interface ContractQuery {
  readonly query: Query;
  readonly platforms: readonly Platform[];
  /** Oldest osquery that its artefacts name. */
  readonly minimumVersion: string;
  /** Output columns in order; `type` is null for an expression. */
  readonly columns: readonly { readonly name: string; readonly type: string | null }[];
  readonly evented: boolean;
  readonly flags: Readonly<Record<string, string>>;
  /** Rows of the test that gives most of them. */
  readonly sampleRows: readonly SampleRow[];
  /** How many rows a host has, where that is known better than by the tests. */
  readonly rows?: number;
}

export interface ContractInput {
  readonly pack: Pack;
  readonly queries: readonly ContractQuery[];
}

/** The contract of a pack as it stands; queries by name in order. */
export function contractOf({ pack, queries }: ContractInput): Contract {
  const { name, status, deprecated: announced, discovery, flags: needed, config, ...text } = pack.spec;
  const ordered = [...queries].sort((a, b) => compareText(a.query.spec.name, b.query.spec.name));
  return {
    pack: name,
    status,
    ...(announced && { deprecated: announced }),
    discovery: (discovery ?? []).map(oneLine),
    flags: sorted(needed ?? {}),
    ...(config && { config_hash: valueHash(config) }),
    text_hash: valueHash(text),
    queries: Object.fromEntries(ordered.map((query) => [query.query.spec.name, contractOfQuery(name, query)])),
  };
}

/** Hash of a contract: it changes with every part of it, and not with the order of keys. */
export function contractHash(contract: Contract): string {
  return valueHash(contract);
}

function contractOfQuery(pack: string, { query, platforms: runsOn, minimumVersion, columns, evented, flags: needed, sampleRows, rows }: ContractQuery): QueryContract {
  const { name, query: sql, platform: _platform, min_osquery_version: _version, interval, logging, osquery = {}, ecs_mapping, deprecated: announced, rows: _rows, ...text } = query.spec;
  return {
    log_name: logName(pack, name),
    columns: columns.map((column) => columnOf(column, sampleRows)),
    platforms: platforms.filter((platform) => runsOn.includes(platform)),
    min_osquery_version: minimumVersion,
    logging,
    interval,
    evented,
    flags: sorted(needed),
    shard: osquery.shard ?? 100,
    denylist: osquery.denylist ?? true,
    ...(osquery.startup_priority !== undefined && { startup_priority: osquery.startup_priority }),
    ...(ecs_mapping && { ecs_mapping: sorted(Object.fromEntries(Object.entries(ecs_mapping).map(([field, source]) => [field, mappingText(source)]))) }),
    ...(announced && { deprecated: announced }),
    rows: rows ?? sampleRows.length,
    sql_hash: textHash(normalised(sql)),
    spelling_hash: textHash(sql.trim()),
    text_hash: valueHash(text),
  };
}

function columnOf({ name, type }: ContractQuery['columns'][number], rows: readonly SampleRow[]): ColumnContract {
  if (type !== null) return { name, type };
  const seen = new Set(rows.map((row) => valueType(row[name] ?? null)));
  seen.delete(null);
  return { name, type: [...seen].sort().join(' or ') || null, from_tests: true };
}

function valueType(value: Value): string | null {
  if (value === null) return null;
  return typeof value === 'bigint' ? 'BIGINT' : typeof value === 'number' ? 'DOUBLE' : 'TEXT';
}

/** What osquery keeps of a column type, and compares rows by: an integer, a double or a text (osquery/core/sql/row.h:32-48). */
export function storageType(type: string | null): string | null {
  if (type === null || type.includes(' or ')) return type;
  return /INT/i.test(type) ? 'integer' : /DOUBLE|REAL|FLOAT/i.test(type) ? 'double' : 'text';
}

function mappingText(source: { field: string } | { value: string | string[] }): string {
  return 'field' in source ? source.field : `= ${[source.value].flat().join(', ')}`;
}

function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)));
}
