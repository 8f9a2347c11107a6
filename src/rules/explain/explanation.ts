import type { Answer, OutputColumn } from '../../engine/answer.ts';
import { requiredColumns } from '../../engine/best-index.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Finding } from '../../model/finding.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { flagsFor, type EventedNeeds } from '../../osquery/flags.ts';
import { earliestVersion, latestVersion, tablesAt, type TableDeclaration } from '../../osquery/schema.ts';
import { laterVersion } from '../../osquery/versions.ts';
import { checkQuery, subjectOf } from '../check.ts';
import { judge, type Verdict } from '../verdict.ts';
import { bareQuery, inSql, noContent, type Plan } from './bare-query.ts';
import { loopsInWords } from './loops.ts';

/** What osquery would do with SQL, in words. */
export interface Explanation {
  readonly error: string | null;
  /** Whether the osquery that was asked takes it, with a value for each required column. */
  readonly runs: boolean;
  /** Sentences: which table is read when and for what, outer loops first. */
  readonly loops: readonly string[];
  /** What a reader should know of the tables: what they must be given, whose rows they give, what the daemon needs. */
  readonly notes: readonly string[];
  /** Lines of EXPLAIN QUERY PLAN. */
  readonly plan: readonly string[];
  readonly columns: readonly OutputColumn[];
  /** The tables that it reads, by their own names, in the order of the loops. */
  readonly tables: readonly string[];
  /** Where it runs with the newest osquery. */
  readonly platforms: readonly Platform[];
  /** Oldest osquery with everything that it reads; null where it runs nowhere. */
  readonly minimumVersion: string | null;
}

/** What the osquery of `target` would do with the SQL, and where else it runs. */
export function explain(engine: Engine, sql: string, target: { readonly platform: Platform; readonly version: string }, plan: Plan): Explanation {
  const answer = engine.analyse(sql, target);
  const verdict = runsOn(engine, sql, plan);
  return {
    error: answer.error?.message ?? null,
    runs: isTaken(answer),
    loops: loopsInWords(answer),
    notes: notesOf(answer),
    plan: answer.plan,
    columns: answer.columns,
    tables: [...new Set(answer.loops.map(({ table }) => table))],
    platforms: verdict.platforms.map(({ platform }) => platform),
    minimumVersion: verdict.platforms.length === 0 ? null : verdict.platforms.map(({ minimumVersion }) => minimumVersion).reduce(laterVersion, earliestVersion),
  };
}

function isTaken({ error, loops }: Answer): boolean {
  return error === null && !loops.some(({ unmet }) => unmet.length > 0);
}

/** The verdict on the platforms whose newest osquery takes the SQL, with a value for each required column, and whose tables have what it reads. */
export function runsOn(engine: Engine, sql: string, plan: Plan): Verdict {
  const runs = platforms.filter((platform) => {
    const { latest } = judge(engine, bareQuery(sql, [platform], plan)).platforms[0]!;
    const tables = tablesAt(platform, latest.target.version);
    return isTaken(latest) && !latest.reads.some(({ table, column }) => tables.get(table)?.columns.some(({ name, foreign }) => name === column && foreign));
  });
  return judge(engine, bareQuery(sql, runs, plan));
}

/**
 * The findings of the rules that lie in the SQL, in the order of the text, for one osquery: where that is not the newest, it is taken
 * for the oldest that is to run it.
 */
export function findingsInSql(engine: Engine, sql: string, { platform, version }: { readonly platform: Platform; readonly version: string }, plan: Plan): Finding[] {
  const query = bareQuery(sql, [platform], plan, version === latestVersion ? undefined : version);
  const findings = checkQuery(subjectOf(engine, noContent, query, null, judge(engine, query)));
  const shown = findings.filter(({ place, rule }) => place.file === inSql || rule === 'minimum-version');
  const { error } = engine.analyse(sql, { platform, version });
  if (!error || shown.some(({ level }) => level === 'error')) return shown;
  const place = query.at.inText(['query'], error.offset ?? 0);
  return [...shown, {
    rule: 'sql-compiles', level: 'error', place, source: query.at.line(place.line), message: `osquery ${version} on ${platform} refuses the SQL: ${error.message}.`,
    advice: 'Choose a newer osquery, or leave out what it does not have.',
  }];
}

/** What the evented tables that an answer reads need of the daemon. */
export function needsOf(answer: Answer): EventedNeeds[] {
  return tablesOf(answer).filter(({ evented }) => evented).flatMap(({ name }) => flagsFor(name, answer.target.platform) ?? []);
}

function tablesOf({ target: { platform, version }, loops, reads }: Answer): TableDeclaration[] {
  const names = new Set([...loops, ...reads].map(({ table }) => table));
  return [...names].flatMap((name) => tablesAt(platform, version).get(name) ?? []);
}

function notesOf(answer: Answer): string[] {
  const tables = tablesOf(answer);
  return [
    ...answer.warnings.map((warning) => `osquery would log a warning: ${warning.replace(/\.?$/, '.')}`),
    ...tables.flatMap((table) => requiredNote(table) ?? []),
    ...tables.filter((table) => table.userData && !answer.warnings.some((warning) => warning.includes(table.name))).map(userNote),
    ...needsOf(answer).map((needs) => eventNote(needs, answer.target.platform)),
  ];
}

function requiredNote(table: TableDeclaration): string | undefined {
  const names = requiredColumns(table);
  return names.length > 0 ? `${table.name} has rows only for a given ${names.join(' or ')}.` : undefined;
}

function userNote({ name, columns }: TableDeclaration): string {
  const key = columns.some((column) => column.name === 'uid') ? 'uid' : 'username';
  return `${name} has rows by user: without a value of ${key} those of the user that osquery runs as, and no others.`;
}

function eventNote({ table, flags, config, note }: EventedNeeds, platform: Platform): string {
  const set = flags.filter(({ value, default: usual }) => value !== usual).map(({ name, value }) => `--${name}=${value}`);
  const asks = [...(set.length > 0 ? [`the daemon runs with ${set.join(' ')}`] : []), ...(config.length > 0 ? [`its configuration has ${config.join(' and ')}`] : [])];
  const text = asks.length > 0 ? `${table} stays empty on ${platform} unless ${asks.join(' and ')}.` : `${table} is filled on ${platform} without further flags.`;
  return `${text} Each run of a scheduled query gets the events since its last run.${note ? ` ${note}` : ''}`;
}
