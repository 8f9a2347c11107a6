import type { Engine } from '../engine/engine.ts';
import type { RunResult } from '../engine/answer.ts';
import { commonTables, kindOf, type CommonTable } from '../engine/common-tables.ts';
import { replaceRows, type ListRows } from '../engine/insert-rows.ts';
import { sqlLiteral } from '../engine/literal.ts';
import { significantTokens } from '../engine/tokens.ts';
import { hostPlatform } from '../content/catalogue.ts';
import { typedValue } from '../content/typed-value.ts';
import type { Catalogue, Query, Rows, Value } from '../model/catalogue.ts';
import { nearestName } from '../model/names.ts';
import type { Path } from '../model/place.ts';
import type { Platform } from '../model/platform.ts';
import { platformsOf, type Row, type TestCase } from '../model/query.ts';
import { loggedValue } from '../osquery/logged-value.ts';
import { latestVersion, tablesAt } from '../osquery/schema.ts';

/** A result as osquery logs it: every value a text, NULL as an empty one; of two columns with one name the later stays. */
export type LoggedRow = Readonly<Record<string, string>>;

/** What one test case of a query gave. */
export interface TestOutcome {
  readonly case: TestCase;
  /** Number of the case in the file. */
  readonly index: number;
  readonly platform: Platform;
  /** Why it could not run: an SQL error, an unknown host, table or column. */
  readonly error: string | null;
  /** Where in the case the reason lies, and what to do; absent where the SQL fails or nothing does. */
  readonly fault?: Fault;
  readonly expected: readonly LoggedRow[];
  readonly actual: readonly LoggedRow[];
  /** The actual rows with their values as SQLite has them, and what the tables gave to the run. */
  readonly result: Pick<RunResult, 'columns' | 'rows' | 'scans'>;
  readonly passed: boolean;
}

/** What a case says that no sample host or table has. */
export interface Fault {
  /** Below the case, such as `given`, `processes`, 0, `pid`. */
  readonly path: Path;
  readonly message: string;
  readonly advice: string;
}

/** Runs the test cases of a query: each on the platform of its host, or on the query's first platform. */
export function runTests(engine: Engine, query: Query, catalogue: Catalogue): TestOutcome[] {
  return (query.spec.tests ?? []).map((test, index) => runCase(engine, query, catalogue, test, index));
}

/** Runs a query on a sample host. */
export function runOnHost(engine: Engine, sql: string, host: string, catalogue: Catalogue): RunResult {
  return engine.run(sql, { platform: hostPlatform(host), version: latestVersion }, catalogue.hosts.get(host)?.rows ?? new Map());
}

/** A result's rows as osquery would log them. */
export function loggedRows(result: Pick<RunResult, 'columns' | 'rows'>): LoggedRow[] {
  return result.rows.map((row) => Object.fromEntries(result.columns.map((column, index) => [column, loggedValue(row[index] ?? null)])));
}

function runCase(engine: Engine, query: Query, catalogue: Catalogue, test: TestCase, index: number): TestOutcome {
  const platform = test.host ? hostPlatform(test.host) : casePlatform(query, test);
  const begun = { case: test, index, platform, expected: test.expect.map(expectedRow) };
  if (test.host && !catalogue.hosts.has(test.host)) {
    const message = `There is no sample host "${test.host}".`;
    return failed(begun, message, { path: ['host'], message, advice: `Use one of ${[...catalogue.hosts.keys()].join(', ') || 'the folders of examples/hosts'}, or drop the key.` });
  }
  const lists = commonTables(query.spec.query).filter(isList);
  const sql = withGivenLists(query.spec.query, test, lists);
  if (typeof sql !== 'string') return failed(begun, sql.message, sql);
  const given = givenRows(test, platform, lists);
  if ('message' in given) return failed(begun, given.message, given);
  const rows: Rows = test.host ? new Map([...catalogue.hosts.get(test.host)!.rows, ...given]) : given;
  const result = engine.run(sql, { platform, version: latestVersion }, rows);
  if (result.error) return failed(begun, `The query fails: ${result.error.message}.`);
  const actual = loggedRows(result);
  return { error: null, actual, result, passed: sameRows(begun.expected, actual, isOrdered(query.spec.query)), ...begun };
}

function failed(begun: Pick<TestOutcome, 'case' | 'index' | 'platform' | 'expected'>, error: string, fault?: Fault): TestOutcome {
  return { error, ...(fault && { fault }), actual: [], result: { columns: [], rows: [], scans: [] }, passed: false, ...begun };
}

/** Where no host says it, the first platform of the query that has all tables of the case. */
function casePlatform(query: Query, test: TestCase): Platform {
  const claimed = platformsOf(query.spec);
  const lists = new Set(commonTables(query.spec.query).map(({ name }) => name));
  const fits = claimed.find((platform) => Object.keys(test.given ?? {}).every((table) => lists.has(table) || tablesAt(platform, latestVersion).has(table)));
  return fits ?? claimed[0] ?? 'linux';
}

