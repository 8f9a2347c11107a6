import type { BlockContent, RootContent } from 'mdast';
import { findTechnique, techniqueAddress, techniqueTitle } from '../../model/attack.ts';
import type { Query } from '../../model/catalogue.ts';
import { logName } from '../../model/names.ts';
import { flagsFor } from '../../osquery/flags.ts';
import { earliestVersion, schema } from '../../osquery/schema.ts';
import type { TestOutcome } from '../../rules/outcomes.ts';
import type { Verdict } from '../../rules/verdict.ts';
import { fleetName } from '../fleet.ts';
import { outcomesOf, verdictOf, type SiteContent } from './content.ts';
import { daemonFlags } from './daemon-flags.ts';
import { deprecationNotice } from './deprecation.ts';
import { docs, linkTo, places } from './links.ts';
import { code, fence, heading, link, list, paragraph, say, strong, table, type Inline } from './mdast.ts';
import { inline, isSafeTarget, prose } from './prose.ts';
import { questionsAnsweredBy } from './questions.ts';
import { resultTable } from './tables.ts';
import { count, intervalWords, loggingWords, platformName } from './wording.ts';

/** Rows of a sample result that are shown. */
const sampleRows = 20;

/**
 * A production query as a section of its pack’s page, found under `#<name>`; its parts are found under
 * `#<name>-<part>`. No other anchor of the page can be the same, since names of queries have no hyphen.
 */
export function querySection(content: SiteContent, query: Query, page: string): RootContent[] {
  const { spec } = query;
  const verdict = verdictOf(content, query);
  const outcomes = outcomesOf(content, query);
  const part = (id: string, title: string, blocks: readonly RootContent[]) => (blocks.length > 0 ? [heading(4, title, `${spec.name}-${id}`), ...blocks] : []);
  return [
    heading(3, code(spec.name), spec.name),
    paragraph(inline(spec.description)),
    ...deprecationNotice('query', spec.deprecated, page),
    fence('sql', spec.query),
    ...part('reading', 'What a row means', spec.reading ? prose(spec.reading) : []),
    ...part('sample', 'Sample result', sample(verdict, outcomes)),
    ...part('columns', 'Columns', columns(query, verdict)),
    ...part('why', 'Why', spec.why ? prose(spec.why) : []),
    ...part('questions', 'Questions it answers', questionList(content, query, page)),
    ...part('false-positives', 'False positives', falsePositives(query)),
    ...part('response', 'What to do with a row', spec.respond ? prose(spec.respond) : []),
    ...part('runs-on', 'Runs on', runsOn(query, verdict)),
    ...part('flags', 'Daemon flags', flags(verdict)),
    ...part('log', 'In the log', inTheLog(query, verdict)),
    ...part('attack', 'ATT&CK', techniques(query)),
    ...part('references', 'References', references(query)),
    ...part('exceptions', 'Exceptions to rules', exceptions(content, query, page)),
    ...part('tests', 'Tests', tests(outcomes)),
    paragraph(say`Source: ${code(query.file)}.`),
  ];
}

/** The questions that the query answers, as links to the page of all questions. */
function questionList(content: SiteContent, query: Query, page: string): RootContent[] {
  const questions = questionsAnsweredBy(content, query);
  return questions.length > 0 ? [list(questions.map(({ text, anchor }) => [paragraph(linkTo(page, places.questions, text, anchor))]))] : [];
}

/** The evented tables that the query reads on any of its platforms. */
export function eventedTables(verdict: Verdict): string[] {
  return [...new Set(verdict.reads.map(({ table: name }) => name))].filter((name) => schema.tables[name]?.evented);
}

/** The rows that the first case with rows gave, under the name of the case. */
function sample(verdict: Verdict, outcomes: readonly TestOutcome[]): RootContent[] {
  const outcome = outcomes.find((candidate) => candidate.case.expect.length > 0 && candidate.actual.length > 0);
  if (!outcome) return [paragraph('No test of this query gives a row.')];
  const names = [...new Set(verdict.columns.map(({ name }) => name))];
  const host = outcome.case.host ? say`, on the sample host ${link(docs.sampleHosts, code(outcome.case.host))}` : [];
  return [
    paragraph(say`From the test “${inline(outcome.case.name)}”${host}:`),
    ...resultTable(names, outcome.actual.map((row) => names.map((name) => (Object.hasOwn(row, name) ? row[name]! : ''))), sampleRows),
  ];
}

