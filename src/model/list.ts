import { z } from 'zod';
import { longestName, queryNamePattern } from './names.ts';
import type { Locator } from './place.ts';

/** Keys of an entry that say where it comes from; no column has such a name. */
export const entryKeys = ['source', 'date', 'note'] as const;

const prose = z.string().trim().min(1).max(20_000);
const name = z.string().regex(queryNamePattern).max(longestName);

/** A value of a column. NULL is left out on purpose: behind NOT IN it would silence a query. */
const cell = z.union([z.string().max(20_000), z.number()]);

const entry = z
  .object({
    source: z.string().regex(/^https:\/\/\S+$/).describe('https address of the report that the values come from.'),
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).describe('Day of that report, as YYYY-MM-DD.'),
    note: prose.optional().describe('What a reader of the list should know of it.'),
  })
  .catchall(cell)
  .describe('A value for each column, and where it comes from.');

/** What `spec` of a list holds: rows that stand in no SQL by hand, each with its source. See docs/formats.md. */
export const listSpec = z.strictObject({
  name: name.describe('The name of the file without .yml, and of the common table expression that takes the rows.'),
  description: prose.describe('One sentence.'),
  columns: z.record(name, prose).describe('Every column: what it holds.'),
  entries: z.array(entry).min(1).max(5000),
});

export type ListSpec = z.infer<typeof listSpec>;

export const listFile = z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('list'), spec: listSpec });

/** A list as read from its file. */
export interface ValueList {
  /** Folder of the pack that holds it. */
  readonly group: string;
  readonly file: string;
  readonly spec: ListSpec;
  readonly at: Locator;
}
