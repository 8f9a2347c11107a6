import type { Engine } from '../../engine/engine.ts';
import { significantTokens } from '../../engine/tokens.ts';
import type { Finding, Level } from '../../model/finding.ts';
import { reservedQueryPrefixes, reservedQuerySuffixes } from '../../model/names.ts';
import type { Place } from '../../model/place.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { daemonChanges, reservedNamesSince, type DaemonChange } from '../../osquery/changes/daemon-changes.ts';
import { schema, tablesAt } from '../../osquery/schema.ts';
import { compareVersions, laterVersion } from '../../osquery/versions.ts';
import { differences, works, type Difference, type UpgradeKind } from './differences.ts';
import { stateAt, type State } from './state.ts';
import { tableDifferences, type DatedDifference } from './table-changes.ts';

/** A query whose osquery changes. */
export interface UpgradeQuery {
  /** Name as its pack has it, and the pack's. */
  readonly name: string;
  readonly pack: string;
  readonly sql: string;
  /** Platforms it runs on; none where nothing is said: then those on which one of the two versions takes it. */
  readonly platforms: readonly Platform[];
  /** The osquery that it asks for at least; null for none. */
  readonly minimum: string | null;
  /** Whether its rows are compared from run to run. */
  readonly differential: boolean;
  /** The place of a character of the SQL. */
  readonly at: (offset: number) => Place;
  /** The text of a line of its file. */
  readonly line: (line: number) => string;
}

/** One thing that becomes of a query, on the platforms on which it does. */
export interface UpgradeChange {
  readonly kind: UpgradeKind;
  readonly query: UpgradeQuery;
  readonly platforms: readonly Platform[];
  /** First osquery that does what the newer one of the two does. */
  readonly since: string;
  readonly what: string;
  readonly advice: string;
  readonly place: Place;
}

/** What becomes of queries when osquery goes from one version to another, older or newer. */
export interface UpgradeAdvice {
  readonly from: string;
  readonly to: string;
  /** How many queries were looked at. */
  readonly queries: number;
  readonly changes: readonly UpgradeChange[];
  /** Changes of the daemon itself, with how many of the queries each concerns. */
  readonly daemon: readonly { readonly change: DaemonChange; readonly queries: number }[];
  /** Queries that neither version takes on any of their platforms. */
  readonly refused: readonly UpgradeQuery[];
}

const levels: Readonly<Record<UpgradeKind, Level>> = { breaks: 'error', skipped: 'error', empties: 'error', columns: 'warning', meaning: 'warning', starts: 'note' };

/** The name under which changes are told as findings. */
export const upgradeRule = 'upgrade';

/** Tells what becomes of queries when osquery goes from `from` to `to`; both have to be versions with a known schema. */
export function adviseUpgrade(engine: Engine, queries: readonly UpgradeQuery[], from: string, to: string): UpgradeAdvice {
  const seen = queries.map((query) => changesOf(engine, query, from, to));
  return {
    from, to,
    queries: queries.length,
    changes: seen.flatMap(({ changes }) => changes),
    daemon: daemonOf(seen, from, to),
    refused: queries.filter((_, index) => seen[index]!.refused),
  };
}

/** Changes as findings: a query that is lost is an error, one that gives other rows a warning. */
export function upgradeFindings({ changes, from, to }: UpgradeAdvice): Finding[] {
  return changes.map(({ kind, query, platforms: on, since, what, advice, place }): Finding => ({
    rule: upgradeRule, level: levels[kind], place, source: query.line(place.line), pack: query.pack, query: query.name,
    message: `osquery ${from} to ${to}, ${on.join(' and ')}, since ${since}: ${what}`, advice,
  }));
}

interface Seen {
  readonly changes: readonly UpgradeChange[];
  readonly refused: boolean;
  readonly differential: boolean;
  readonly evented: boolean;
}

