import { z } from 'zod';

/** Why a query of osquery's stock packs has no successor. */
export const dropReasons = ['table-gone', 'never-matches', 'dead-indicator', 'false-positives', 'superseded', 'no-question'] as const;
export type DropReason = (typeof dropReasons)[number];

const prose = z.string().trim().min(1).max(2000);
const successor = z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9_]*$/);

const fate = z.union([
  z.strictObject({
    successor: z.union([successor, z.array(successor).min(2)]).describe('The query, as pack/query, or the queries that take its place.'),
    note: prose.optional().describe('What is different, where the columns do not tell it.'),
  }),
  z.strictObject({
    dropped: z.enum(dropReasons),
    because: prose.describe('One or two sentences with the fact.'),
    instead: z.union([successor, z.array(successor).min(2)]).optional().describe('The query, or the queries, that look for the behaviour behind it: not for the same thing, so no successors.'),
  }),
]);

/** What packs/stock-packs.yml holds: by stock pack and query, its successor or why it is dropped. */
export const stockFile = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('stock-packs'),
  spec: z.record(z.string(), z.record(z.string(), fate)),
});

/** What becomes of a stock query: its successors as pack/query, or why it has none and what looks for the behaviour behind it. */
export type StockFate =
  | { readonly successors: readonly string[]; readonly note?: string }
  | { readonly dropped: DropReason; readonly because: string; readonly instead: readonly string[] };

/** The fates of stock queries, by `<stock pack>/<query>`. */
export type StockFates = ReadonlyMap<string, StockFate>;
