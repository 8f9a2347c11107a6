import type { Engine } from '../../engine/engine.ts';
import type { Limits } from '../../engine/answer.ts';
import type { RowSource } from '../../model/catalogue.ts';
import { costClass, costOf } from '../../osquery/costs.ts';
import { loggedValue } from '../../osquery/logged-value.ts';
import type { Result, Tasks } from '../protocol.ts';

/** Rows that a reader can still look through, and ten times the steps that honest queries of packs are given: some ten seconds. */
const limits: Limits = { rows: 10_000, steps: 200_000_000 };

/** Runs SQL on the rows of the host, as the chosen osquery would. The advice on an error of the SQL is left to the rules. */
export function run(engine: Engine, { sql, bench }: Tasks['run']['ask'], rows: RowSource): Result {
  const started = performance.now();
  const { error, columns, rows: found, warnings, scans } = engine.run(sql, { platform: bench.platform, version: bench.version }, rows, limits);
  const ms = performance.now() - started;
  const cost = error ? null : costOf(scans);
  return {
    error: error?.message ?? null,
    advice: error && adviceOnLimit(error.message),
    columns,
    rows: found.map((row) => row.map((value) => (value === null ? null : loggedValue(value)))),
    warnings,
    ms,
    cost: cost && { class: costClass(cost), ms: cost.ms, unmeasured: cost.unmeasured, walks: cost.walks },
  };
}

function adviceOnLimit(message: string): string | null {
  if (/more than \d+ rows/.test(message)) return 'Add a LIMIT, or a condition that joins the tables.';
  if (/too many steps/.test(message)) return 'A recursion without an end, or a join of tables without a condition: give it one.';
  return null;
}
