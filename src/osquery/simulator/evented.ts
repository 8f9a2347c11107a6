import type { Behaviour } from './behaviour.ts';
import type { Step } from './differential.ts';
import { nextCounter, statusOf } from './status.ts';
import type { EventPointer, SimDaemon, SimQuery, SimRow, StoredQuery } from './store.ts';

/** One buffered event. */
export interface SimEvent {
  /** Seconds. */
  readonly time: number;
  readonly row: SimRow;
  /** Number of the event in its table, growing with time. Without it, the place in the list counts from 1: right as long as no event has left the buffer. */
  readonly eid?: number;
}

/**
 * The events that a query has not read yet, and its pointer afterwards. osquery looks from one second before the pointer
 * on and skips event numbers it has passed; if that finds no second at all, the pointer stays
 * (osquery/events/eventsubscriberplugin.cpp:258-292, 648-718, as since 5.0.1).
 */
export function unreadEvents(pointer: EventPointer | undefined, events: readonly SimEvent[]): { rows: SimRow[]; pointer: EventPointer | undefined } {
  const from = pointer && pointer.time > 0 ? pointer.time - 1 : 0;
  const seen = events
    .map((event, index) => ({ time: event.time, row: event.row, eid: event.eid ?? index + 1 }))
    .filter((event) => event.time >= from)
    .sort((left, right) => left.time - right.time);
  const last = seen.at(-1);
  return {
    rows: seen.filter((event) => event.eid > (pointer?.eid ?? 0)).map((event) => event.row),
    pointer: last ? { time: last.time, eid: last.eid } : pointer,
  };
}

/**
 * One run of an evented query: all rows are added, none is stored (osquery/core/query.cpp:140-161). Since 5.8.0 the
 * counter starts at 1 if the first run has rows, and at 0 if the first run is empty and a later one has the first rows
 * (measured on 5.23.1: first events counter 0). After a first run without rows in a new epoch it goes on from the old
 * one. Before 4.8.0 nothing is kept and the counter is always 0; from 4.8.0 to 5.7.x the epoch is not stored, so that in
 * any epoch but 0 every run is a first run with counter 0.
 */
export function runEvented(before: StoredQuery, daemon: SimDaemon, behaviour: Behaviour, query: SimQuery, rows: readonly SimRow[]): Step {
  const changes = { removed: [], added: rows };
  if (!behaviour.eventedState) return { stored: before, changes, counter: 0, status: [] };
  const { fresh, newSql, stored, lines } = statusOf(before, daemon, query);
  const kept: StoredQuery = fresh
    ? { ...stored, rows: behaviour.eventedReadable ? [] : 'unreadable', ...(behaviour.eventedKeepsEpoch && { epoch: daemon.scheduleEpoch }) }
    : stored;
  if (rows.length === 0) return { stored: kept, changes, counter: undefined, status: lines };
  const reset = fresh || (newSql && behaviour.sqlResetsCounter);
  const counter = reset ? (behaviour.eventedStartsAtOne ? 1 : 0) : nextCounter(stored);
  return { stored: { ...kept, counter }, changes, counter, status: lines };
}
