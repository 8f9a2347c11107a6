import type { RunResult } from '../../engine/answer.ts';
import type { Catalogue, Pack, Query } from '../../model/catalogue.ts';
import type { Finding } from '../../model/finding.ts';
import type { Platform } from '../../model/platform.ts';
import type { Theme } from '../../model/question.ts';
import type { StockFates } from '../../model/stock.ts';
import { compareVersions } from '../../osquery/versions.ts';
import type { History } from '../../releases/releases-file.ts';
import type { TestOutcome } from '../../rules/outcomes.ts';
import type { PlatformCost } from '../../rules/query-cost.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Verdict } from '../../rules/verdict.ts';
import type { FirstLookRecords } from '../first-look.ts';
import type { TableReference } from '../reference/table-reference.ts';

/** A rule with the fixtures that its page shows. */
export interface RulePage {
  readonly rule: Rule;
  readonly good: { readonly yaml: string };
  /** `output` is what the terminal prints of the file. */
  readonly bad: readonly { readonly yaml: string; readonly output: string }[];
}

/** A wrong version of an example’s query: what the rules find in it, and where they find nothing, what it gives on the example’s host. */
export interface WrongVersion {
  readonly findings: readonly Finding[];
  readonly result: RunResult | null;
}

/** All that the generated pages are made of. Whatever a page shows as a result comes from here. */
export interface SiteContent {
  readonly catalogue: Catalogue;
  /** Of each query, in packs and in examples. */
  readonly verdicts: ReadonlyMap<Query, Verdict>;
  readonly outcomes: ReadonlyMap<Query, readonly TestOutcome[]>;
  /** What a run of each query, in packs and in examples, costs on its platforms. */
  readonly costs: ReadonlyMap<Query, readonly PlatformCost[]>;
  /** What becomes of the queries of osquery's stock packs. */
  readonly stock: StockFates;
  /** Questions that people ask, in reading order. */
  readonly themes: readonly Theme[];
  /** What each example gives on the host of its lesson. */
  readonly results: ReadonlyMap<Query, RunResult>;
  /** Of an example: what is known of each entry of `lesson.wrong`. */
  readonly wrong: ReadonlyMap<Query, readonly WrongVersion[]>;
  /** The built files by name, SHA256SUMS included. */
  readonly artefacts: ReadonlyMap<string, string>;
  /** Versions by name of the pack. */
  readonly versions: ReadonlyMap<string, string>;
  /** The releases of each pack that has some, by its name. */
  readonly histories: ReadonlyMap<string, History>;
  /** The tables of the reference by name, in reading order. */
  readonly tables: ReadonlyMap<string, TableReference>;
  readonly rules: readonly RulePage[];
  /** By platform: what osquery logs of what the quickstart has its reader do. */
  readonly firstLooks: ReadonlyMap<Platform, FirstLookRecords>;
  /** The text of examples/quickstart/quickstart.md. */
  readonly quickstart: string;
  /** Address of the repository, by which files can be edited; empty where it has none. */
  readonly repositoryUrl: string;
  /** The newest osquery that the queries are checked against. */
  readonly osqueryVersion: string;
}

/** What the engine says of `query`. Throws where the content has no verdict of it. */
export function verdictOf(content: Pick<SiteContent, 'verdicts'>, query: Query): Verdict {
  const verdict = content.verdicts.get(query);
  if (!verdict) throw new Error(`${query.file}: there is no verdict of the query, so its page cannot be made. Hand in one for each query of the catalogue.`);
  return verdict;
}

/** What the tests of `query` gave; none where it has none. */
export function outcomesOf(content: Pick<SiteContent, 'outcomes'>, query: Query): readonly TestOutcome[] {
  return content.outcomes.get(query) ?? [];
}

/** What a run of `query` costs on each of its platforms. Throws where it was not asked. */
export function costsOf(content: Pick<SiteContent, 'costs'>, query: Query): readonly PlatformCost[] {
  const costs = content.costs.get(query);
  if (!costs) throw new Error(`${query.file}: the cost of the query was not computed, so its page cannot be made.`);
  return costs;
}

/** What the example `query` gave. Throws where it was not run, or where it ended with an error. */
export function resultOf(content: Pick<SiteContent, 'results'>, query: Query): RunResult {
  const result = content.results.get(query);
  if (!result) throw new Error(`${query.file}: the example was not run, so its page has no result to show.`);
  if (result.error) throw new Error(`${query.file}: the example ends with an error on its host: ${result.error.message}. Mend the query; npm run check tells more.`);
  return result;
}

/** The SHA-256 of a built file in hexadecimal, as SHA256SUMS has it. Throws where the file or its sum is missing. */
export function checksumOf(artefacts: ReadonlyMap<string, string>, file: string): string {
  const sums = artefacts.get('SHA256SUMS') ?? '';
  const line = sums.split('\n').find((candidate) => candidate.endsWith(`  ${file}`));
  if (!artefacts.has(file) || !line) throw new Error(`${file} is not among the built files and their SHA256SUMS. Build the packs before the pages: npm run build:packs.`);
  return line.slice(0, line.indexOf(' '));
}

/** The oldest osquery that runs any query of the pack, and the oldest that runs all of them. */
export function versionRange(content: Pick<SiteContent, 'verdicts'>, pack: Pack): { readonly any: string; readonly all: string } | undefined {
  const versions = pack.queries.map((query) => verdictOf(content, query).effectiveVersion).sort(compareVersions);
  return versions.length > 0 ? { any: versions[0]!, all: versions.at(-1)! } : undefined;
}
