import type { Behaviour } from './behaviour.ts';
import { loggedRow, type Difference } from './rows.ts';
import type { SimDaemon, SimQuery, SimRow } from './store.ts';

/**
 * One line of the result log. Which of the four formats it has shows in its fields: `columns` and `action` (event),
 * `diffResults` (batch), `snapshot` and `action` (snapshot), `columns` and `action` snapshot (snapshot as events).
 * `hostIdentifier`, `calendarTime` and `decorations` say nothing about the query and are left out.
 */
export interface LogLine {
  readonly name: string;
  readonly epoch: number;
  /** 0 where osquery writes none: before 2.8.0. */
  readonly counter: number;
  /** `logger_numerics`: always off here, so values are text. */
  readonly numerics: boolean;
  /** Seconds. */
  readonly unixTime: number;
  readonly columns?: Record<string, string>;
  readonly action?: 'added' | 'removed' | 'snapshot';
  readonly diffResults?: { removed: Record<string, string>[]; added: Record<string, string>[] };
  readonly snapshot?: Record<string, string>[];
}

/**
 * The lines of one run of a differential or evented query: one line a row, removed rows first, or one line a run with
 * both lists (osquery/core/query.cpp:282-357, osquery/logger/logger.cpp:409-437).
 */
export function differentialLines(query: SimQuery, daemon: SimDaemon, changes: Difference, counter: number, time: number): LogLine[] {
  const common = commonFields(query, daemon, counter, time);
  const removed = changes.removed.map(loggedRow);
  const added = changes.added.map(loggedRow);
  if (!daemon.eventType) return [{ ...common, diffResults: { removed, added } }];
  return [
    ...removed.map((columns): LogLine => ({ ...common, columns, action: 'removed' })),
    ...added.map((columns): LogLine => ({ ...common, columns, action: 'added' })),
  ];
}

/**
 * The lines of one run of a snapshot query: one with all rows, also when there are none, or one line a row
 * (osquery/logger/logger.cpp:439-476). The counter is always 0 (osquery/core/query.h:60).
 */
export function snapshotLines(query: SimQuery, daemon: SimDaemon, behaviour: Behaviour, rows: readonly SimRow[], time: number): LogLine[] {
  const common = commonFields(query, daemon, 0, time);
  const logged = rows.map(loggedRow);
  if (!(daemon.snapshotEventType && behaviour.snapshotEvents)) return [{ ...common, snapshot: logged, action: 'snapshot' }];
  return logged.map((columns): LogLine => ({ ...common, columns, action: 'snapshot' }));
}

function commonFields(query: SimQuery, daemon: SimDaemon, counter: number, unixTime: number): LogLine {
  return { name: query.name, epoch: daemon.scheduleEpoch, counter, numerics: false, unixTime };
}
