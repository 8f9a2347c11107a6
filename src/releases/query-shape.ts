import { storageType, type ColumnContract, type QueryContract } from './contract.ts';

/** What of a query decides what osquery stores and logs of it. Queries of one shape have the same effect. */
export interface QueryShape {
  readonly name: string;
  /** Stands for the SQL text. */
  readonly sql: string;
  /** Names of output columns. */
  readonly columns: readonly string[];
  readonly logging: QueryContract['logging'];
  readonly evented: boolean;
  readonly rows: number;
}

/** A query before and after a change; null where it is not run. */
export interface ShapePair {
  readonly before: QueryShape | null;
  readonly after: QueryShape | null;
}

/**
 * The shapes of a query before and after. Rows are equal by name, type and value of all their columns, so all columns
 * that stay are as good as one, and so are all that go, and all that come.
 */
export function shapesOf(before: QueryContract | null, after: QueryContract | null): ShapePair {
  // At least one row, or nothing could be seen.
  const rows = Math.max(1, (after ?? before)?.rows ?? 1);
  const now = new Set((after?.columns ?? []).map(columnKey));
  // A type that becomes known was that type before.
  const known = new Map(after?.columns.map(({ name, type }) => [name, type]));
  const old = new Set((before?.columns ?? []).map(({ name, type }) => columnKey({ name, type: type ?? known.get(name) ?? null })));
  const columns = (own: ReadonlySet<string>, other: ReadonlySet<string>, rest: string) => [
    ...([...own].some((key) => other.has(key)) ? ['kept'] : []),
    ...([...own].some((key) => !other.has(key)) ? [rest] : []),
  ];
  const shape = (query: QueryContract, name: string, sql: string, own: ReadonlySet<string>, other: ReadonlySet<string>, rest: string): QueryShape => ({
    name, sql, columns: columns(own, other, rest), logging: query.logging, evented: query.evented, rows,
  });
  const renamed = before && after && before.log_name !== after.log_name;
  const respelled = before && after && before.spelling_hash !== after.spelling_hash;
  return {
    before: before && shape(before, 'old', 'old', old, now, 'gone'),
    after: after && shape(after, renamed ? 'new' : 'old', respelled ? 'new' : 'old', now, old, 'come'),
  };
}

function columnKey({ name, type }: ColumnContract): string {
  return JSON.stringify([name, storageType(type)]);
}
