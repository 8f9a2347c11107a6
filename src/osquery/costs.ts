import costs from './costs.json' with { type: 'json' };
import { schema } from './schema.ts';

/** How often a run had a table generated, as the engine counts it: for given values (`key`), down a tree (`walk`), or all of it. */
export interface Scans {
  readonly table: string;
  readonly way: 'key' | 'walk' | 'full';
  readonly scans: number;
  readonly rows: number;
}

export const costClasses = ['light', 'moderate', 'heavy', 'not measured'] as const;
export type CostClass = (typeof costClasses)[number];

/** What a run costs: CPU in ms, and the tables of which no figure is known, which are not in it. */
export interface Cost {
  readonly ms: number;
  readonly unmeasured: readonly string[];
  /** A pattern goes down a whole tree: what that costs depends on the host, and it was seconds where it was measured. */
  readonly walks: boolean;
}

/** From how many ms a run on is moderate, and heavy. */
export const costLimits = { moderate: 10, heavy: 100 };

/** What asking an event table costs (measured-linux); collecting the events is the publisher's cost, whether it is asked or not. */
const eventTable = 0.4;

/** A scan for given values costs no less than this. */
const leastKey = 0.02;

const measured: Readonly<Record<string, { readonly rows: number; readonly ms: number }>> = costs.scan;
const perRow: Readonly<Record<string, number>> = costs.row;

/**
 * What these scans cost on a host of that size, from the figures in costs.json (osqueryd 5.23.1 on Linux, two cores;
 * `hash` for files of 1 MB that it has not hashed before). Tables of other platforms were not measured.
 */
export function costOf(scans: readonly Scans[]): Cost {
  let ms = 0;
  const unmeasured = new Set<string>();
  for (const scan of scans) {
    const one = scanCost(scan);
    if (one === null) unmeasured.add(scan.table);
    else ms += one;
  }
  return { ms, unmeasured: [...unmeasured].sort(), walks: scans.some(({ way }) => way === 'walk') };
}

/** What reading all of a table was measured to take, with its rows then; undefined where it was not measured. */
export function measuredScan(table: string): { readonly rows: number; readonly ms: number } | undefined {
  return Object.hasOwn(measured, table) ? measured[table] : undefined;
}

/** The class of a cost. What is known decides where it is enough for a class above `light`. */
export function costClass({ ms, unmeasured, walks }: Cost): CostClass {
  if (walks || ms >= costLimits.heavy) return 'heavy';
  if (ms >= costLimits.moderate) return 'moderate';
  return unmeasured.length > 0 ? 'not measured' : 'light';
}

/** Tables that do all their work for each scan, whatever it asks for: augeas reads every file its lenses know. */
const wholeEachTime = new Set(['augeas']);

function scanCost({ table, way, scans, rows }: Scans): number | null {
  if (schema.tables[table]?.evented) return scans * eventTable;
  const full = Object.hasOwn(measured, table) ? measured[table]! : null;
  if ((way === 'full' || wholeEachTime.has(table)) && full) return scans * full.ms;
  const each = Object.hasOwn(perRow, table) ? perRow[table]! : full && full.ms / full.rows;
  return each === null ? null : Math.max(scans * leastKey, rows * each);
}
