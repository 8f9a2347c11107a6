import { defaultDaemon, emptyStore, purge, purgeAge, runQuery, type LogLine, type SimDaemon, type SimEvent, type SimQuery, type SimResult, type SimRow, type SimStore } from '../osquery/simulator/index.ts';
import type { QueryShape, ShapePair } from './query-shape.ts';

/** What is not known from contracts, and so is tried both ways. */
export interface Variant {
  /** Whether the SQL of after gives other values than that of before. */
  readonly otherValues: boolean;
  /** Whether a query that was a snapshot had been differential before that. */
  readonly onceDifferential: boolean;
}

/** What was seen on one simulated host, and at a consumer that keeps the rows of each log name. Figures are of one host. */
export interface Observed {
  /** Rows logged at the next run, as differences and in snapshots. */
  readonly added: number;
  readonly removed: number;
  readonly snapshot: number;
  /** Counter of the last line before the change, of the lines it causes, and of the next difference after it; null: no line. */
  readonly counterBefore: number | null;
  readonly counter: number | null;
  readonly counterNext: number | null;
  readonly epoch: number;
  /** A status line says that the SQL is another one. */
  readonly updateTold: boolean;
  /** The stored rows of before are still there after the next run, and a return would be compared with them. */
  readonly oldRowsStored: boolean;
  /** The daemon stops, since it cannot read what it stored. */
  readonly stops: boolean;
  /** Rows that the consumer holds under the present name and the host no longer has, and the other way round. */
  readonly stale: number;
  readonly missing: number;
  /** Rows that the consumer holds open of before, for which no removed line will come. */
  readonly leftOpen: number;
  /** The counter goes back although not exactly all rows are sent. */
  readonly resets: boolean;
  /** A row that goes is told by a removed line, before the change and after it. */
  readonly closedBefore: boolean;
  readonly closes: boolean;
  /** Rows logged as added where the query comes back as it was, within the purge time and after it; null where it runs on. */
  readonly returnsSoon: number | null;
  readonly returnsLate: number | null;
}

/**
 * Runs a query as it was three times on an empty host (all rows, one more, one less), then as it is: once, once
 * with one row more, once with that row gone. `before` null: the host did not run it; `after` null: it does not run it any more. Rows are made up from
 * the columns: a row has the same value in a column that is kept, unless the variant says otherwise, so that what is logged
 * comes from the change alone.
 */
export function simulateChange({ before, after }: ShapePair, version: string, variant: Variant): Observed {
  const daemon: SimDaemon = { ...defaultDaemon, version };
  const count = (after ?? before)?.rows ?? 1;
  const host = new Host(daemon);
  if (before && variant.onceDifferential) {
    host.run({ ...before, logging: 'differential' }, count, 0);
    host.consumer.clear();
  }
  const beforeLines = before ? [count, count + 1, count].flatMap((rows) => host.run(before, rows, 0).log) : [];
  const counterBefore = beforeLines.at(-1)?.counter ?? null;
  const closedBefore = beforeLines.some((line) => line.action === 'removed');
  // Whoever is told of removed rows keeps the set of rows; others have none to close.
  const old = before && closedBefore ? host.heldRows(before.name) : [];
  if (!after) return { ...silence, counterBefore, closedBefore, leftOpen: old.length, ...host.comeBack(before!, count) };
  const shift = variant.otherValues ? 1 : 0;
  const step = host.run(after, count, shift);
  const seen = countRows(step.log);
  const counter = step.log[0]?.counter ?? null;
  const held = host.heldRows(after.name);
  const keepsSet = !after.evented && after.logging !== 'snapshot';
  const wanted = keepsSet ? sampleRows(after, count, shift).map(loggedKey) : [];
  const movedOn = before !== null && (before.name !== after.name || (!keepsSet && before.logging !== 'snapshot' && !before.evented));
  const leftOpen = movedOn ? old.length : 0;
  const oldRowsStored = Boolean(before && host.storedRows(before.name)) && movedOn;
  const next = host.run(after, count + 1, shift).log;
  const closes = host.run(after, count, shift).log.some((line) => line.action === 'removed');
  const counterNext = next[0]?.counter ?? null;
  const sameName = before?.name === after.name && before.logging !== 'snapshot' && keepsSet;
  const back = counterBefore !== null && (counter ?? counterNext ?? Infinity) <= counterBefore;
  return {
    ...seen,
    counterBefore,
    counter,
    counterNext,
    epoch: daemon.scheduleEpoch,
    updateTold: step.status.some((line) => line.startsWith('Scheduled query has been updated')),
    oldRowsStored,
    stops: step.status.some((line) => line.startsWith('Error adding new results')),
    stale: keepsSet && after.logging === 'differential' ? without(held, wanted).length : 0,
    missing: without(wanted, held).length,
    leftOpen,
    resets: Boolean(sameName && back && !(seen.added === count && seen.removed === 0)),
    closedBefore,
    closes,
    returnsSoon: null,
    returnsLate: null,
  };
}

