import type { AlignType, RootContent } from 'mdast';
import { code, paragraph, say, table, type Inline } from './mdast.ts';
import { count } from './wording.ts';

/** Rows shown at most; sample results are small, and a longer one would bury the rest of the page. */
const mostRows = 100;

/** Facts as a strip: the site lays out tables headed `Fact | Value` in that way. A fact without a value is left out. */
export function factStrip(facts: readonly (readonly [name: string, value: Inline | undefined])[]): RootContent {
  return table(['Fact', 'Value'], facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/**
 * The rows of a result, each cell as code, a column of numbers to the right. An empty cell is a NULL or an empty text,
 * which a result log does not tell apart.
 */
export function resultTable(columns: readonly string[], rows: readonly (readonly string[])[], most = mostRows): RootContent[] {
  if (rows.length === 0) return [paragraph('No rows.')];
  const align = columns.map((_, index): AlignType => (isNumeric(rows.map((row) => row[index] ?? '')) ? 'right' : null));
  const shown = rows.slice(0, most).map((row) => columns.map((_, index): Inline => (row[index] ? code(row[index]) : [])));
  const left = rows.length - shown.length;
  return [table(columns, shown, align), ...(left > 0 ? [paragraph(say`${count(left, 'row')} more are not shown.`)] : [])];
}

function isNumeric(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 0 && filled.every((cell) => /^-?\d+(?:\.\d+)?$/.test(cell));
}
