import { goneIn } from './table-history.ts';
import texts from './table-texts.json' with { type: 'json' };

/** Tables about one thing, with what a row of each is. */
export interface TableSubject {
  readonly name: string;
  readonly title: string;
  /** One sentence a table: what a row of it is. */
  readonly tables: Readonly<Record<string, string>>;
}

/** The tables by what they tell of, in reading order; last those that the newest osquery no longer has. */
export const tableSubjects = texts as unknown as readonly TableSubject[];

/** The subject of tables that are gone, whatever they told of. */
export const goneSubject = tableSubjects.at(-1)!;

/** The subject that `table` belongs to today; undefined where none names it. */
export function subjectOf(table: string): TableSubject | undefined {
  return goneIn(table) === undefined ? naming(table) : goneSubject;
}

/** What a row of `table` is, in one sentence; undefined where nothing is written of it. */
export function rowText(table: string): string | undefined {
  return naming(table)?.tables[table];
}

function naming(table: string): TableSubject | undefined {
  return tableSubjects.find(({ tables }) => Object.hasOwn(tables, table));
}
