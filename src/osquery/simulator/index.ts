/** A simulator of osquery's scheduled queries: what each run stores and logs. */
import { behaviourOf } from './behaviour.ts';
import { runDifferential } from './differential.ts';
import { runEvented, unreadEvents, type SimEvent } from './evented.ts';
import { differentialLines, snapshotLines, type LogLine } from './log.ts';
import { normalRow, type Difference } from './rows.ts';
import { withQuery, type SimDaemon, type SimQuery, type SimRow, type SimStore, type StoredQuery } from './store.ts';

export { purge, purgeAge } from './purge.ts';
export { defaultDaemon, emptyStore } from './store.ts';
export type { LogLine } from './log.ts';
export type { SimEvent } from './evented.ts';
export type { EventPointer, SimDaemon, SimQuery, SimRow, SimStore, StoredQuery } from './store.ts';

/**
 * What the SQL gives when it runs. `rows`: the whole result. `error`: the statement failed. `events`: everything buffered
 * for the query; the pointer decides which are new, unless the query is not `evented` (`events_optimize` off), when all
 * are rows. An evented query that is given `rows` is one that does not use the pointer, as with a constraint on `time`.
 */
export type SimResult = { rows: readonly SimRow[] } | { error: string } | { events: readonly SimEvent[] };

/** The store after a run, the result lines, and the status lines that osquery writes of it. */
export interface SimRun {
  readonly store: SimStore;
  readonly log: LogLine[];
  readonly status: string[];
}

/**
 * One run of one query at `time` (unix time, seconds), as in osquery/dispatcher/scheduler.cpp:117-211. A failing
 * statement leaves rows, counter and pointer alone. A snapshot run logs all rows, or the unread events, and touches only
 * the time stamp and the pointer. A daemon that cannot read what is stored stops: the status line on that is the last.
 */
export function runQuery(store: SimStore, daemon: SimDaemon, query: SimQuery, result: SimResult, time: number): SimRun {
  const behaviour = behaviourOf(daemon.version);
  const started: StoredQuery = { ...store.queries.get(query.name), timestamp: time };
  if ('error' in result) {
    return { store: withQuery(store, query.name, started), log: [], status: [`Error executing scheduled query ${query.name}: ${result.error}`] };
  }
  const { rows, stored } = read(started, query, result);
  if (query.snapshot) {
    return { store: withQuery(store, query.name, stored), log: snapshotLines(query, daemon, behaviour, rows, time), status: [] };
  }
  const normal = rows.map((row) => normalRow(row, behaviour));
  const step = (query.evented ? runEvented : runDifferential)(stored, daemon, behaviour, query, normal);
  const changes = query.removed ? step.changes : { ...step.changes, removed: [] };
  const logged = hasRows(behaviour.logsFilteredRuns ? step.changes : changes) || (behaviour.logsEmptyStart && step.counter === 0);
  return {
    store: withQuery(store, query.name, step.stored),
    log: logged ? differentialLines(query, daemon, changes, step.counter ?? 0, time) : [],
    status: [...step.status],
  };
}

function hasRows(changes: Difference): boolean {
  return changes.removed.length > 0 || changes.added.length > 0;
}

/** The rows that a run sees, and the store with the event pointer moved. */
function read(stored: StoredQuery, query: SimQuery, result: Exclude<SimResult, { error: string }>): { rows: readonly SimRow[]; stored: StoredQuery } {
  if ('rows' in result) return { rows: result.rows, stored };
  if (!query.evented) return { rows: result.events.map((event) => event.row), stored };
  const { rows, pointer } = unreadEvents(stored.pointer, result.events);
  return { rows, stored: { ...stored, pointer } };
}