/** Rows that a query sends again on each host when `schedule_epoch` is raised from `epoch` to `epoch` + 1. */
export function resentRows(query: QueryShape, version: string, epoch = 0): number {
  const count = query.rows;
  const host = new Host({ ...defaultDaemon, version, scheduleEpoch: epoch });
  host.run(query, count, 0);
  host.daemon = { ...host.daemon, scheduleEpoch: epoch + 1 };
  return countRows(host.run(query, count, 0).log).added;
}

const silence: Observed = {
  added: 0, removed: 0, snapshot: 0, counterBefore: null, counter: null, counterNext: null, epoch: 0, updateTold: false, oldRowsStored: true,
  stops: false, stale: 0, missing: 0, leftOpen: 0, resets: false, closedBefore: false, closes: false, returnsSoon: null, returnsLate: null,
};

/** One host with one daemon, and the consumer of its log. */
class Host {
  daemon: SimDaemon;
  /** Rows that the consumer holds, by log name. */
  readonly consumer = new Map<string, string[]>();
  #store: SimStore = emptyStore;
  #time = 1_000_000;

  constructor(daemon: SimDaemon) {
    this.daemon = daemon;
  }

  run(query: QueryShape, count: number, shift: number): { log: LogLine[]; status: string[] } {
    this.#time += 3600;
    const { store, log, status } = runQuery(this.#store, this.daemon, simQuery(query), resultOf(query, count, shift), this.#time);
    this.#store = store;
    if (!query.evented) for (const line of log) this.#consume(line);
    return { log, status };
  }

  heldRows(name: string): readonly string[] {
    return [...(this.consumer.get(name) ?? [])];
  }

  storedRows(name: string): boolean {
    const rows = this.#store.queries.get(name)?.rows;
    return Array.isArray(rows) && rows.length > 0;
  }

  /** What the query logs when it is put back within the purge time, or after it. */
  comeBack(query: QueryShape, count: number): Pick<Observed, 'returnsSoon' | 'returnsLate' | 'oldRowsStored'> {
    const returns = (after: number) => {
      const time = this.#time + after;
      const store = purge(this.#store, this.daemon, [], time);
      return countRows(runQuery(store, this.daemon, simQuery(query), resultOf(query, count, 0), time).log).added;
    };
    return { returnsSoon: returns(purgeAge - 3600), returnsLate: returns(purgeAge + 3600), oldRowsStored: this.storedRows(query.name) };
  }

  #consume({ name, action, columns }: LogLine): void {
    const held = this.consumer.get(name) ?? [];
    if (!columns || action === 'snapshot') return;
    const key = JSON.stringify(columns);
    if (action === 'added') held.push(key);
    else if (held.includes(key)) held.splice(held.indexOf(key), 1);
    this.consumer.set(name, held);
  }
}

function simQuery({ name, sql, logging, evented }: QueryShape): SimQuery {
  return { name, sql, snapshot: logging === 'snapshot', removed: logging === 'differential', evented };
}

function resultOf(query: QueryShape, count: number, shift: number): SimResult {
  const rows = sampleRows(query, count, shift);
  return query.evented ? { events: rows.map((row, index): SimEvent => ({ time: 1000 + index, row })) } : { rows };
}

function sampleRows({ columns }: QueryShape, count: number, shift: number): SimRow[] {
  return Array.from({ length: count }, (_, index) => Object.fromEntries(columns.map((name) => [name, `${2 * index + shift}`])));
}

/** The key under which the consumer holds a row: as it is logged, all values as text. */
function loggedKey(row: SimRow): string {
  const names = Object.keys(row).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, String(row[name])])));
}

function countRows(log: readonly LogLine[]): { added: number; removed: number; snapshot: number } {
  const count = (action: LogLine['action']) => log.filter((line) => line.action === action && line.columns).length;
  return { added: count('added'), removed: count('removed'), snapshot: log.reduce((sum, line) => sum + (line.snapshot?.length ?? 0), 0) };
}

function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return rows.filter((row) => {
    const index = left.indexOf(row);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
