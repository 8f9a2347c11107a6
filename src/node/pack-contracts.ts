import { neededFlags } from '../artifacts/needs.ts';
import type { SourceFile } from '../content/files.ts';
import { fileRole } from '../content/files.ts';
import type { Engine } from '../engine/engine.ts';
import type { Catalogue, Pack } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import { platformsOf } from '../model/query.ts';
import { tablesAt } from '../osquery/schema.ts';
import { checkHistory } from '../releases/check-history.ts';
import { contractOf, type Contract, type ContractQuery, type SampleRow } from '../releases/contract.ts';
import { differenceOf } from '../releases/difference.ts';
import { readReleases, type HistoryDocument } from '../releases/releases-file.ts';
import { demandedPart } from '../releases/version-part.ts';
import type { CheckResult } from '../rules/check.ts';
import { runTests, type TestOutcome } from '../rules/outcomes.ts';
import type { Verdict } from '../rules/verdict.ts';

/** The contract of each pack as its files stand, by the pack's name. Runs the tests of queries without known outcomes. */
export function contractsOf(engine: Engine, catalogue: Catalogue, verdicts: readonly Verdict[], outcomes: CheckResult['outcomes'] = new Map()): Map<string, Contract> {
  const byQuery = new Map(verdicts.map((verdict) => [verdict.query, verdict]));
  return new Map(
    catalogue.packs.map((pack) => [
      pack.spec.name,
      contractOf({ pack, queries: pack.queries.map((query) => contractQuery(byQuery.get(query)!, outcomes.get(query) ?? runTests(engine, query, catalogue))) }),
    ]),
  );
}

/** The releases of each pack, by its folder, and what is wrong with the files that hold them. */
export function readHistories(files: readonly SourceFile[]): { histories: Map<string, HistoryDocument>; findings: Finding[] } {
  const histories = new Map<string, HistoryDocument>();
  const findings: Finding[] = [];
  for (const { path, text } of files) {
    const role = fileRole(path);
    if (role?.kind !== 'releases') continue;
    const { document, findings: misfits } = readReleases(path, text);
    findings.push(...misfits, ...(document ? checkHistory(document) : []));
    if (document) histories.set(role.group, document);
  }
  return { histories, findings };
}

/** The releases of a pack, if it has any. */
export function historyOf(pack: Pack, histories: ReadonlyMap<string, HistoryDocument>): HistoryDocument | undefined {
  return histories.get(pack.file.split('/').at(-2)!);
}

/**
 * Packs that are not what was last released: every merged state is a released one. An incubating pack may stand
 * without a release.
 */
export function unreleased(catalogue: Catalogue, contracts: ReadonlyMap<string, Contract>, histories: ReadonlyMap<string, HistoryDocument>): Finding[] {
  return catalogue.packs.flatMap((pack): Finding[] => {
    const { name, status } = pack.spec;
    const last = historyOf(pack, histories)?.spec.releases[0];
    const part = demandedPart(differenceOf(last?.contract ?? null, contracts.get(name)!));
    if (last ? part === 'none' : status === 'incubating') return [];
    const place = pack.at.value(['spec', 'name']);
    const note = part === 'major' && last ? ' --note "Why, and what to do."' : '';
    return [{
      rule: 'releases', level: 'error', place, source: pack.at.line(place.line), pack: name,
      message: last ? `The pack differs from its release ${last.version} by what asks for a ${part} release.` : 'The pack was never released.',
      advice: `Run npm run release -- ${name}${note}, then npm run build:packs.${last ? ` Where ${last.version} is part of the same review, add --amend.` : ''}`,
    }];
  });
}

function contractQuery(verdict: Verdict, outcomes: readonly TestOutcome[]): ContractQuery {
  const { query, columns, effectiveVersion, platforms } = verdict;
  return {
    query,
    platforms: platformsOf(query.spec),
    minimumVersion: effectiveVersion,
    columns: columns.map(({ name, type }) => ({ name, type })),
    evented: platforms.some(({ platform, latest }) => latest.reads.some(({ table }) => tablesAt(platform, latest.target.version).get(table)?.evented)),
    flags: neededFlags(verdict),
    sampleRows: sampleRows(outcomes),
    ...(query.spec.rows !== undefined && { rows: query.spec.rows }),
  };
}

/** Rows of the case that gives most of them. */
function sampleRows(outcomes: readonly TestOutcome[]): SampleRow[] {
  const fullest = outcomes.reduce<TestOutcome | undefined>((best, outcome) => (outcome.result.rows.length > (best?.result.rows.length ?? 0) ? outcome : best), undefined);
  return (fullest?.result.rows ?? []).map((row) => Object.fromEntries(fullest!.result.columns.map((column, index) => [column, row[index] ?? null])));
}
