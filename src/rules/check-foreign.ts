import type { ForeignPack, ForeignQuery, ForeignReading } from '../content/foreign/index.ts';
import type { Answer, Limits, OutputColumn, Read, SqlError, StatementKind } from '../engine/answer.ts';
import { requiredColumns } from '../engine/best-index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Catalogue, Query } from '../model/catalogue.ts';
import { compareFindings, type Finding } from '../model/finding.ts';
import { nearestName } from '../model/names.ts';
import type { Locator } from '../model/place.ts';
import { platforms as everyPlatform, type Platform } from '../model/platform.ts';
import type { CostClass } from '../osquery/costs.ts';
import { flagsFor } from '../osquery/flags.ts';
import { aliasTarget, latestVersion, schema } from '../osquery/schema.ts';
import { compareVersions, laterVersion } from '../osquery/versions.ts';
import { checkQuery, subjectOf } from './check.ts';
import { discoveryRules } from './discovery.ts';
import { declarationOf } from './joins.ts';
import { classOf, queryCosts, type CostHost } from './query-cost.ts';
import { levelIn } from './rule.ts';
import { rules } from './index.ts';
import { judge, neededVersion } from './verdict.ts';

export interface ForeignCheckOptions {
  /** The osquery of the schema history that is to run the packs; the newest where nothing is said. */
  readonly version?: string;
  /** Platforms that are asked for; all where nothing is said. */
  readonly platforms?: readonly Platform[];
  /** Sample hosts on which costs are measured; without them no cost is told. */
  readonly hosts?: ReadonlyMap<string, CostHost>;
  readonly progress?: (done: number, all: number) => void;
}

/** How a query fares on a platform. */
export interface ForeignPlatform {
  readonly platform: Platform;
  /** SQLite's or osquery's message; null where the SQL compiles. */
  readonly error: SqlError | null;
}

/** A table that gives nothing without one of these columns. */
export interface RequiredColumns {
  readonly table: string;
  readonly columns: readonly string[];
}

/** What is known of a query of others. */
export interface ForeignVerdict {
  readonly pack: ForeignPack;
  readonly query: ForeignQuery;
  /** Why nothing else is known; null where it was judged. */
  readonly unjudged: string | null;
  readonly kind: StatementKind;
  /** One entry for each platform that it is for and that was asked for. */
  readonly platforms: readonly ForeignPlatform[];
  /** Oldest osquery with all that it reads and calls, on every platform on which it compiles; null where it compiles on none. */
  readonly minimumVersion: string | null;
  readonly reads: readonly Read[];
  /** Output columns on the first platform on which it compiles. */
  readonly columns: readonly OutputColumn[];
  readonly required: readonly RequiredColumns[];
  /** Flags of the daemon without which a table that it reads stays empty, where they are not the default. */
  readonly flags: Readonly<Record<string, string>>;
  /** The highest of its platforms; null where there is no sample host, or it compiles nowhere. */
  readonly cost: CostClass | null;
  readonly findings: readonly Finding[];
}

const noContent: Catalogue = { packs: [], topics: [], hosts: new Map() };

/** A query of others may be made to run for ever; what it has scanned by then tells enough of its cost. */
const costLimits: Limits = { rows: 10_000, steps: 1_000_000 };

/**
 * Holds packs of others to the rules that make sense for them, with a verdict for each query. Pure, and the same in a
 * browser: the packs come from `readForeign`. `findings` has those of the reading too, in reading order.
 */
export function checkForeign(engine: Engine, reading: ForeignReading, options: ForeignCheckOptions = {}): { findings: Finding[]; verdicts: ForeignVerdict[] } {
  const findings = [...reading.findings];
  const verdicts: ForeignVerdict[] = [];
  const all = reading.packs.reduce((sum, { queries }) => sum + queries.length, 0);
  for (const pack of reading.packs) {
    for (const query of pack.queries) {
      const verdict = judgeForeign(engine, pack, query, options);
      findings.push(...verdict.findings);
      verdicts.push(verdict);
      options.progress?.(verdicts.length, all);
    }
    for (const { sql, at } of pack.discovery) findings.push(...checkDiscovery(engine, pack, sql, at, options));
  }
  return { findings: findings.sort(compareFindings), verdicts };
}

