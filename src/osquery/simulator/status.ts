import type { SimDaemon, SimQuery, StoredQuery } from './store.ts';

/** What osquery finds when it compares a query with what is stored under its log name. */
export interface QueryStatus {
  /** No stored rows, or rows of another epoch: the run counts as the first. */
  readonly fresh: boolean;
  /** The stored SQL text is another one. Never true together with `fresh`. */
  readonly newSql: boolean;
  /** What is stored, with the SQL text updated. */
  readonly stored: StoredQuery;
  /** Status lines of level INFO. */
  readonly lines: readonly string[];
}

/**
 * The decision before each run: first run, other epoch, other SQL text, in this order (osquery/core/query.cpp:112-131).
 * A new epoch does not store the SQL text, so the line on the text may follow one run later. The comparison of the text
 * is exact: white space and comments count.
 */
export function statusOf(stored: StoredQuery, daemon: SimDaemon, query: SimQuery): QueryStatus {
  if (stored.rows === undefined) {
    return { fresh: true, newSql: false, stored: { ...stored, sql: query.sql }, lines: [`Storing initial results for new scheduled query: ${query.name}`] };
  }
  if ((stored.epoch ?? 0) !== daemon.scheduleEpoch) {
    return { fresh: true, newSql: false, stored, lines: [`New Epoch ${daemon.scheduleEpoch} for scheduled query ${query.name}`] };
  }
  if ((stored.sql ?? '') !== query.sql) {
    return { fresh: false, newSql: true, stored: { ...stored, sql: query.sql }, lines: [`Scheduled query has been updated: ${query.name}`] };
  }
  return { fresh: false, newSql: false, stored, lines: [] };
}

/** The counter after the stored one; 0 if none is stored (osquery/core/query.cpp:45-65). */
export function nextCounter(stored: StoredQuery): number {
  return stored.counter === undefined ? 0 : stored.counter + 1;
}