function columns({ spec }: Query, verdict: Verdict): RootContent[] {
  const meanings = spec.columns ?? {};
  const rows = verdict.columns.map(({ name, type }): Inline[] => [code(name), type ?? 'expression', Object.hasOwn(meanings, name) ? inline(meanings[name]!) : []]);
  return rows.length > 0 ? [table(['Column', 'Type', 'Meaning'], rows)] : [];
}

function falsePositives({ spec }: Query): RootContent[] {
  const entries = spec.false_positives ?? [];
  if (entries.length === 0) return [];
  return [list(entries.map(({ what, tune }) => [...prose(what), ...led('To exclude it:', prose(tune))] as BlockContent[]))];
}

/** Blocks whose first paragraph begins with some words of the page. */
function led(lead: string, blocks: readonly RootContent[]): RootContent[] {
  const [first, ...rest] = blocks;
  if (first?.type !== 'paragraph') return [paragraph(strong(lead)), ...blocks];
  return [paragraph(say`${strong(lead)} ${first.children}`), ...rest];
}

function runsOn({ spec }: Query, { platforms, minimumVersion, effectiveVersion }: Verdict): RootContent[] {
  const oldest = (version: string) => (version === earliestVersion ? `${version}, the oldest whose tables are known` : version);
  const raised = effectiveVersion !== minimumVersion ? [paragraph(say`The packs ask for osquery ${effectiveVersion} or later, as the query’s file says.`)] : [];
  const shard = spec.osquery?.shard === undefined ? [] : [paragraph(say`osqueryd runs it on ${spec.osquery.shard} in 100 hosts.`)];
  return [table(['Platform', 'Oldest osquery that runs it'], platforms.map(({ platform, minimumVersion: version }) => [platformName(platform), oldest(version)])), ...raised, ...shard];
}

function flags(verdict: Verdict): RootContent[] {
  const needs = verdict.platforms.flatMap(({ platform, latest }) => {
    const read = new Set(latest.reads.map(({ table: name }) => name));
    return eventedTables(verdict).flatMap((name) => (read.has(name) ? (flagsFor(name, platform) ?? []) : []));
  });
  return daemonFlags(needs);
}

function inTheLog({ spec, group }: Query, verdict: Verdict): RootContent[] {
  const events = eventedTables(verdict).length > 0;
  const startup = spec.osquery?.startup_priority === undefined ? [] : say` It also runs when the daemon starts.`;
  return [
    paragraph(say`Runs ${intervalWords(spec.interval)} (${spec.interval} s), ${link(docs.logging, loggingWords(spec.logging, events))}.${startup}`),
    table(['Where', link(docs.logNames, 'Log name')], [
      ['osqueryd, Kibana', code(logName(group, spec.name))],
      ['Fleet', code(logName('Global', fleetName(group, spec.name), '/'))],
    ]),
  ];
}

function techniques({ spec }: Query): RootContent[] {
  const ids = spec.attack ?? [];
  if (ids.length === 0) return [];
  return [
    list(
      ids.map((id) => {
        const technique = findTechnique(id);
        const tactics = technique && technique.tactics.length > 0 ? say` (${technique.tactics.join(', ')})` : [];
        return [paragraph(link(techniqueAddress(id), technique ? `${id} ${techniqueTitle(technique)}` : id), tactics)];
      }),
    ),
  ];
}

function references({ spec }: Query): RootContent[] {
  const addresses = spec.references ?? [];
  return addresses.length > 0 ? [list(addresses.map((address) => [paragraph(/^https:/i.test(address) && isSafeTarget(address) ? link(address, address) : code(address))]))] : [];
}

function exceptions(content: SiteContent, { spec }: Query, page: string): RootContent[] {
  const named = spec.exceptions ?? [];
  if (named.length === 0) return [];
  const known = new Set(content.rules.map(({ rule }) => rule.name));
  const rule = (name: string): Inline => (known.has(name) ? linkTo(page, places.rule(name), code(name)) : code(name));
  return [list(named.map(({ rule: name, reason }) => [paragraph(rule(name), ': ', inline(reason))]))];
}

function tests(outcomes: readonly TestOutcome[]): RootContent[] {
  if (outcomes.length === 0) return [];
  return [table(['Case', 'Host', 'Outcome'], outcomes.map((outcome) => [inline(outcome.case.name), outcome.case.host ? code(outcome.case.host) : 'given rows only', verdictOn(outcome)]))];
}

function verdictOn({ passed, error, actual, expected }: TestOutcome): Inline {
  if (error !== null) return `fails: ${error}`;
  return passed ? `passes, ${count(actual.length, 'row')}` : `fails: ${count(expected.length, 'row')} expected, ${actual.length} given`;
}