/** The verdict on one query. */
export function judgeForeign(engine: Engine, pack: ForeignPack, query: ForeignQuery, { version = latestVersion, platforms = everyPlatform, hosts }: ForeignCheckOptions = {}): ForeignVerdict {
  // Words that match no platform are told by the reader; which they are meant for is not known.
  const meant = query.platforms === null || query.platforms.length === 0 ? everyPlatform : query.platforms;
  const asked = everyPlatform.filter((platform) => platforms.includes(platform) && meant.includes(platform));
  const unjudged = query.unjudged ?? (asked.length === 0 ? `it is for ${meant.join(' and ')} only` : null);
  const nothing = { pack, query, unjudged, kind: 'none', platforms: [], minimumVersion: null, reads: [], columns: [], required: [], flags: {}, cost: null, findings: [] } as const;
  if (unjudged !== null) return nothing;
  const answers = asked.map((platform) => engine.analyse(query.sql, { platform, version }));
  const compiled = answers.filter(({ error }) => error === null);
  const alien = compiled.length === 0 ? alienTable(pack, answers) : null;
  if (alien !== null) return { ...nothing, unjudged: `it reads ${alien}, which osquery does not have and Fleet’s own agent may`, findings: [alienFinding(pack, query, alien)] };
  // A query for all platforms is held to the rules where it compiles; where it does not is told at once.
  const judged = meant === everyPlatform && compiled.length > 0 ? compiled : answers;
  const asOwn = ownQuery(pack, query, judged.map(({ target }) => target.platform));
  const verdict = judge(engine, asOwn, version);
  const findings = checkQuery(subjectOf(engine, noContent, asOwn, null, verdict));
  if (query.platforms === null && judged.length < answers.length) findings.push(failsSomewhere(pack, query, answers));
  const costs = hosts && compiled.length > 0 ? queryCosts(engine, ownQuery(pack, query, compiled.map(({ target }) => target.platform)), { hosts }, [], costLimits) : null;
  return {
    ...nothing,
    kind: answers[0]!.kind,
    platforms: answers.map(({ target: { platform }, error }) => ({ platform, error })),
    minimumVersion: minimumOf(engine, query.sql, answers),
    reads: verdict.reads,
    columns: compiled[0]?.columns ?? [],
    required: requiredOf(compiled),
    flags: flagsOf(compiled),
    cost: costs && classOf(costs),
    findings: findings.sort(compareFindings),
  };
}

/** A table that osquery never had and that looks like none of its own, in a format of Fleet, whose agent brings further ones; null where it is not that. */
function alienTable({ format }: ForeignPack, answers: readonly Answer[]): string | null {
  if (format !== 'fleet' && format !== 'gitops') return null;
  const name = /^no such table: (?:main\.)?(.+)$/.exec(answers[0]?.error?.message ?? '')?.[1];
  if (name === undefined || Object.hasOwn(schema.tables, name.toLowerCase()) || everyPlatform.some((platform) => aliasTarget(name, platform, latestVersion))) return null;
  return nearestName(name, Object.keys(schema.tables)) === undefined ? name : null;
}

function alienFinding(pack: ForeignPack, query: ForeignQuery, table: string): Finding {
  const place = query.at.inText(['spec', 'query'], Math.max(0, query.sql.toLowerCase().indexOf(table.toLowerCase())));
  return {
    rule: 'foreign-query', level: 'warning', place, source: query.at.line(place.line), pack: pack.name, query: query.name,
    message: `osquery has no table ${table}: without Fleet’s own agent the query fails, and with it nothing is known of the query here.`,
    advice: 'Mend the name, if it is none of the agent’s tables.',
  };
}

