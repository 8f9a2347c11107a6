import type { Overlay } from '../content/overlay.ts';
import type { Query } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import { nearestName } from '../model/names.ts';
import type { QueryTuning } from '../model/overlay.ts';
import type { Path } from '../model/place.ts';
import { commonTables, kindOf, type CommonTable, type ListRow } from '../engine/common-tables.ts';
import { complaint } from './complaint.ts';
import { sqlLiteral } from '../engine/literal.ts';

/** A site's row for a list of exceptions, as SQL. */
export interface SiteRow {
  readonly list: CommonTable & { readonly rows: readonly ListRow[] };
  /** An SQL expression for each column of the list, in order. */
  readonly cells: readonly string[];
  /** Where the row stands in the overlay. */
  readonly path: Path;
}

type Row = NonNullable<QueryTuning['allowed']>[string][number];

/** The rows that an overlay has for the lists of a query, in the order of the file; those that do not fit are told. */
export function siteRows(query: Query, tuning: QueryTuning, overlay: Overlay, path: Path): { rows: SiteRow[]; findings: Finding[] } {
  const tables = commonTables(query.spec.query);
  const rows: SiteRow[] = [];
  const findings: Finding[] = [];
  for (const [name, own] of Object.entries(tuning.allowed ?? {})) {
    const at = [...path, 'allowed', name];
    const list = listOf(tables, name);
    if ('message' in list) {
      findings.push(complaint(overlay, 'key', at, list.message, list.advice));
      continue;
    }
    const known = new Set(list.rows.map(({ cells }) => cells.map(({ text }) => text).join(', ')));
    for (const [index, row] of own.entries()) {
      const cells = cellsOf(row, list, overlay, [...at, index], findings);
      if (!cells) continue;
      const key = cells.join(', ');
      if (known.has(key)) findings.push(complaint(overlay, 'value', [...at, index], `The list ${name} has this row already.`, 'Drop the row.', 'warning'));
      else rows.push({ list, cells, path: [...at, index] });
      known.add(key);
    }
  }
  return { rows, findings };
}

/** Whether a list of this name is one for exceptions. */
function isAllowed(name: string): boolean {
  return name === 'allowed' || name.startsWith('allowed_');
}

function listOf(tables: readonly CommonTable[], name: string): SiteRow['list'] | { message: string; advice: string } {
  const lists = tables.filter((table) => isAllowed(table.name)).map((table) => table.name);
  const table = tables.find((candidate) => candidate.name === name);
  if (!table || !isAllowed(name)) {
    const near = nearestName(name, lists);
    const advice = near ? `Write ${near}.` : lists.length > 0 ? `Its lists: ${lists.join(', ')}.` : 'It has none: leave the query out, or ask for a list in the repository.';
    return { message: table ? `${name} is no list of exceptions: only allowed and allowed_… are.` : `The query has no list of exceptions called ${name}.`, advice };
  }
  const ask = 'An overlay cannot fill it: ask for the change in the repository.';
  if (!table.columns) return { message: `The list ${name} does not declare its columns.`, advice: `${ask} It has to begin with ${name} (…) AS.` };
  if (!table.rows) return { message: `The list ${name} is not a list of VALUES.`, advice: ask };
  if (table.columns.includes('reason')) return { message: `The list ${name} has a column called reason, which an overlay keeps for its own.`, advice: ask };
  return { ...table, rows: table.rows };
}

function cellsOf(row: Row, list: SiteRow['list'], overlay: Overlay, path: Path, findings: Finding[]): string[] | null {
  const columns = list.columns!;
  const before = findings.length;
  for (const name of Object.keys(row)) {
    if (name === 'reason' || columns.includes(name)) continue;
    const near = nearestName(name, columns);
    findings.push(complaint(overlay, 'key', [...path, name], `The list ${list.name} has no column ${name}.`, `${near ? `Write ${near}` : 'Drop it'}; its columns: ${columns.join(', ')}.`));
  }
  const cells = columns.map((name, index) => {
    if (!Object.hasOwn(row, name)) {
      findings.push(complaint(overlay, 'value', path, `The row has no value for the column ${name}.`, `Add ${name}: a row has a value for each of ${columns.join(', ')}.`));
      return '';
    }
    const cell = sqlLiteral(row[name]!, kindOf(list.rows, index));
    if (typeof cell === 'string') return cell;
    findings.push(complaint(overlay, 'value', [...path, name], cell.message, cell.advice));
    return '';
  });
  return findings.length === before ? cells : null;
}
