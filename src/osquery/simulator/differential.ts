import type { Behaviour } from './behaviour.ts';
import { difference, type Difference } from './rows.ts';
import { nextCounter, statusOf } from './status.ts';
import type { SimDaemon, SimQuery, SimRow, StoredQuery } from './store.ts';

/** What one run changes in the store and has to log. */
export interface Step {
  readonly stored: StoredQuery;
  /** Changes before the `removed` filter. */
  readonly changes: Difference;
  /** The counter if this run moved it. */
  readonly counter: number | undefined;
  readonly status: readonly string[];
}

const nothing: Difference = { removed: [], added: [] };

/**
 * One run of a differential query (osquery/core/query.cpp:163-214). First run: all rows are added, the counter is 0.
 * Else: the difference from the stored rows; since 4.5.0 the counter moves only if there is one, whether or not the
 * `removed` filter lets it be seen. A first run without rows uses up counter 0: the first row ever comes with counter 1
 * (measured on 5.23.1). From 2.8.0 to 5.7.x another SQL text sets the counter to 0 although only a difference is logged.
 */
export function runDifferential(before: StoredQuery, daemon: SimDaemon, behaviour: Behaviour, query: SimQuery, rows: readonly SimRow[]): Step {
  const { fresh, newSql, stored, lines } = statusOf(before, daemon, query);
  if (!fresh && stored.rows === 'unreadable') {
    const stopped = `Error adding new results to database for query ${query.name}: JSON object was not an array`;
    return { stored, changes: nothing, counter: undefined, status: [...lines, stopped] };
  }
  const old = fresh || stored.rows === 'unreadable' ? [] : (stored.rows ?? []);
  const changes = fresh ? { removed: [], added: rows } : difference(old, rows, behaviour);
  const update = fresh || changes.removed.length > 0 || changes.added.length > 0;
  const reset = fresh || (newSql && behaviour.sqlResetsCounter);
  const moves = behaviour.hasCounter && (update || reset || behaviour.counterMovesOnEveryRun);
  const counter = moves ? (reset ? 0 : nextCounter(stored)) : undefined;
  return {
    stored: { ...stored, ...(update && { rows, epoch: daemon.scheduleEpoch }), ...(moves && { counter }) },
    changes,
    counter,
    status: lines,
  };
}