/** A query of others as one of this repository's, as far as rules ask. */
function ownQuery(pack: ForeignPack, query: ForeignQuery, on: readonly Platform[]): Query {
  const { name, sql, interval, logging, minimumVersion, ecsMapping, kind } = query;
  return {
    setting: 'foreign', group: pack.name, file: query.file, at: query.at,
    spec: {
      name, description: '', platform: on.join(','), interval: interval ?? usualInterval, query: sql, purpose: 'inventory',
      // What does not run by itself logs no differences.
      logging: kind === 'scheduled' ? logging : 'snapshot',
      ...(minimumVersion !== null && compareVersions(minimumVersion, latestVersion) <= 0 && { min_osquery_version: minimumVersion }),
      ...(Object.keys(ecsMapping).length > 0 && { ecs_mapping: ecsMapping }),
    },
  };
}

/** `schedule_default_interval` of osquery. */
const usualInterval = 3600;

function failsSomewhere(pack: ForeignPack, query: ForeignQuery, answers: readonly Answer[]): Finding {
  const failed = answers.flatMap(({ target: { platform }, error }) => (error ? [{ platform, message: error.message }] : []));
  const messages = [...new Set(failed.map(({ message }) => message))];
  const on = messages.map((message) => `on ${failed.filter((entry) => entry.message === message).map(({ platform }) => platform).join(' and ')} it fails: ${message}`);
  const well = answers.filter(({ error }) => error === null).map(({ target }) => target.platform);
  const place = query.at.value(['spec', 'platform']);
  return {
    rule: 'fails-somewhere', level: query.kind === 'scheduled' ? 'warning' : 'note', place, source: query.at.line(place.line), pack: pack.name, query: query.name,
    message: `The query is for every platform; ${on.join('; ')}.`,
    advice: `Name the platforms on which it is to run: ${well.join(',')}.`,
  };
}

/** What it needs on the platforms on which it compiles; where it does on none, what it needs of the newest osquery. */
function minimumOf(engine: Engine, sql: string, answers: readonly Answer[]): string | null {
  const needs = (all: readonly Answer[]) => all.filter(({ error }) => error === null).map((answer) => neededVersion(answer, sql));
  const here = needs(answers);
  const found = here.length > 0 ? here : needs(answers.map(({ target: { platform } }) => engine.analyse(sql, { platform, version: latestVersion })));
  return found.length > 0 ? found.reduce(laterVersion) : null;
}

function requiredOf(answers: readonly Answer[]): RequiredColumns[] {
  const found = new Map<string, readonly string[]>();
  for (const answer of answers) {
    for (const loop of answer.loops) {
      const declaration = declarationOf(answer, loop);
      const columns = declaration ? requiredColumns(declaration) : [];
      if (columns.length > 0) found.set(loop.table, columns);
    }
  }
  return [...found].map(([table, columns]) => ({ table, columns }));
}

function flagsOf(answers: readonly Answer[]): Record<string, string> {
  const tables = answers.flatMap((answer) => answer.loops.filter((loop) => declarationOf(answer, loop)?.evented).map(({ table }) => ({ table, platform: answer.target.platform })));
  const needed = tables.flatMap(({ table, platform }) => flagsFor(table, platform)?.flags ?? []);
  return Object.fromEntries(needed.filter(({ value, default: usual }) => value !== usual).map(({ name, value }) => [name, value]));
}

/** Holds a statement on which a pack waits to the rules on what SQL means. Where it fails the pack is off, which may be what it is for: only one that fails everywhere is told. */
function checkDiscovery(engine: Engine, pack: ForeignPack, sql: string, at: Locator, { version = latestVersion, platforms = everyPlatform }: ForeignCheckOptions): Finding[] {
  const compiled = platforms.filter((platform) => engine.analyse(sql, { platform, version }).error === null);
  const own: Query = {
    setting: 'foreign', group: pack.name, file: pack.file, at,
    spec: { name: 'discovery', description: '', platform: (compiled.length > 0 ? compiled : platforms).join(','), interval: usualInterval, logging: 'snapshot', query: sql, purpose: 'inventory' },
  };
  return checkQuery(subjectOf(engine, noContent, own, null, judge(engine, own, version)), (rule) => discoveryRules.has(rule.name)).map(({ query: _, ...finding }) => finding);
}

/** The rules that packs of others are held to. */
export const rulesForOthers = rules.filter((rule) => levelIn(rule, 'foreign') !== 'off');
