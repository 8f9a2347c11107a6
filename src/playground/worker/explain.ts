import type { Answer } from '../../engine/answer.ts';
import type { Engine } from '../../engine/engine.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { flagsFor, type EventedNeeds } from '../../osquery/flags.ts';
import { earliestVersion, tablesAt } from '../../osquery/schema.ts';
import { laterVersion } from '../../osquery/versions.ts';
import { judge, type Verdict } from '../../rules/verdict.ts';
import { loopsInWords } from '../loops.ts';
import type { Explanation, Plan, Tasks } from '../protocol.ts';
import { queryOf } from './query.ts';

/** What the chosen osquery would do with the SQL, and where else it runs. */
export function explain(engine: Engine, { sql, bench: { platform, version }, plan }: Tasks['explain']['ask']): Explanation {
  const answer = engine.analyse(sql, { platform, version });
  const verdict = runsOn(engine, sql, plan);
  return {
    error: answer.error?.message ?? null,
    loops: loopsInWords(answer),
    notes: notesOf(answer),
    plan: answer.plan,
    platforms: verdict.platforms.map((one) => one.platform),
    minimumVersion: verdict.platforms.length === 0 ? null : verdict.platforms.map(({ minimumVersion }) => minimumVersion).reduce(laterVersion, earliestVersion),
  };
}

/** The verdict on the platforms whose newest osquery takes the SQL, with a value for each required column, and whose tables have what it reads. */
export function runsOn(engine: Engine, sql: string, plan: Plan): Verdict {
  const runs = platforms.filter((platform) => {
    const { error, reads, loops, target } = judge(engine, queryOf(sql, [platform], plan)).platforms[0]!.latest;
    const tables = tablesAt(platform, target.version);
    return !error && !loops.some(({ unmet }) => unmet.length > 0) && !reads.some(({ table, column }) => tables.get(table)?.columns.some(({ name, foreign }) => name === column && foreign));
  });
  return judge(engine, queryOf(sql, runs, plan));
}

/** What the evented tables that an answer reads need of the daemon. */
export function needsOf({ target: { platform, version }, reads }: Answer): EventedNeeds[] {
  const tables = [...new Set(reads.map(({ table }) => table))];
  return tables.filter((table) => tablesAt(platform, version).get(table)?.evented).flatMap((table) => flagsFor(table, platform) ?? []);
}

function notesOf(answer: Answer): string[] {
  return [...answer.warnings.map(userNote), ...needsOf(answer).map((needs) => eventNote(needs, answer.target.platform))];
}

function userNote(warning: string): string {
  return `osquery would log a warning: ${warning.replace(/\.?$/, '.')}`;
}

function eventNote({ table, flags, config, note }: EventedNeeds, platform: Platform): string {
  const set = flags.filter(({ value, default: usual }) => value !== usual).map(({ name, value }) => `--${name}=${value}`);
  const asks = [...(set.length > 0 ? [`the daemon runs with ${set.join(' ')}`] : []), ...(config.length > 0 ? [`its configuration has ${config.join(' and ')}`] : [])];
  const text = asks.length > 0 ? `${table} stays empty on ${platform} unless ${asks.join(' and ')}.` : `${table} is filled on ${platform} without further flags.`;
  return `${text} Each run of a scheduled query gets the events since its last run.${note ? ` ${note}` : ''}`;
}
