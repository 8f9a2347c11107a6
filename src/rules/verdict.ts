import type { Answer, OutputColumn, Read } from '../engine/answer.ts';
import { readShape } from '../engine/dialect.ts';
import type { Engine } from '../engine/engine.ts';
import { significantTokens } from '../engine/tokens.ts';
import { prerelease, valid } from 'semver';
import type { Query } from '../model/catalogue.ts';
import { platforms, type Platform } from '../model/platform.ts';
import { platformsOf } from '../model/query.ts';
import { findFunction } from '../osquery/functions.ts';
import { columnSpans, earliestVersion, latestVersion, schema, tableSpans } from '../osquery/schema.ts';
import { compareVersions, laterVersion, spanAt } from '../osquery/versions.ts';

/** What the engine says of a query on one of its platforms. */
export interface PlatformVerdict {
  readonly platform: Platform;
  /** The answer of the newest osquery. */
  readonly latest: Answer;
  /** The answer of the oldest osquery that the query is said to run on. */
  readonly lowest: Answer;
  /** Oldest version that has everything the query reads and calls on this platform. */
  readonly minimumVersion: string;
}

/** What is known of a query once the engine has seen it. */
export interface Verdict {
  readonly query: Query;
  /** One entry for each platform the query claims. */
  readonly platforms: readonly PlatformVerdict[];
  /** Oldest osquery that runs it on all its platforms, computed. */
  readonly minimumVersion: string;
  /** The version its artefacts carry: what the file says, or else what is computed. */
  readonly effectiveVersion: string;
  /** Table columns read on any of its platforms. */
  readonly reads: readonly Read[];
  /** Output columns on its first platform. */
  readonly columns: readonly OutputColumn[];
}

/**
 * Puts a query to the engine on each platform it claims, at the newest and at its oldest osquery. Another `version` takes
 * the place of the newest. The oldest that a pack of others names is of the past, and is not asked.
 */
export function judge(engine: Engine, query: Query, version = latestVersion): Verdict {
  const sql = query.spec.query;
  const latest = platformsOf(query.spec).map((platform) => engine.analyse(sql, { platform, version }));
  const syntax = readShape(sql).needs.map(({ since }) => since);
  const needs = latest.map((answer) => syntax.reduce(laterVersion, neededVersion(answer, query.setting === 'foreign' ? sql : '')));
  const minimumVersion = needs.reduce(laterVersion, earliestVersion);
  const effectiveVersion = effective(query.spec.min_osquery_version, minimumVersion);
  const lowest = knownVersion(effectiveVersion);
  const platforms = latest.map((answer, index): PlatformVerdict => ({
    platform: answer.target.platform,
    latest: answer,
    lowest: answer.error || query.setting === 'foreign' ? answer : engine.analyse(sql, { platform: answer.target.platform, version: lowest }),
    minimumVersion: needs[index]!,
  }));
  const reads = new Map<string, Read>();
  for (const answer of latest) for (const read of answer.reads) reads.set(`${read.alias ?? read.table}.${read.column}`, read);
  return { query, platforms, minimumVersion, effectiveVersion, reads: [...reads.values()], columns: latest[0]?.columns ?? [] };
}

/** Whether `text` is a version as rules and artefacts accept it: three numbers. */
export function isVersion(text: string): boolean {
  return valid(text) === text && prerelease(text) === null;
}

function effective(written: string | undefined, computed: string): string {
  return written !== undefined && isVersion(written) ? laterVersion(written, computed) : computed;
}

/** The oldest version of the history that is not older than `version`. */
function knownVersion(version: string): string {
  return schema.versions.find((known) => compareVersions(known, version) >= 0) ?? latestVersion;
}

/** Kept, since queries read the same few columns. */
const known = new Map<string, string>();

/**
 * The version from which on a column is declared on a platform up to the version `to`; of a table itself where `column`
 * is empty. A column of other platforms only is declared here too, hidden, as soon as one of them has it.
 */
export function sinceVersion(table: string, column: string, platform: Platform, to: string): string {
  const key = `${platform} ${to} ${table}.${column}`;
  let version = known.get(key);
  if (version === undefined) known.set(key, (version = computeSince(table, column, platform, to)));
  return version;
}

function computeSince(table: string, column: string, platform: Platform, to: string): string {
  const since = (on: Platform) => spanAt(column === '' ? tableSpans(table, on) : columnSpans(table, column, on), to)?.[0];
  const own = since(platform);
  if (own !== undefined || column === '') return own ?? earliestVersion;
  const [first] = platforms.flatMap((other) => since(other) ?? []).sort(compareVersions);
  return first ? laterVersion(first, sinceVersion(table, '', platform, to)) : earliestVersion;
}

/**
 * The oldest osquery with everything that an answer reads and calls, by lookup in the history. Where `sql` is given, the
 * columns that its `*` brings do not count: an older osquery runs it too, and gives fewer.
 */
export function neededVersion(answer: Answer, sql = ''): string {
  const { platform, version } = answer.target;
  const words = sql.includes('*') ? new Set(significantTokens(sql).map(({ name }) => name)) : null;
  let needed = earliestVersion;
  for (const { table, column, alias } of answer.reads) {
    needed = laterVersion(needed, sinceVersion(table, words && !words.has(column) ? '' : column, platform, version));
    const aliasSpan = alias && spanAt(schema.tables[table]?.aliases?.[alias], version);
    if (aliasSpan) needed = laterVersion(needed, aliasSpan[0]);
  }
  for (const name of answer.functions) needed = laterVersion(needed, findFunction(name)?.since ?? earliestVersion);
  return needed;
}
