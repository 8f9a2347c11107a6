import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import type { Value } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import { nearestName } from '../model/names.ts';
import type { TableDeclaration } from '../osquery/schema.ts';
import { typedValue } from './typed-value.ts';

export type TypedRow = ReadonlyMap<string, Value>;

/** Reads the rows of one table of a sample host: RFC 4180, a header of column names, typed by the table's declaration. */
export function readRows(path: string, text: string, table: TableDeclaration): { rows: TypedRow[]; findings: Finding[] } {
  const lines = text.split('\n');
  const finding = (line: number, message: string, advice: string, cell = 0): Finding => {
    const source = lines[line - 1] ?? '';
    return { rule: 'shape', level: 'error', place: { file: path, line, column: cellStart(source, cell) + 1 }, message, advice, source };
  };
  let records: CsvRecord[];
  try {
    records = plainRecords(lines) ?? (parse(text, { info: true, relax_column_count: false, bom: false, skip_empty_lines: true }) as unknown as CsvRecord[]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows: [], findings: [finding(Number(error['lines'] ?? 1), `The file is not valid CSV: ${error.message}`, 'Quote cells that hold commas, quotes or line ends; double the quotes inside.')] };
  }
  const [header, ...body] = records;
  if (!header) return { rows: [], findings: [finding(1, 'The file has no header.', 'Write the column names in the first line.')] };
  const findings: Finding[] = [];
  const columns = header.record.map((name, index) => {
    const column = table.columns.find((candidate) => candidate.name === name && !candidate.foreign && !candidate.aliasOf);
    if (!column) {
      const near = nearestName(name, table.columns.filter(({ foreign }) => !foreign).map((candidate) => candidate.name));
      findings.push(finding(1, `The table ${table.name} has no column "${name}" on this host's platform.`, near ? `Write "${near}", or drop the column.` : 'Drop the column.', index));
    }
    if (header.record.indexOf(name) !== index) findings.push(finding(1, `The column "${name}" stands twice.`, 'Keep one of them.', index));
    return column;
  });
  const rows = body.map(({ record, info }) => {
    const row = new Map<string, Value>();
    columns.forEach((column, index) => {
      if (!column) return;
      const value = typedValue(column.type, record[index]!);
      if (value === undefined) findings.push(finding(info.lines, `"${record[index]}" is no ${column.type} for the column ${column.name}.`, 'Write a number, or leave the cell empty for NULL.', index));
      else row.set(column.name, value);
    });
    return row;
  });
  return { rows, findings };
}

/** A record of a CSV file, and the number of its line; of its last where it has several. */
interface CsvRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** The records of a file without quotes, as most are; null where the CSV reader is to look closer, or to tell what is wrong. */
function plainRecords(lines: readonly string[]): CsvRecord[] | null {
  const records: CsvRecord[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.includes('"') || line.includes('\r')) return null;
    if (line === '') continue;
    const record = line.split(',');
    if (record.length !== (records[0]?.record.length ?? record.length)) return null;
    records.push({ record, info: { lines: index + 1 } });
  }
  return records;
}

/** Where a cell of a line begins, counted from 0; the line's start where it has fewer, being the end of a row of several lines. */
function cellStart(line: string, cell: number): number {
  let quoted = false;
  let left = cell;
  if (left === 0) return 0;
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '"') quoted = !quoted;
    else if (line[index] === ',' && !quoted && --left === 0) return index + 1;
  }
  return 0;
}
