import { behaviourOf, type Behaviour } from '../../../osquery/simulator/behaviour.ts';
import type { LogLine, SimDaemon, SimQuery, SimResult, StoredQuery } from '../../../osquery/simulator/index.ts';
import { difference, normalRow } from '../../../osquery/simulator/rows.ts';

/**
 * Why a run logged what it logged, in words, from what was stored before and after it. The order of the decisions is that
 * of osquery: nothing stored, another epoch, another SQL text, difference.
 */
export function runReason(before: StoredQuery | undefined, after: StoredQuery, daemon: SimDaemon, query: SimQuery, result: SimResult, lines: readonly LogLine[]): string {
  const behaviour = behaviourOf(daemon.version);
  if (query.snapshot) return query.evented ? `A snapshot of the events since the last read: ${lines[0]?.snapshot?.length ?? 0}.` : 'A snapshot: all rows, compared with nothing. Its counter is always 0.';
  const start = startReason(before, daemon, query);
  if (query.evented) return eventReason(start, after, lines);
  if (start) return `${start} ${rowsText(lines.length)} ${lines.length === 1 ? 'is' : 'are'} added, none is removed, and the counter begins at 0.`;
  return differenceReason(before!, after, behaviour, query, result);
}

/** Why a new series begins; nothing where the old one goes on. */
function startReason(before: StoredQuery | undefined, { scheduleEpoch }: SimDaemon, query: SimQuery): string {
  if (before?.rows === undefined) {
    // The purge takes the time of the last start with the rows.
    if (before && before.timestamp === undefined) return `What was stored under ${query.name} was older than 6 days and 20.5 hours when osquery started, and was dropped: a new series.`;
    return `Nothing is stored under ${query.name}: a new series.`;
  }
  const epoch = before.epoch ?? 0;
  return epoch === scheduleEpoch ? '' : `The stored epoch is ${epoch} and schedule_epoch is ${scheduleEpoch}: a new series.`;
}

function eventReason(start: string, { counter }: StoredQuery, lines: readonly LogLine[]): string {
  const read = lines.length === 0 ? 'No event since the last read.' : `${lines.length === 1 ? 'One event' : `${lines.length} events`} since the last read, logged as added with counter ${counter}.`;
  return `${start} ${read} Nothing is compared, so nothing is ever removed.`.trim();
}

function differenceReason(before: StoredQuery, after: StoredQuery, behaviour: Behaviour, query: SimQuery, result: SimResult): string {
  const old = Array.isArray(before.rows) ? before.rows : [];
  const rows = 'rows' in result ? result.rows.map((row) => normalRow(row, behaviour)) : [];
  const { removed, added } = difference(old, rows, behaviour);
  const forgotten = before.counter === undefined;
  const otherSql = before.sql !== query.sql && !forgotten;
  const reset = otherSql && behaviour.sqlResetsCounter;
  const found = removed.length + added.length === 0
    ? `The result equals the ${rowsText(old.length)} stored, so there is no line${reset ? '' : ' and the counter stays'}.`
    : `Compared with the ${rowsText(old.length)} stored: ${removed.length} gone, ${added.length} new.${reset || forgotten ? '' : ' One step of the counter.'}`;
  return [
    ...(otherSql ? [reset ? 'The SQL text is another one. Before osquery 5.8.0 that sets the counter to 0, as if this were a first run.' : 'The SQL text is another one; a status line says so.'] : []),
    found,
    ...(removed.length > 0 && !query.removed ? ['The gone rows are held back; the counter moves all the same.'] : []),
    ...(forgotten && after.counter === 0 ? ['The counter begins at 0 although only the difference is logged: before osquery 5.19.0 the counter of a pack’s query is dropped about once a week.'] : []),
  ].join(' ');
}

function rowsText(count: number): string {
  return `${count} row${count === 1 ? '' : 's'}`;
}
