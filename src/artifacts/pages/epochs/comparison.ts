import { loggedRow } from '../../../osquery/simulator/rows.ts';
import type { StoredQuery } from '../../../osquery/simulator/index.ts';
import { rowKey } from './consumer.ts';
import { eventsOf, resultRows, type Lab } from './lab.ts';
import { labLogName, rowLabel } from './lab-query.ts';

type Columns = Readonly<Record<string, string>>;

/** One row and how often it is in each place; null where a place keeps none of its kind. */
export interface ComparedRow {
  readonly label: string;
  readonly columns: Columns;
  /** In what the query gives now; null under a name that is not asked any more. */
  readonly host: number | null;
  /** In what osquery stored; null for events, which it does not store. */
  readonly stored: number | null;
  readonly held: number;
  readonly verdict: Verdict;
}

/** How what the consumer holds compares with the host. */
export type Verdict = 'same' | 'left-open' | 'stale' | 'missing' | 'twice' | 'repeated';

/** All that is known under one log name. */
export interface ComparedName {
  readonly name: string;
  /** Whether the query runs under this name now. */
  readonly current: boolean;
  readonly stored: StoredQuery | undefined;
  readonly rows: readonly ComparedRow[];
}

/** Host, osquery's database and consumer, side by side: the present log name first, then those that were used before. */
export function compare(lab: Lab): ComparedName[] {
  const current = labLogName(lab.query.name);
  const names = [...new Set([current, ...lab.store.queries.keys(), ...lab.held.keys()])];
  return names.map((name) => compareName(lab, name, name === current));
}

function compareName(lab: Lab, name: string, current: boolean): ComparedName {
  const stored = lab.store.queries.get(name);
  const set = lab.held.get(name);
  const host = current ? hostRows(lab) : null;
  const evented = current ? lab.query.evented : set?.events === true;
  const kept = evented ? null : (Array.isArray(stored?.rows) ? stored.rows : []).map(loggedRow);
  const held = set?.rows ?? [];
  const all = new Map([...(host ?? []), ...(kept ?? []), ...held].map((columns) => [rowKey(columns), columns]));
  const elsewhere = current ? [] : (lab.held.get(labLogName(lab.query.name))?.rows ?? []);
  const rows = [...all].map(([key, columns]): ComparedRow => {
    const count = (list: readonly Columns[]) => list.filter((row) => rowKey(row) === key).length;
    const counts = { host: host && count(host), stored: kept && count(kept), held: count(held) };
    const verdict = current || !evented ? verdictOf(counts.host, counts.held) : count(elsewhere) > 0 ? 'repeated' : 'same';
    return { label: rowLabel(columns), columns, ...counts, verdict };
  });
  return { name, current, stored, rows };
}

function hostRows(lab: Lab): Columns[] {
  return lab.query.evented ? eventsOf(lab.query, lab.happened).map(({ row }) => loggedRow(row)) : resultRows(lab).map(loggedRow);
}

function verdictOf(host: number | null, held: number): Verdict {
  if (host === null) return held > 0 ? 'left-open' : 'same';
  if (held === host) return 'same';
  return held < host ? 'missing' : host === 0 ? 'stale' : 'twice';
}