function changesOf(engine: Engine, query: UpgradeQuery, from: string, to: string): Seen {
  const sides = (platform: Platform) => [stateAt(engine, query.sql, platform, from), stateAt(engine, query.sql, platform, to)] as const;
  const all = (query.platforms.length > 0 ? query.platforms : platforms).map((platform) => ({ platform, states: sides(platform) }));
  const on = query.platforms.length > 0 ? all : all.filter(({ states }) => states.some(works));
  const found = on.flatMap(({ platform, states }) => ofPlatform(engine, query, platform, ...states).map((difference) => ({ platform, difference })));
  const merged = new Map<string, UpgradeChange>();
  for (const { platform, difference } of found) {
    const { kind, since, what, advice } = difference;
    const key = JSON.stringify([kind, since, what]);
    const known = merged.get(key);
    merged.set(key, { kind, query, platforms: [...(known?.platforms ?? []), platform], since, what, advice, place: query.at(offsetIn(query.sql, difference)) });
  }
  return {
    changes: [...named(query, from, to), ...merged.values()],
    refused: on.every(({ states }) => !states.some(works)),
    differential: query.differential,
    evented: on.some(({ platform, states: [, after] }) => [...after.reads.keys()].some((table) => tablesAt(platform, after.version).get(table)?.evented)),
  };
}

function ofPlatform(engine: Engine, query: UpgradeQuery, platform: Platform, before: State, after: State): DatedDifference[] {
  const { minimum } = query;
  const runs = (version: string) => minimum === null || compareVersions(version, minimum) >= 0;
  if (minimum !== null && !(runs(before.version) && runs(after.version))) return scheduled(minimum, before, after, runs);
  const found = differences(before, after, query.differential);
  return [
    ...found.map((difference): DatedDifference => ({ ...difference, since: sinceOf(engine, query.sql, platform, difference, before, after) })),
    ...(works(before) && works(after) ? tableDifferences(before, after, platform, query.differential) : []),
  ];
}

/** What the minimum version of a query makes of it, where one of the two versions is older. */
function scheduled(minimum: string, before: State, after: State, runs: (version: string) => boolean): DatedDifference[] {
  const rest = { since: minimum, offset: null };
  if (runs(before.version)) return [{ ...rest, kind: 'skipped', what: `It asks for osquery ${minimum}: osquery ${after.version} leaves it out.`, advice: 'Keep its hosts at that version, or write a query for the older ones.' }];
  if (runs(after.version) && after.error === null) return [{ ...rest, kind: 'starts', what: `It asks for osquery ${minimum}: osquery ${before.version} leaves it out, osquery ${after.version} runs it.`, advice: 'Expect its rows.' }];
  return [];
}

/** The oldest osquery between the two that is like the newer one as regards a difference. */
function sinceOf(engine: Engine, sql: string, platform: Platform, { key }: Difference, before: State, after: State): string {
  const up = compareVersions(before.version, after.version) < 0;
  const low = up ? before.version : after.version;
  const high = up ? after.version : before.version;
  const newest = key(up ? after : before);
  const between = schema.versions.filter((version) => compareVersions(version, low) > 0 && compareVersions(version, high) < 0).reverse();
  let since = high;
  for (const version of between) {
    if (key(stateAt(engine, sql, platform, version)) !== newest) break;
    since = version;
  }
  return since;
}

/** A name that osquery skips from a version on. */
function named(query: UpgradeQuery, from: string, to: string): UpgradeChange[] {
  const { name } = query;
  const reserved = reservedQuerySuffixes.find((suffix) => name.endsWith(suffix)) ?? reservedQueryPrefixes.find((prefix) => name.startsWith(prefix));
  if (reserved === undefined || compareVersions(from, reservedNamesSince) >= 0 || compareVersions(to, reservedNamesSince) < 0) return [];
  const on = query.platforms.length > 0 ? query.platforms : platforms;
  return [{ kind: 'skipped', query, platforms: on, since: reservedNamesSince, what: `osquery skips the query: its name holds "${reserved}", which osquery keeps for itself.`, advice: 'Give it another name; its rows come anew under that name.', place: query.at(0) }];
}

function offsetIn(sql: string, { offset, word }: DatedDifference): number {
  if (offset !== null) return offset;
  const wanted = word?.toLowerCase();
  return significantTokens(sql).find(({ name, text }) => name === wanted || (text === '*' && wanted === '*'))?.start ?? 0;
}

function daemonOf(seen: readonly Seen[], from: string, to: string): UpgradeAdvice['daemon'] {
  const [low, high] = laterVersion(from, to) === to ? [from, to] : [to, from];
  const passed = daemonChanges.filter(({ since }) => compareVersions(low, since) < 0 && compareVersions(since, high) <= 0);
  const counted = passed.map((change) => ({ change, queries: seen.filter((one) => change.concerns === 'all' || (change.concerns === 'evented' ? one.evented : one.differential && !one.evented)).length }));
  return counted.filter(({ queries }) => queries > 0);
}
