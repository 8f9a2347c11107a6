import type { Engine } from '../engine/engine.ts';
import type { RunResult } from '../engine/answer.ts';
import { significantTokens } from '../engine/tokens.ts';
import { hostPlatform } from '../content/catalogue.ts';
import { typedValue } from '../content/rows.ts';
import type { Catalogue, Query, Rows, Value } from '../model/catalogue.ts';
import { nearestName } from '../model/names.ts';
import type { Path } from '../model/place.ts';
import type { Platform } from '../model/platform.ts';
import { platformsOf, type Row, type TestCase } from '../model/query.ts';
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
  /** The actual rows with their values as SQLite has them. */
  readonly result: Pick<RunResult, 'columns' | 'rows'>;
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

/** A value as osquery logs it: NULL as '', a DOUBLE with 15 digits as SQLite 3.42 writes it, whole ones with `.0`. */
export function loggedValue(value: Value): string {
  if (value === null) return '';
  return typeof value === 'number' ? realText(value) : String(value);
}

function realText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  const [digits, exponent] = value.toExponential(14).split('e') as [string, string];
  const power = Number(exponent);
  const mantissa = digits.replace(/\.?0+$/, '');
  if (power < -4 || power > 14) {
    const sign = power < 0 ? '-' : '+';
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const text = Number(value.toPrecision(15)).toFixed(Math.max(0, 14 - power)).replace(/(\.\d*?)0+$/, '$1');
  return text.endsWith('.') ? `${text}0` : text.includes('.') ? text : `${text}.0`;
}

function runCase(engine: Engine, query: Query, catalogue: Catalogue, test: TestCase, index: number): TestOutcome {
  const platform = test.host ? hostPlatform(test.host) : casePlatform(query, test);
  const expected = test.expect.map(expectedRow);
  const failed = (error: string, fault?: Fault): TestOutcome => ({ case: test, index, platform, error, ...(fault && { fault }), expected, actual: [], result: { columns: [], rows: [] }, passed: false });
  if (test.host && !catalogue.hosts.has(test.host)) {
    const message = `There is no sample host "${test.host}".`;
    return failed(message, { path: ['host'], message, advice: `Use one of ${[...catalogue.hosts.keys()].join(', ') || 'the folders of examples/hosts'}, or drop the key.` });
  }
  const given = givenRows(test, platform);
  if ('message' in given) return failed(given.message, given);
  const rows: Rows = new Map([...(test.host ? catalogue.hosts.get(test.host)!.rows : []), ...given]);
  const result = engine.run(query.spec.query, { platform, version: latestVersion }, rows);
  if (result.error) return failed(`The query fails: ${result.error.message}.`);
  const actual = loggedRows(result);
  return { case: test, index, platform, error: null, expected, actual, result, passed: sameRows(expected, actual, isOrdered(query.spec.query)) };
}

/** Where no host says it, the first platform of the query that has all tables of the case. */
function casePlatform(query: Query, test: TestCase): Platform {
  const claimed = platformsOf(query.spec);
  const fits = claimed.find((platform) => Object.keys(test.given ?? {}).every((table) => tablesAt(platform, latestVersion).has(table)));
  return fits ?? claimed[0] ?? 'linux';
}

function givenRows(test: TestCase, platform: Platform): Map<string, ReadonlyMap<string, Value>[]> | Fault {
  const given = new Map<string, ReadonlyMap<string, Value>[]>();
  const tables = tablesAt(platform, latestVersion);
  for (const [name, rows] of Object.entries(test.given ?? {})) {
    const table = tables.get(name);
    if (!table) return { path: ['given', name], message: `There is no table ${name} on ${platform}.`, advice: nearest(name, tables.keys()) ?? 'Name a table of the platform on which the case runs: that of its host, or else the first of the query that has all tables given.' };
    const typed: ReadonlyMap<string, Value>[] = [];
    for (const [index, row] of rows.entries()) {
      const values = new Map<string, Value>();
      for (const [column, cell] of Object.entries(row)) {
        const path = ['given', name, index, column];
        const own = table.columns.filter(({ foreign }) => !foreign);
        const declaration = own.find((candidate) => candidate.name === column);
        if (!declaration) return { path, message: `The table ${name} has no column ${column} on ${platform}.`, advice: nearest(column, own.map((candidate) => candidate.name)) ?? 'Drop the column.' };
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
  for (const { start, end } of significantTokens(sql)) {
    const text = sql.slice(start, end);
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth === 0 && text.toLowerCase() === 'order') return true;
  }
  return false;
}

function sameRows(expected: readonly LoggedRow[], actual: readonly LoggedRow[], ordered: boolean): boolean {
  const keys = (rows: readonly LoggedRow[]) => {
    const texts = rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));
    return ordered ? texts : texts.sort();
  };
  return JSON.stringify(keys(expected)) === JSON.stringify(keys(actual));
}
