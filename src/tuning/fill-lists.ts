import type { Reading } from '../content/catalogue.ts';
import type { Pack, Query } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import type { ValueList } from '../model/list.ts';
import type { Locator, Path, Place } from '../model/place.ts';
import { commonTables, kindOf, type CommonTable } from '../engine/common-tables.ts';
import { isPlaceholder, type ListRows } from '../engine/insert-rows.ts';
import { sqlLiteral } from '../engine/literal.ts';
import { withRows } from './with-rows.ts';

/**
 * Puts the rows of each pack's lists into the SQL of its queries: into the common table expression that is called as
 * the list, declares columns of it, and holds a placeholder row. What does not fit comes as findings of the rule
 * `shape`, and so does a list that no query takes. All that is checked, tested, hashed and built comes after this.
 */
export function fillLists(reading: Reading): Reading {
  if (reading.lists.length === 0) return reading;
  const findings: Finding[] = [];
  const used = new Set<ValueList>();
  const filled = (pack: Pack): Pack => {
    const lists = reading.lists.filter(({ group }) => group === pack.file.split('/')[1]);
    return lists.length === 0 ? pack : { ...pack, queries: pack.queries.map((query) => filledQuery(query, lists, used, findings)) };
  };
  const catalogue = { ...reading.catalogue, packs: reading.catalogue.packs.map(filled) };
  for (const list of reading.lists) {
    if (used.has(list)) continue;
    findings.push(told(list.at, list.at.value(['spec', 'name']), 'No query of the pack takes the rows of the list.', `Name a common table expression ${list.spec.name} (…) with a placeholder row, or delete the list.`));
  }
  return { ...reading, catalogue, findings: [...reading.findings, ...findings] };
}

interface Fill extends ListRows {
  readonly from: ValueList;
}

function filledQuery(query: Query, lists: readonly ValueList[], used: Set<ValueList>, findings: Finding[]): Query {
  const fills = commonTables(query.spec.query).flatMap((table): Fill[] => {
    const list = lists.find(({ spec }) => spec.name === table.name);
    if (!list) return [];
    used.add(list);
    const problem = misfitOf(table, list);
    if (!problem) return rowsOf(table, list, findings);
    const start = query.spec.query.toLowerCase().indexOf(table.name);
    findings.push(told(query.at, query.at.inText(['spec', 'query'], start), ...problem));
    return [];
  });
  if (fills.length === 0) return query;
  return withRows(query, fills, (fill, row) => fills[fill]!.from.at.value(entryPath(distinct(fills[fill]!.list.columns!, fills[fill]!.from)[row]!)));
}

/** Why a common table expression cannot take the rows of the list of its name; null where it can. */
function misfitOf({ name, columns, rows }: CommonTable, { spec, file }: ValueList): [message: string, advice: string] | null {
  const known = Object.keys(spec.columns);
  if (!columns) return [`${name} does not declare its columns.`, `Begin it with ${name} (${known.join(', ')}) AS: its rows come from ${file}.`];
  const unknown = columns.find((column) => !known.includes(column));
  if (unknown !== undefined) return [`The list ${name} has no column ${unknown}.`, `Its columns: ${known.join(', ')}.`];
  if (rows && isPlaceholder(rows)) return null;
  return [`${name} holds rows of its own.`, `Leave one placeholder row of empty texts, and move the rows into ${file}.`];
}

/** The entries whose values in these columns differ, by their number. */
function distinct(columns: readonly string[], { spec }: ValueList): number[] {
  const seen = new Set<string>();
  return spec.entries.flatMap((entry, index) => {
    const key = JSON.stringify(columns.map((column) => entry[column]));
    if (seen.has(key)) return [];
    seen.add(key);
    return [index];
  });
}

function rowsOf(table: CommonTable, list: ValueList, findings: Finding[]): Fill[] {
  const columns = table.columns!;
  let fits = true;
  const rows = distinct(columns, list).map((index) => columns.map((column, position) => {
    const cell = sqlLiteral(list.spec.entries[index]![column]!, kindOf(table.rows!, position));
    if (typeof cell === 'string') return cell;
    fits = false;
    findings.push(told(list.at, list.at.value([...entryPath(index), column]), cell.message, cell.advice));
    return '';
  }));
  return fits ? [{ list: { ...table, rows: table.rows! }, rows, from: list }] : [];
}

function entryPath(index: number): Path {
  return ['spec', 'entries', index];
}

function told(at: Locator, place: Place, message: string, advice: string): Finding {
  return { rule: 'shape', level: 'error', place, message, advice, source: at.line(place.line) };
}
