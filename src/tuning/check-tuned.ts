import type { Overlay } from '../content/overlay.ts';
import type { Engine } from '../engine/engine.ts';
import type { Catalogue, Pack, Query } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import { checkQuery, subjectOf } from '../rules/check.ts';
import { runTests, type TestOutcome } from '../rules/outcomes.ts';
import { judge, type Verdict } from '../rules/verdict.ts';
import { complaint } from './complaint.ts';
import type { SiteRow } from './site-rows.ts';

/** A query of a pack, tuned. */
export interface Tuned {
  readonly base: Query;
  readonly query: Query;
  readonly rows: readonly SiteRow[];
  /** The query with the first `count` of the rows only. */
  withRows(count: number): Query;
}

/**
 * Holds a tuned query to the rules and to its tests. What is found in the published query too is not told again, and an
 * exception that the tuning made needless is none of the site's business. `catalogue` holds the tuned query.
 */
export function checkTuned(engine: Engine, catalogue: Catalogue, pack: Pack, overlay: Overlay, tuned: Tuned, published: readonly Finding[]): { verdict: Verdict; findings: Finding[] } {
  const { base, query } = tuned;
  const verdict = judge(engine, query);
  const before = runTests(engine, base, catalogue);
  // The tests are compared below, row by row: the rule would only say that they fail.
  const subject = { ...subjectOf(engine, catalogue, query, pack, verdict), outcomes: () => before };
  const known = new Set(published.filter((finding) => finding.query === base.spec.name && finding.pack === base.group).map(keyOf));
  const found = checkQuery(subject).filter((finding) => finding.rule !== 'exceptions' && !known.has(keyOf(finding)));
  const placed = found.map((finding) => (finding.place.file === overlay.file ? { ...finding, source: overlay.at.line(finding.place.line) } : finding));
  return { verdict, findings: [...placed, ...(tuned.rows.length > 0 ? before.flatMap((outcome) => silenced(engine, catalogue, overlay, tuned, outcome)) : [])] };
}

function keyOf({ rule, message }: Finding): string {
  return `${rule} ${message}`;
}

/** What the site's rows take from a test that gave rows. */
function silenced(engine: Engine, catalogue: Catalogue, overlay: Overlay, { query, rows, withRows }: Tuned, before: TestOutcome): Finding[] {
  const outcomeOf = (candidate: Query) => runTests(engine, { ...candidate, spec: { ...candidate.spec, tests: [before.case] } }, catalogue)[0]!;
  const all = before.actual.length;
  const after = outcomeOf(query);
  const kept = keptRows(before, after);
  if (after.error !== null || kept === all) return [];
  const isSilent = after.actual.length === 0;
  // Each row takes more away, so the one at which it happens is found by halving.
  const happens = (outcome: TestOutcome) => (isSilent ? outcome.actual.length === 0 : keptRows(before, outcome) < all);
  const index = firstCount(rows.length, (count) => happens(outcomeOf(withRows(count)))) - 1;
  const finding = (message: string, advice: string, level: 'error' | 'warning') => [complaint(overlay, 'value', rows[index]!.path, `With this row, the test "${before.case.name}" gives ${message}`, advice, level)];
  return isSilent
    ? finding('no row any more: what the query is there to find would go unseen.', 'Make the row narrower: the whole path, command or name of the one harmless thing. If it is just that, ask in the repository for a test with another example.', 'error')
    : finding(`${kept} of its ${all} rows.`, 'Look whether the row is narrow enough: the test shows what the query is there to find.', 'warning');
}

/** How many of the rows are still there, with the same values. */
function keptRows(before: TestOutcome, after: TestOutcome): number {
  const left = after.actual.map((row) => JSON.stringify(row));
  return before.actual.filter((row) => {
    const index = left.indexOf(JSON.stringify(row));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  }).length;
}

/** The least count from 1 to `most` for which a condition holds that, once it holds, goes on holding. */
function firstCount(most: number, holds: (count: number) => boolean): number {
  let [low, high] = [1, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
