import type { CommonTable, ListRow } from './common-tables.ts';

/** Rows for one list: each an SQL expression for every column, in the order of the columns. */
export interface ListRows {
  readonly list: CommonTable & { readonly rows: readonly ListRow[] };
  readonly rows: readonly (readonly string[])[];
}

/** An SQL text with rows put in. */
export interface Rewritten {
  readonly sql: string;
  /** Where a character of it comes from: an offset of the text before, or a row that was put in, by its numbers in the input. */
  originOf(offset: number): number | { readonly list: number; readonly row: number };
}

/**
 * Puts rows into lists of one SQL text. They take the place of a list's only row where that is a placeholder, and
 * follow the last row otherwise; all other characters stay as they are, comments included.
 */
export function insertRows(sql: string, lists: readonly ListRows[]): Rewritten {
  const edits = lists.map((list, index) => ({ ...editOf(sql, list), list: index })).filter(({ texts }) => texts.length > 0).sort((a, b) => a.start - b.start);
  const pieces: { start: number; origin: number | { list: number; row: number } }[] = [];
  let text = '';
  let position = 0;
  for (const { start, end, texts, list } of edits) {
    pieces.push({ start: text.length, origin: position });
    text += sql.slice(position, start);
    for (const [row, part] of texts.entries()) {
      pieces.push({ start: text.length, origin: { list, row } });
      text += part;
    }
    position = end;
  }
  pieces.push({ start: text.length, origin: position });
  text += sql.slice(position);
  return {
    sql: text,
    originOf(offset) {
      const { start, origin } = pieces.findLast((piece) => piece.start <= offset) ?? pieces[0]!;
      return typeof origin === 'number' ? origin + offset - start : origin;
    },
  };
}

/** An SQL text with the rows of its lists replaced: where a test says what a list holds. */
export function replaceRows(sql: string, lists: readonly ListRows[]): string {
  return [...lists].sort((a, b) => b.list.rows[0]!.start - a.list.rows[0]!.start).reduce((text, { list, rows }) =>
    text.slice(0, list.rows[0]!.start) + rows.map((cells) => `(${cells.join(', ')})`).join(', ') + text.slice(list.rows.at(-1)!.end), sql);
}

/**
 * Whether a list holds nothing but the row that SQL needs to have one at all: of empty texts, -1 or NULL, which
 * equal no value that osquery gives.
 */
export function isPlaceholder(rows: readonly ListRow[]): boolean {
  return rows.length === 1 && rows[0]!.cells.every(({ text }) => ["''", '-1', 'null'].includes(text.toLowerCase()));
}

function editOf(sql: string, { list, rows }: ListRows): { start: number; end: number; texts: string[] } {
  const last = list.rows.at(-1)!;
  const between = `,\n${' '.repeat(columnOf(sql, list.rows, last))}`;
  const texts = rows.map((cells) => `(${cells.join(', ')})`);
  if (isPlaceholder(list.rows)) return { start: last.start, end: last.end, texts: texts.map((text, index) => (index === 0 ? text : between + text)) };
  return { start: last.end, end: last.end, texts: texts.map((text) => between + text) };
}

/** How far the first row on the line of `last` is indented. */
function columnOf(sql: string, rows: readonly ListRow[], last: ListRow): number {
  const lineStart = sql.lastIndexOf('\n', last.start) + 1;
  return rows.find(({ start }) => start >= lineStart)!.start - lineStart;
}
