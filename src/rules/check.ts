import type { Engine } from '../engine/engine.ts';
import { significantTokens } from '../engine/tokens.ts';
import type { Reading } from '../content/catalogue.ts';
import type { Catalogue, Pack, Query, Setting } from '../model/catalogue.ts';
import { compareFindings, type Finding } from '../model/finding.ts';
import { nearestName } from '../model/names.ts';
import { discoveryQueries, discoveryRules } from './discovery.ts';
import { rules } from './index.ts';
import { runTests, type TestOutcome } from './outcomes.ts';
import { queryCosts, type PlatformCost } from './query-cost.ts';
import { levelIn, type Complaint, type Rule, type Subject } from './rule.ts';
import { judge, type Verdict } from './verdict.ts';

/** What a check gives: every finding in reading order, and what is known of each query. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly verdicts: readonly Verdict[];
  /** What the tests of each query gave. */
  readonly outcomes: ReadonlyMap<Query, readonly TestOutcome[]>;
}

/** Holds a repository's content to the rules. `progress` is told how many of how many queries are done. */
export function checkCatalogue(engine: Engine, reading: Reading, progress?: (done: number, all: number) => void): CheckResult {
  const { catalogue } = reading;
  const findings = [...reading.findings];
  const all = queriesOf(catalogue);
  const verdicts = new Map<Query, Verdict>();
  const outcomes = new Map<Query, readonly TestOutcome[]>();
  for (const { query, pack } of all) {
    const verdict = judge(engine, query);
    const subject = subjectOf(engine, catalogue, query, pack, verdict);
    findings.push(...checkQuery(subject));
    verdicts.set(query, verdict);
    outcomes.set(query, subject.outcomes());
    progress?.(verdicts.size, all.length);
  }
  for (const pack of catalogue.packs) {
    for (const query of discoveryQueries(pack)) {
      const found = checkQuery(subjectOf(engine, catalogue, query, pack, judge(engine, query)), (rule) => discoveryRules.has(rule.name));
      findings.push(...found.map(({ query: _, ...finding }) => finding));
    }
  }
  const every = [...verdicts.values()];
  const costs = new Map<Query, readonly PlatformCost[]>();
  const costsOf = (query: Query) => {
    const known = costs.get(query) ?? queryCosts(engine, query, catalogue, outcomes.get(query));
    costs.set(query, known);
    return known;
  };
  const locators = new Map([...all.map(({ query }) => query), ...catalogue.packs, ...catalogue.topics].map(({ file, at }) => [file, at] as const));
  const byPack = new Map(catalogue.packs.map((pack) => [pack, pack.queries.map((query) => verdicts.get(query)!)]));
  for (const rule of rules) {
    for (const [pack, own] of byPack) {
      findings.push(...guarded(rule, 'production', pack.file, () => rule.checks.pack?.(pack, own, catalogue, costsOf) ?? []).map((complaint) => asFinding(rule, 'production', complaint, locators.get(complaint.place.file), pack.spec.name)));
    }
    const found = guarded(rule, 'production', 'packs', () => rule.checks.catalogue?.(catalogue, every) ?? []);
    findings.push(...found.map((complaint) => asFinding(rule, 'production', complaint, locators.get(complaint.place.file))));
  }
  return { findings: findings.sort(compareFindings), verdicts: every, outcomes };
}

/** Every query of a catalogue with the pack that holds it, in reading order. */
export function queriesOf(catalogue: Catalogue): { query: Query; pack: Pack | null }[] {
  return [
    ...catalogue.packs.flatMap((pack) => pack.queries.map((query) => ({ query, pack }))),
    ...catalogue.topics.flatMap((topic) => topic.examples.map((query) => ({ query, pack: null }))),
  ];
}

/** A query under the rules' eyes; its tests run when a rule first asks for what they gave. */
export function subjectOf(engine: Engine, catalogue: Catalogue, query: Query, pack: Pack | null, verdict: Verdict): Subject {
  let outcomes: TestOutcome[] | undefined;
  return {
    query, pack, catalogue, verdict,
    tokens: significantTokens(query.spec.query),
    outcomes() {
      return (outcomes ??= runTests(engine, query, catalogue));
    },
  };
}

/** The findings of all rules, or of those asked for, on one query, less those the query names as exceptions. */
export function checkQuery(subject: Subject, asked: (rule: Rule) => boolean = () => true): Finding[] {
  const { query } = subject;
  const exceptions = query.spec.exceptions ?? [];
  const unneeded = new Set(exceptions.map(({ rule }) => rule));
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (levelIn(rule, query.setting) === 'off' || !rule.checks.query || !asked(rule)) continue;
    const found = guarded(rule, query.setting, query.file, () => rule.checks.query!(subject));
    if (found.length === 0 || unneeded.delete(rule.name)) continue;
    if (exceptions.some(({ rule: name }) => name === rule.name)) continue;
    findings.push(...found.map((complaint) => asFinding(rule, query.setting, complaint, query.at, query.group, query.spec.name)));
  }
  for (const [index, { rule }] of exceptions.entries()) {
    if (!unneeded.has(rule)) continue;
    const known = rules.some(({ name }) => name === rule);
    const near = nearestName(rule, rules.map(({ name }) => name));
    const place = query.at.value(['spec', 'exceptions', index, 'rule']);
    findings.push({
      rule: 'exceptions', level: 'error', place, source: query.at.line(place.line), pack: query.group, query: query.spec.name,
      message: known ? `The exception to "${rule}" is not needed: the rule finds nothing here.` : `There is no rule "${rule}".`,
      advice: known ? 'Drop the exception.' : near ? `Write ${near}.` : 'Name a rule of the rule reference.',
    });
  }
  return findings;
}

/** A rule that crashes is told as its own finding: one bad rule must not hide what the others find. */
function guarded(rule: Rule, setting: Setting, file: string, action: () => Iterable<Complaint>): Complaint[] {
  if (levelIn(rule, setting) === 'off') return [];
  try {
    return [...action()];
  } catch (error) {
    return [{ place: { file, line: 1, column: 1 }, message: `The rule itself failed: ${error instanceof Error ? error.message : String(error)}.`, advice: 'Report this with the file: it is an error of the checker.' }];
  }
}

function asFinding(rule: Rule, setting: Setting, complaint: Complaint, at: Query['at'] | undefined, pack?: string, query?: string): Finding {
  const level = levelIn(rule, setting);
  return {
    rule: rule.name, level: level === 'off' ? 'note' : level, place: complaint.place, message: complaint.message, advice: complaint.advice,
    ...(at && at.file === complaint.place.file && { source: at.line(complaint.place.line) }),
    ...(pack !== undefined && { pack }), ...(query !== undefined && { query }),
  };
}
