import { logName, reservedPackName, reservedQueryPrefixes, reservedQuerySuffixes } from '../../model/names.ts';
import type { Platform } from '../../model/platform.ts';
import { compareVersions, laterVersion } from '../../osquery/versions.ts';
import type { Complaint } from '../complaint.ts';
import { judgeBoolean, judgeInterval, judgeKeys, judgePlatform, judgeShard, judgeVersion, intervalLine } from './judge-values.ts';
import { memberOf, type Json, type JsonObject, type Member } from './json.ts';
import { defaultInterval, longestOsqueryInterval, queryKeys, reservesNamesSince, splayBounds } from './limits.ts';
import { fulfilsVersion, matchesPlatform, threeNumbers } from './matching.ts';
import type { ConfQuery, Shards, Skip } from './model.ts';
import { complain, judgeValue, placeInText, type Scope } from './scope.ts';
import { cString, isOn, shown, sizeOf, textAt } from './values.ts';

/** A member of `queries` as osquery takes it apart, before it is known on which platforms it runs. */
export interface Entry {
  readonly member: Member;
  readonly name: string;
  /** Null where it is no object. */
  readonly object: JsonObject | null;
  readonly platform: string | null;
  readonly version: string | null;
  /** 0 for no limit. */
  readonly shard: bigint;
  /** Null where there is none, or no text. */
  readonly sql: string | null;
  readonly interval: bigint;
}

/** Takes a query apart. */
export function readEntry(member: Member): Entry {
  const name = cString(member.key);
  if (member.value.kind !== 'object') return { member, name, object: null, platform: null, version: null, shard: 0n, sql: null, interval: defaultInterval };
  const object = member.value;
  const value = (key: string) => memberOf(object, key)?.value;
  const [shard, interval] = [value('shard'), value('interval')];
  return {
    member, name, object,
    platform: textAt(object, 'platform'),
    version: textAt(object, 'version'),
    shard: shard ? sizeOf(shard) : 0n,
    sql: textAt(object, 'query'),
    interval: interval ? sizeOf(interval) : defaultInterval,
  };
}

/**
 * Why osquery `version` on a platform passes over a query, by itself; null where it takes it. In the order of
 * osquery/config/packs.cpp, Pack::initialize. Throws VersionTooLarge where osquery throws.
 */
export function skipOf(entry: Entry, platform: Platform, version: string): Skip | null {
  const { name, sql, interval } = entry;
  if (!entry.object) return 'no-object';
  if (entry.platform !== null && !matchesPlatform(entry.platform, platform)) return 'platform';
  if (entry.version !== null && !fulfilsVersion(entry.version, version)) return 'version';
  const reserved = compareVersions(version, reservesNamesSince) >= 0;
  if (reserved && reservedQueryPrefixes.some((prefix) => name.startsWith(prefix))) return 'reserved-prefix';
  if (reserved && reservedQuerySuffixes.some((suffix) => name.endsWith(suffix))) return 'reserved-suffix';
  if (sql === null) return 'no-query';
  return sql === '' || interval < 1n || interval > longestOsqueryInterval ? 'invalid-interval' : null;
}

/** The entry as a query of its pack, once it is known where it runs. */
export function queryOf(entry: Entry, scope: Scope, packVersion: string | null, runs: ReadonlyMap<Platform, Shards>, skipped: ReadonlyMap<Platform, Skip>): ConfQuery {
  const { name, object } = entry;
  const interval = Number(entry.interval <= longestOsqueryInterval ? entry.interval : 0n);
  const on = (key: string, usual: boolean) => {
    const value = object && memberOf(object, key)?.value;
    return value ? isOn(value) : usual;
  };
  const priority = object && memberOf(object, 'startup_priority')?.value;
  return {
    name,
    logName: scope.pack === reservedPackName ? name : logName(scope.pack!, name, scope.delimiter),
    place: scope.text.place(entry.member.keyAt),
    places: new Map([...(object?.members ?? [])].reverse().map(({ key, value }) => [key, scope.text.place(value.at)])),
    sql: entry.sql ?? '',
    sqlPlace: (offset) => (object && memberOf(object, 'query') ? placeInText(scope, memberOf(object, 'query')!.value, offset) : scope.text.place(entry.member.keyAt)),
    interval,
    splay: splayBounds(interval),
    snapshot: on('snapshot', false),
    removed: on('removed', true),
    denylist: on('denylist', true),
    startupPriority: priority ? Number(sizeOf(priority)) : null,
    runs, skipped,
    minimumVersion: later(threeNumbers(packVersion ?? ''), threeNumbers(entry.version ?? '')),
    description: object && textAt(object, 'description'),
    value: object && textAt(object, 'value'),
  };
}

