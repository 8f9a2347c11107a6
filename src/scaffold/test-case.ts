import type { Answer } from '../engine/answer.ts';
import type { Engine } from '../engine/engine.ts';
import { hostPlatform } from '../content/catalogue.ts';
import type { Catalogue, Host, Value } from '../model/catalogue.ts';
import type { Platform } from '../model/platform.ts';
import type { Row, TestCase } from '../model/query.ts';
import { latestVersion } from '../osquery/schema.ts';

/** Most rows that a case is begun with: more than a reviewer reads. */
const mostRows = 8;

/**
 * A test case with rows that the SQL really gives on a sample host of one of `platforms`: on all of the host's rows where
 * that gives few, and else on the first rows of its outermost table that give any. Null where no sample host gives a row.
 */
export function caseOnHost(engine: Engine, sql: string, platforms: readonly Platform[], catalogue: Catalogue): TestCase | null {
  const hosts = [...catalogue.hosts.values()].filter(({ name }) => platforms.includes(hostPlatform(name)));
  for (const host of hosts) {
    const whole = rowsOn(engine, sql, host, host.rows);
    if (whole.length === 0) continue;
    if (whole.length <= mostRows) return { name: `the rows of ${host.name}`, host: host.name, expect: whole };
    const few = onFewRows(engine, sql, host);
    if (few) return few;
    return { name: `the rows of ${host.name}`, host: host.name, expect: whole };
  }
  return null;
}

/** A case in which a sample host of one of `platforms` gives no row although its tables have some; null where there is none. */
export function emptyCaseOnHost(engine: Engine, sql: string, platforms: readonly Platform[], catalogue: Catalogue): TestCase | null {
  for (const host of catalogue.hosts.values()) {
    if (!platforms.includes(hostPlatform(host.name))) continue;
    const result = engine.run(sql, { platform: hostPlatform(host.name), version: latestVersion }, host.rows);
    if (!result.error && result.rows.length === 0 && result.scans.some(({ rows }) => rows > 0)) return { name: `nothing is found on ${host.name}`, host: host.name, expect: [] };
  }
  return null;
}

/** A case whose outermost table has only the first rows that give some. */
function onFewRows(engine: Engine, sql: string, host: Host): TestCase | null {
  const answer = engine.analyse(sql, { platform: hostPlatform(host.name), version: latestVersion });
  const table = answer.loops[0]?.table;
  const all = table === undefined ? undefined : host.rows.get(table);
  if (table === undefined || !all) return null;
  const chosen: ReadonlyMap<string, Value>[] = [];
  for (const row of all) {
    const expect = rowsOn(engine, sql, host, new Map([...host.rows, [table, [row]]]));
    if (expect.length > 0 && expect.length <= mostRows / 2) chosen.push(row);
    if (chosen.length === 2) break;
  }
  if (chosen.length === 0) return null;
  const given = chosen.map((row) => new Map([...row].filter(([column]) => isRead(answer, table, column))));
  const expect = rowsOn(engine, sql, host, new Map([...host.rows, [table, given]]));
  if (expect.length === 0 || expect.length > mostRows) return null;
  return { name: `some rows of ${table}`, host: host.name, given: { [table]: given.map((row) => Object.fromEntries([...row].map(([column, value]) => [column, cellOf(value)]))) }, expect };
}

function isRead({ reads }: Answer, table: string, column: string): boolean {
  return reads.some((read) => read.table === table && read.column === column);
}

function rowsOn(engine: Engine, sql: string, host: Host, rows: Host['rows']): Row[] {
  const result = engine.run(sql, { platform: hostPlatform(host.name), version: latestVersion }, rows);
  if (result.error) return [];
  return result.rows.map((row) => Object.fromEntries(result.columns.map((column, index) => [column, cellOf(row[index] ?? null)])));
}

/** A value as it is written in a file: whole numbers beyond what a number of YAML holds as texts, NULL as an empty text. */
function cellOf(value: Value): string | number {
  if (value === null) return '';
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
