import { diffArrays } from 'diff';
import type { Value } from '../model/catalogue.ts';
import { compareText } from '../model/finding.ts';
import { padText, textWidth, visible } from './screen.ts';

/** A row by column name. */
export type DiffRow = Readonly<Record<string, Value>>;

export interface DiffOptions {
  /** Whether the order of rows matters; where it does not, both sides are sorted. */
  readonly ordered?: boolean;
  /** ANSI colours; off where nothing is said. */
  readonly color?: boolean;
}

interface Line {
  readonly sign: '-' | '+' | ' ';
  readonly cells: readonly string[];
}

/** Rows that are shown at most; the rest is counted. */
const mostLines = 200;
/** Changes beyond which rows are not matched with one another any more: matching takes quadratic time. */
const mostEdits = 1000;
/** Equal rows that are shown next to a difference. */
const context = 2;
/** Cells above this width stick out instead of widening their column. */
const widestColumn = 40;

/**
 * What a query gave against what was expected, as a table: `-` before a row that is expected and missing, `+` before
 * one that is there and not expected. Values compare as osquery logs them, so 5 and '5' are equal. NULL is `NULL`,
 * a column that a row does not have is `(none)`; a text is in quotes where it is empty, has blanks at its edges or
 * could be taken for one of these. Empty where both sides are equal.
 */
export function diffRows(expected: readonly DiffRow[], actual: readonly DiffRow[], options: DiffOptions = {}): string {
  const columns = columnsOf([...expected, ...actual]);
  const lines = compare(tableOf(expected, columns, options.ordered), tableOf(actual, columns, options.ordered));
  if (lines.every(({ sign }) => sign === ' ')) return '';
  const shown = foldEqual(lines);
  const table = [{ sign: ' ', cells: columns } as const, ...shown.slice(0, mostLines)];
  const widths = columns.map((_, index) => Math.max(...table.map((line) => (typeof line === 'string' ? 0 : shownWidth(line.cells[index]!)))));
  const rest = shown.length - mostLines;
  return [
    '- expected, + actual',
    ...table.map((line) => (typeof line === 'string' ? line : print(line, widths, options.color ?? false))),
    ...(rest > 0 ? [`  … ${rest} more lines`] : []),
    '',
  ].join('\n');
}

function columnsOf(rows: readonly DiffRow[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function tableOf(rows: readonly DiffRow[], columns: readonly string[], ordered = false): string[][] {
  const table = rows.map((row) => columns.map((column) => (Object.hasOwn(row, column) ? cell(row[column]!) : '(none)')));
  return ordered ? table : table.sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
}

function cell(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(value);
  const plain = value !== '' && value === value.trim() && value !== 'NULL' && value !== '(none)' && !value.startsWith("'");
  return plain ? value : `'${value}'`;
}

function compare(expected: string[][], actual: string[][]): Line[] {
  const lines = (sign: Line['sign'], rows: readonly string[][]) => rows.map((cells): Line => ({ sign, cells }));
  const key = (cells: readonly string[]) => JSON.stringify(cells);
  const changes = diffArrays(expected.map(key), actual.map(key), { maxEditLength: mostEdits });
  if (!changes) return [...lines('-', expected), ...lines('+', actual)];
  return changes.flatMap(({ added, removed, value }) => lines(added ? '+' : removed ? '-' : ' ', value.map((text) => JSON.parse(text) as string[])));
}

/** Leaves out equal rows that are away from any difference; a text tells how many. */
function foldEqual(lines: readonly Line[]): (Line | string)[] {
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - context), index + context + 1).some(({ sign }) => sign !== ' '));
  const folded: (Line | string)[] = [];
  for (let index = 0; index < lines.length; index++) {
    if (near[index]) folded.push(lines[index]!);
    else {
      const end = near.indexOf(true, index);
      const count = (end < 0 ? lines.length : end) - index;
      folded.push(`  … ${count} equal row${count === 1 ? '' : 's'}`);
      index += count - 1;
    }
  }
  return folded;
}

function shownWidth(cell: string): number {
  return Math.min(widestColumn, textWidth(visible(cell)));
}

function print({ sign, cells }: Line, widths: readonly number[], color: boolean): string {
  const text = `${sign} ${cells.map((cell, index) => padText(visible(cell), widths[index]!)).join('  ')}`.trimEnd();
  if (!color || sign === ' ') return text;
  return `\u001b[${sign === '-' ? 31 : 32}m${text}\u001b[0m`;
}