type List = CommonTable & { readonly rows: NonNullable<CommonTable['rows']>; readonly columns: NonNullable<CommonTable['columns']> };

function isList(table: CommonTable): table is List {
  return table.rows !== null && table.columns !== null;
}

/** The SQL with the rows that a case gives to lists of it, in place of those they hold. */
function withGivenLists(sql: string, test: TestCase, lists: readonly List[]): string | Fault {
  const given: ListRows[] = [];
  for (const list of lists) {
    const rows = test.given && Object.hasOwn(test.given, list.name) ? test.given[list.name]! : undefined;
    if (!rows) continue;
    if (rows.length === 0) return { path: ['given', list.name], message: `The list ${list.name} needs a row.`, advice: 'Drop the key: the case then takes the rows of the SQL.' };
    const cells: string[][] = [];
    for (const [index, row] of rows.entries()) {
      const texts = listRow(list, row, ['given', list.name, index]);
      if (!Array.isArray(texts)) return texts;
      cells.push(texts);
    }
    given.push({ list, rows: cells });
  }
  return given.length > 0 ? replaceRows(sql, given) : sql;
}

/** The cells of a list's row as SQL, or why it does not fit. */
function listRow(list: List, row: Row, path: Path): string[] | Fault {
  const unknown = Object.keys(row).find((column) => !list.columns.includes(column));
  if (unknown !== undefined) return { path: [...path, unknown], message: `The list ${list.name} has no column ${unknown}.`, advice: nearest(unknown, list.columns) ?? `Its columns: ${list.columns.join(', ')}.` };
  const texts: string[] = [];
  for (const [position, column] of list.columns.entries()) {
    if (!Object.hasOwn(row, column)) return { path, message: `The row leaves out the column ${column} of the list ${list.name}.`, advice: 'Write all columns of the list.' };
    const cell = row[column]!;
    const text = cell === null ? 'NULL' : sqlLiteral(cell, kindOf(list.rows, position));
    if (typeof text !== 'string') return { path: [...path, column], ...text };
    texts.push(text);
  }
  return texts;
}

function givenRows(test: TestCase, platform: Platform, lists: readonly List[]): Map<string, ReadonlyMap<string, Value>[]> | Fault {
  const given = new Map<string, ReadonlyMap<string, Value>[]>();
  const tables = tablesAt(platform, latestVersion);
  for (const [name, rows] of Object.entries(test.given ?? {})) {
    if (lists.some((list) => list.name === name)) continue;
    const table = tables.get(name);
    if (!table) return { path: ['given', name], message: `There is no table ${name} on ${platform}.`, advice: nearest(name, tables.keys()) ?? 'Name a table of the platform on which the case runs: that of its host, or else the first of the query that has all tables given.' };
    const typed: ReadonlyMap<string, Value>[] = [];
    for (const [index, row] of rows.entries()) {
      const values = new Map<string, Value>();
      for (const [column, cell] of Object.entries(row)) {
        const path = ['given', name, index, column];
        const declaration = table.columns.find((candidate) => candidate.name === column && !candidate.foreign);
        if (!declaration) {
          const own = table.columns.filter(({ foreign }) => !foreign).map((candidate) => candidate.name);
          return { path, message: `The table ${name} has no column ${column} on ${platform}.`, advice: nearest(column, own) ?? 'Drop the column.' };
        }
        const value = typedValue(declaration.type, cell);
        if (value === undefined) return { path, message: `${JSON.stringify(cell)} is no ${declaration.type} for ${name}.${column}.`, advice: 'Write a number, or null.' };
        values.set(column, value);
      }
      typed.push(values);
    }
    given.set(name, typed);
  }
  return given;
}

function nearest(name: string, known: Iterable<string>): string | undefined {
  const near = nearestName(name, known);
  return near && `Did you mean ${near}?`;
}

function expectedRow(row: Row): LoggedRow {
  return Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cell === null ? '' : String(cell)]));
}

/** Only a query whose outermost SELECT orders its rows promises an order. */
function isOrdered(sql: string): boolean {
  let depth = 0;
  for (const { lower } of significantTokens(sql)) {
    if (lower === '(') depth++;
    else if (lower === ')') depth--;
    else if (depth === 0 && lower === 'order') return true;
  }
  return false;
}

function sameRows(expected: readonly LoggedRow[], actual: readonly LoggedRow[], ordered: boolean): boolean {
  if (expected.length !== actual.length) return false;
  if (expected.every((row, index) => sameRow(row, actual[index]!))) return true;
  return !ordered && JSON.stringify(expected.map(rowKey).sort()) === JSON.stringify(actual.map(rowKey).sort());
}

function sameRow(expected: LoggedRow, actual: LoggedRow): boolean {
  const columns = Object.keys(expected);
  return columns.length === Object.keys(actual).length && columns.every((column) => expected[column] === actual[column]);
}

function rowKey(row: LoggedRow): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
