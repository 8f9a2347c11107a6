import { changeText } from '../releases/change.ts';
import { valueHash } from '../releases/hash.ts';

/** How one query of a tuned pack differs from the published one. */
export interface TunedQuery {
  readonly name: string;
  /** Rows that the site added, by list. */
  readonly rows: Readonly<Record<string, number>>;
  readonly interval?: Step;
  /** In percent of hosts. */
  readonly shard?: Step;
}

export interface Step {
  readonly before: number;
  readonly after: number;
}

/** How a tuned pack differs from the published one; queries by name in order. */
export interface Tuning {
  readonly queries: readonly TunedQuery[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * The version of a tuned pack: that of the pack with build metadata, which SemVer leaves out of the order of versions.
 * `effect` is all that the overlay changes; the same effect gives the same eight hexadecimal digits.
 */
export function tunedVersion(version: string, effect: unknown): string {
  return `${version}+tuned.${valueHash(effect).slice(0, 8)}`;
}

/** What was tuned in a query, in sentences. */
export function tuningText({ rows, interval, shard }: TunedQuery): string {
  const change = (kind: 'interval-changed' | 'shard-raised' | 'shard-lowered', { before, after }: Step) => changeText({ kind, before: String(before), after: String(after) });
  return [
    ...Object.entries(rows).map(([list, count]) => `${count} ${count === 1 ? 'row' : 'rows'} added to ${list}.`),
    ...(interval ? [change('interval-changed', interval)] : []),
    ...(shard ? [change(shard.after > shard.before ? 'shard-raised' : 'shard-lowered', shard), 'Only the .conf file holds the shard.'] : []),
  ].join(' ');
}
