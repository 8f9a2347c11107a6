import { hostPlatform } from '../../content/catalogue.ts';
import { requiredColumns } from '../../engine/best-index.ts';
import { sqlLiteral } from '../../engine/literal.ts';
import type { Host, Value } from '../../model/catalogue.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { latestVersion, tablesAt, type ColumnDeclaration, type TableDeclaration } from '../../osquery/schema.ts';
import { wantedColumns } from '../../rules/required-column.ts';
import { firstChoice, furtherConditions, givers, needAll, usualValues, type Giver, type PerPlatform } from './starting-values.ts';

/** A query to begin with a table. */
export interface StartingQuery {
  readonly table: string;
  readonly sql: string;
  /** Where it is meant to run. */
  readonly platforms: readonly Platform[];
  /** The first sample host of these platforms that has rows of the table. */
  readonly host?: string;
}

/** How many queries of the content read a column: those a reader is likely to want. */
export type ColumnUses = (table: string, column: string) => number;

interface Condition {
  /** With the name of its table where the query reads two. */
  readonly column: string;
  readonly value: string;
  readonly type: string;
}

/** How a query reads a table on one platform. */
interface Reading {
  readonly platform: Platform;
  readonly table: TableDeclaration;
  readonly giver: Giver | undefined;
  readonly conditions: readonly Condition[];
  readonly rows: readonly ReadonlyMap<string, Value>[];
}

/** Columns of a starting query at most, that of a giver not counted. */
const mostColumns = 6;

/**
 * The queries to begin `table` with in the newest osquery: one for all of its platforms, or several where values of the
 * conditions or the columns have to differ; none for a table that is gone. A per-user table takes its users from
 * `users`. A required column gets a value that real hosts have too where it can, and that the sample host of the platform has rows for.
 */
export function startingQueries(table: string, hosts: readonly Host[], uses: ColumnUses): StartingQuery[] {
  const readings = platforms.flatMap((platform): Reading[] => {
    const declaration = tablesAt(platform, latestVersion).get(table);
    return declaration ? [readingOf(declaration, platform, hosts)] : [];
  });
  const groups = new Map<string, Reading[]>();
  for (const reading of readings) {
    const key = JSON.stringify(reading.conditions);
    groups.set(key, [...(groups.get(key) ?? []), reading]);
  }
  return [...groups.values()].flatMap((group) => (commonColumns(group).length > 1 ? [group] : group.map((one) => [one]))).map((group) => ({
    table,
    sql: sqlOf(group, uses),
    platforms: group.map(({ platform }) => platform),
    ...hostOf(table, group, hosts),
  }));
}

function hostOf(table: string, group: readonly Reading[], hosts: readonly Host[]): { host?: string } {
  const host = hosts.find(({ name, rows }) => group.some(({ platform }) => platform === hostPlatform(name)) && (rows.get(table)?.length ?? 0) > 0);
  return host ? { host: host.name } : {};
}

function readingOf(table: TableDeclaration, platform: Platform, hosts: readonly Host[]): Reading {
  const rows = hosts.find(({ name }) => hostPlatform(name) === platform)?.rows.get(table.name) ?? [];
  const giver = giverOf(table);
  return { platform, table, giver, rows, conditions: [...(giver ? giverConditions(giver, platform) : ownConditions(table, platform, hosts)), ...further(table, giver)] };
}

/** The table that gives a table its key; `users` for those that are per user. */
function giverOf(table: TableDeclaration): Giver | undefined {
  if (!table.userData) return givers[table.name];
  return { table: 'users', key: table.columns.some(({ name }) => name === 'uid') ? 'uid' : 'username', label: 'username' };
}

function giverConditions({ table, only }: Giver, platform: Platform): Condition[] {
  const value = only && on(only.value, platform);
  return only && value !== undefined ? [{ column: `${alias(table)}.${only.column}`, value, type: 'TEXT' }] : [];
}

function ownConditions(table: TableDeclaration, platform: Platform, hosts: readonly Host[]): Condition[] {
  const required = [...requiredColumns(table), ...(wantedColumns[table.name] ?? [])];
  const first = firstChoice[table.name] ?? required[0];
  const needed = needAll.has(table.name) ? required : required.filter((column) => column === first);
  return needed.map((column) => ({ column, value: valueFor(table.name, column, platform, hosts), type: typeOf(table, column) }));
}

