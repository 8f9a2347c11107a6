import { hostPlatform } from '../content/catalogue.ts';
import type { Engine } from '../engine/engine.ts';
import { significantTokens } from '../engine/tokens.ts';
import type { Catalogue, Setting } from '../model/catalogue.ts';
import { platforms as allPlatforms, type Platform } from '../model/platform.ts';
import type { Logging, Purpose, QuerySpec, TestCase } from '../model/query.ts';
import { unwritten } from '../model/unwritten.ts';
import { tablesAt, earliestVersion, latestVersion } from '../osquery/schema.ts';
import { runsOn } from '../rules/explain/explanation.ts';
import { caseOnHost, emptyCaseOnHost } from './test-case.ts';

/** What a new query is begun with; what is left out is filled in or marked as missing. */
export interface NewQuery {
  readonly setting: Setting;
  /** The pack, or the topic of an example. */
  readonly group: string;
  readonly name: string;
  readonly sql: string;
  readonly purpose: Purpose;
  readonly description?: string;
  readonly platforms?: readonly Platform[];
  readonly interval?: number;
  readonly logging?: Logging;
}

/** Seconds between two runs where nothing is said. */
const usualInterval = 3600;

/**
 * A new query with all that the engine knows of its SQL: platforms, minimum osquery, columns, a test with rows of a sample
 * host, references to the tables. What only a person can tell is marked. Null where the SQL runs on none of the platforms.
 */
export function newQuery(engine: Engine, catalogue: Catalogue, asked: NewQuery): QuerySpec | null {
  const { setting, group, name, purpose, interval = usualInterval, logging = 'differential' } = asked;
  const sql = closed(asked.sql);
  const verdict = runsOn(engine, sql, { pack: group, query: name, interval, logging });
  const platforms = allPlatforms.filter((platform) => verdict.platforms.some((one) => one.platform === platform) && (asked.platforms?.includes(platform) ?? true));
  if (platforms.length === 0) return null;
  const production = setting === 'production';
  const detection = purpose === 'detection';
  const tables = tablesOf(verdict.reads.map(({ table }) => table), verdict.platforms.flatMap(({ latest }) => latest.loops.map(({ table }) => table)));
  const evented = tables.some((table) => tablesAt(platforms[0]!, latestVersion).get(table)?.evented);
  const columns = verdict.columns.map(({ name: column }) => column);
  const tests = [caseOnHost(engine, sql, platforms, catalogue), detection ? emptyCaseOnHost(engine, sql, platforms, catalogue) : null].filter((test): test is TestCase => test !== null);
  return {
    name,
    description: asked.description ?? unwritten('one short sentence that says what a row is'),
    platform: platforms.join(','),
    interval, logging: evented ? 'differential' : logging,
    ...(verdict.minimumVersion !== earliestVersion && { min_osquery_version: verdict.minimumVersion }),
    query: sql,
    purpose,
    ...(production && {
      why: unwritten('the question it answers, and who asks it'),
      reading: unwritten('what a row means, and what an empty result means'),
      columns: Object.fromEntries(columns.map((column) => [column, unwritten('what it holds, with its unit')])),
    }),
    ...(production && detection && {
      false_positives: [{ what: unwritten('what else gives a row and is harmless'), tune: unwritten('how to leave it out') }],
      respond: unwritten('the next step of whoever gets a row'),
    }),
    references: tables.length > 0 ? tables.map((table) => `https://osquery.io/schema/#${table}`) : ['https://osquery.io/schema/'],
    ...(tests.length > 0 && { tests }),
    ...(!production && { lesson: lessonOf(tests[0]?.host, platforms, catalogue) }),
  };
}

function lessonOf(host: string | undefined, platforms: readonly Platform[], catalogue: Catalogue): QuerySpec['lesson'] {
  const names = [...catalogue.hosts.keys()];
  return {
    level: 'first-steps',
    question: unwritten('the question in plain words'),
    host: host ?? names.find((name) => hostPlatform(name) === platforms[0]) ?? names[0] ?? 'linux-server',
    explanation: unwritten('how the query answers it'),
    wrong: [{ query: unwritten('the query as it often goes wrong'), why: unwritten('what is wrong with it') }],
    next: unwritten('what to try next'),
  };
}

/** The SQL with LF line ends, without blanks around it, its indent or at ends of lines, and with a closing semicolon. */
function closed(sql: string): string {
  const lines = sql.replace(/\r\n?/g, '\n').trim().replace(/\s*;*$/, '').split('\n').map((line) => line.trimEnd());
  const rest = lines.slice(1).filter((line) => line !== '');
  const indent = Math.min(...rest.map((line) => line.length - line.trimStart().length));
  // Where the first line stood at the beginning, lines below it are indented on purpose.
  const cut = rest.length > 0 && /^\s/.test(sql) ? indent : 0;
  const text = [lines[0], ...lines.slice(1).map((line) => line.slice(Math.min(cut, line.length - line.trimStart().length)))].join('\n');
  const comment = significantTokens(text).at(-1);
  // A semicolon behind a comment on the last line would belong to the comment.
  return comment && text.slice(comment.end).includes('--') ? `${text}\n;` : `${text};`;
}

function tablesOf(...names: readonly (readonly string[])[]): string[] {
  return [...new Set(names.flat())].sort();
}