function later(a: string | null, b: string | null): string | null {
  return a === null || b === null ? (a ?? b) : laterVersion(a, b);
}

/** Tells what osquery does with the questionable values of a query. */
export function judgeEntry(entry: Entry, pack: Scope): void {
  const { member, name, object } = entry;
  const scope = { ...pack, query: name };
  judgeName(entry, scope);
  if (!object) {
    complain(scope, 'osquery-entry', member.value.at, { level: 'error', message: `The query is ${shown(member.value)} and no object, so osquery passes over it without a message.`, advice: 'Write {"query": "…", "interval": …}.' });
    return;
  }
  for (const { rule, at, complaint } of judgeKeys(object, queryKeys)) complain(scope, rule, at, complaint);
  judgeSql(entry, scope);
  judgeValue(scope, object, 'platform', 'osquery-platform', judgePlatform);
  judgeValue(scope, object, 'version', 'osquery-version', (value) => judgeVersion(value, scope.version));
  judgeValue(scope, object, 'shard', 'osquery-shard', judgeShard);
  judgeValue(scope, object, 'interval', 'osquery-interval', (value) => judgeInterval(value, name));
  if (!memberOf(object, 'interval') && entry.sql !== null) complain(scope, 'osquery-interval', member.keyAt, { level: 'note', message: `The query has no interval, so osquery takes its default of ${defaultInterval} seconds.`, advice: 'Write the interval.' });
  for (const key of ['snapshot', 'removed', 'denylist']) judgeValue(scope, object, key, 'osquery-boolean', (value) => judgeBoolean(key, value));
}

function judgeName({ member, name }: Entry, scope: Scope): void {
  const prefix = reservedQueryPrefixes.find((text) => name.startsWith(text));
  const suffix = reservedQuerySuffixes.find((text) => name.endsWith(text));
  const finding = (level: Complaint['level'], message: string, advice: string) => complain(scope, 'osquery-name', member.keyAt, { level, message, advice });
  if (prefix) finding('error', `osquery ${reservesNamesSince} and later skips a query whose name begins with "${prefix}".`, 'Begin the name with another word.');
  else if (suffix) finding('error', `osquery ${reservesNamesSince} and later skips a query whose name ends with "${suffix}".`, 'End the name with another word.');
  if (name !== member.key) finding('warning', 'The name holds a NUL character, and osquery reads it only up to there.', 'Drop the character.');
  if (name.includes(':')) finding('warning', 'osquery parts its stored denylist by colons: with one in a name the list is not read back after a restart.', 'Use another character.');
}

function judgeSql({ member, object, sql, name }: Entry, scope: Scope): void {
  const value = memberOf(object!, 'query')?.value;
  const finding = (at: number, level: Complaint['level'], message: string, advice: string) => complain(scope, 'osquery-query', at, { level, message, advice });
  if (!value) finding(member.keyAt, 'error', 'The query has no SQL under "query", so osquery passes over it without a message.', 'Write "query": "SELECT …".');
  else if (sql === null) finding(value.at, 'error', `The SQL is ${shown(value)} and no text, so osquery passes over the query without a message.`, 'Write the SQL as one text.');
  else if (sql === '') finding(value.at, 'error', `The SQL is empty, so osquery skips the query. ${intervalLine(name, readEntry(member).interval)}`, 'Write the SQL, or drop the query.');
  else if (withoutComments(sql).replace(/[\s;]+/g, '') === '') finding(value.at, 'warning', 'The SQL holds no statement: osquery runs it and gets no rows.', 'Write the SQL, or drop the query.');
  else if (spansLines(value, scope) && withoutTexts(sql).includes('--') && !sql.includes('\n')) {
    finding(value.at, 'warning', 'osquery joins the lines of this text, so that a comment with -- reaches to the end of the SQL.', 'Write such comments as /* … */.');
  }
}

/** Whether a text goes over a line end that was taken out. */
function spansLines(value: Json, { text }: Scope): boolean {
  return value.kind === 'string' && text.place(value.at).line !== text.place(value.end - 1).line;
}

/** SQL without texts in quotation marks. */
function withoutTexts(sql: string): string {
  return sql.replace(/'[^']*'|"[^"]*"/g, "''");
}

function withoutComments(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[^]*?(?:\*\/|$)/g, '');
}