function further(table: TableDeclaration, giver: Giver | undefined): Condition[] {
  const condition = furtherConditions[table.name];
  return condition ? [{ column: giver ? `${alias(table.name)}.${condition.column}` : condition.column, value: condition.value, type: 'TEXT' }] : [];
}

/**
 * The usual value where the platform’s sample host has rows for it, or has none at all; else the one that most of its rows have.
 * What means the same everywhere may come from another host.
 */
function valueFor(table: string, column: string, platform: Platform, hosts: readonly Host[]): string {
  const usual = usualValues[`${table}.${column}`] ?? usualValues[column];
  const own = hosts.filter(({ name }) => typeof usual === 'string' || hostPlatform(name) === platform);
  const counts = new Map<string, number>();
  for (const row of own.flatMap(({ rows }) => rows.get(table) ?? [])) {
    const value = shown(row.get(column));
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const value = usual === undefined ? undefined : on(usual, platform);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (most && (value === undefined || !counts.has(value))) return most[0];
  if (value === undefined) throw new Error(`The table ${table} needs a value for ${column} on ${platform}, and no sample host has one. Add a usual value in src/artifacts/reference/starting-values.ts.`);
  return value;
}

function on(value: PerPlatform, platform: Platform): string | undefined {
  return typeof value === 'string' ? value : value[platform];
}

function typeOf(table: TableDeclaration, column: string): string {
  return table.columns.find(({ name }) => name === column)?.type ?? 'TEXT';
}

function shown(value: Value | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}

function sqlOf(group: readonly Reading[], uses: ColumnUses): string {
  const { table: { name }, giver, conditions } = group[0]!;
  const columns = chosenColumns(group, uses);
  const where = conditions.length > 0 ? [`WHERE ${conditions.map(conditionText).join(' AND ')}`] : [];
  const listed = giver ? [`${alias(giver.table)}.${giver.label}`, ...columns.map((column) => `${alias(name)}.${column}`)] : columns;
  const from = giver ? [`FROM ${giver.table} AS ${alias(giver.table)}`, `CROSS JOIN ${name} AS ${alias(name)} USING (${giver.key})`] : [`FROM ${name}`];
  return `${[`SELECT ${listed.join(', ')}`, ...from, ...where].join('\n')};`;
}

function conditionText({ column, value, type }: Condition): string {
  const literal = sqlLiteral(value, type === 'TEXT' ? 'text' : 'number');
  if (typeof literal !== 'string') throw new Error(`The starting query compares ${column} with ${JSON.stringify(value)}: ${literal.message}`);
  return `${column} = ${literal}`;
}

/** The initials of a table’s name: `sh` for `shell_history`. */
function alias(table: string): string {
  return table.split('_').map((word) => word[0]).join('');
}

/** Columns that a reader sees on all platforms of the group, in the order of the table. */
function commonColumns(group: readonly Reading[]): readonly ColumnDeclaration[] {
  const [first, ...others] = group;
  const isShown = ({ options, foreign, aliasOf }: ColumnDeclaration) => !options.has('hidden') && !foreign && aliasOf === undefined;
  return first!.table.columns.filter((column) => isShown(column) && others.every(({ table }) => table.columns.some((other) => other.name === column.name && isShown(other))));
}

/** The columns that the content reads most, else the first ones; without those that stay empty on the sample hosts. */
function chosenColumns(group: readonly Reading[], uses: ColumnUses): string[] {
  const { table, giver, conditions } = group[0]!;
  const rows = group.flatMap((reading) => reading.rows);
  const left = commonColumns(group).filter(({ name }) => name !== giver?.key && name !== giver?.label);
  const filled = left.filter(({ name }) => rows.length === 0 || rows.some((row) => shown(row.get(name)) !== ''));
  const asked = new Set(conditions.map(({ column }) => column));
  const weight = ({ name }: ColumnDeclaration) => (asked.has(name) ? Infinity : uses(table.name, name));
  const most = new Set([...(filled.length > 0 ? filled : left)].sort((a, b) => compareWeights(weight(a), weight(b))).slice(0, mostColumns));
  return left.filter((column) => most.has(column)).map(({ name }) => name);
}

/** The heavier first; equal ones keep their order. */
function compareWeights(a: number, b: number): number {
  return a === b ? 0 : b - a;
}
