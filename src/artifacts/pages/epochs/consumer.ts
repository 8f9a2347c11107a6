import type { LogLine } from '../../../osquery/simulator/index.ts';

/** What a consumer holds under one log name of one host. */
export interface HeldSet {
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Of the last differential line; absent where there was none. */
  readonly epoch?: number;
  readonly counter?: number;
  /** Whether the rows are events, which are collected and never compared with a host. */
  readonly events: boolean;
}

/** What a consumer holds, by log name. */
export type Held = ReadonlyMap<string, HeldSet>;

/**
 * A consumer that rebuilds the rows of a host from its log reads the lines of one run, which have one log name. It follows
 * the rules that the page on epochs states: another epoch, or a counter that is 0 or does not go on, empties the set
 * first; a snapshot takes the place of the set; events are only collected.
 */
export function consume(held: Held, lines: readonly LogLine[], evented: boolean): Held {
  const [first] = lines;
  if (!first) return held;
  const { name, epoch, counter } = first;
  const before: HeldSet = held.get(name) ?? { rows: [], events: evented };
  if (first.action === 'snapshot') {
    const rows = lines.flatMap(({ snapshot, columns }) => snapshot ?? (columns ? [columns] : []));
    return new Map(held).set(name, { ...before, rows: evented ? [...before.rows, ...rows] : rows, events: evented });
  }
  const anew = !evented && (epoch !== before.epoch || counter === 0 || counter <= (before.counter ?? -1));
  const rows = anew ? [] : [...before.rows];
  for (const { action, columns } of lines) {
    if (action === 'added') rows.push(columns!);
    else remove(rows, columns!);
  }
  return new Map(held).set(name, { rows, epoch, counter, events: evented });
}

/** Takes one row out that equals `columns`; a removed line for a row that is not held changes nothing. */
function remove(rows: Readonly<Record<string, string>>[], columns: Readonly<Record<string, string>>): void {
  const index = rows.findIndex((row) => rowKey(row) === rowKey(columns));
  if (index >= 0) rows.splice(index, 1);
}

/** Equal for rows with the same columns and values, whatever their order. */
export function rowKey(columns: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1)));
}
