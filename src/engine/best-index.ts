import type { TableDeclaration } from '../osquery/schema.ts';
import type { Constraint, Operator } from './answer.ts';
import type { Sqlite } from './sqlite.ts';

/** One call of xBestIndex: what SQLite offered and what was taken. SQLite names the chosen one by its index number. */
export interface PlanRecord {
  readonly table: TableDeclaration;
  /** Conditions taken, in the order in which xFilter gets their values. */
  readonly constraints: readonly Constraint[];
  /** Conditions that could be used but that SQLite is left to check itself. */
  readonly unused: readonly Constraint[];
  /** Columns of every condition offered, usable or not: USING and NATURAL JOIN columns are seen nowhere else. */
  readonly offered: readonly string[];
  readonly requiredMet: boolean;
}

/** Cost of a scan that nothing narrows, as in osquery (osquery/sql/virtual_table.cpp, kMaxIndexCost). */
const fullScanCost = 1_000_000;

/**
 * Number of the first plan: SQLite's own virtual tables, such as json_each, number their plans from 0 in the same
 * lines of EXPLAIN QUERY PLAN, and ours must not be taken for theirs.
 */
export const firstPlan = 1_000_000;

/** SQLITE_INDEX_CONSTRAINT_… codes. */
const operators: Readonly<Record<number, Operator>> = {
  2: '=', 4: '>', 8: '<=', 16: '<', 32: '>=', 64: 'MATCH', 65: 'LIKE', 66: 'GLOB', 67: 'REGEXP', 68: '!=',
  69: 'IS NOT', 70: 'IS NOT NULL', 71: 'IS NULL', 72: 'IS', 73: 'LIMIT', 74: 'OFFSET', 150: 'FUNCTION',
};

const rangeCodes = new Set([4, 8, 16, 32]);

/** A double and its two halves, to write it through the 32-bit view of the memory. */
const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

/**
 * osquery's cost rule (osquery/sql/virtual_table.cpp:715-858 at a5b14f63): a condition on a required, index or
 * additional column costs 1 and is taken; a range on a TEXT column adds 10 and is not; a required column that is
 * read but not constrained costs a full scan. `info` points to the sqlite3_index_info, which is filled in; `index` is
 * how many plans came before this one.
 */
export function bestIndex(sqlite: Sqlite, table: TableDeclaration, info: number, index: number): PlanRecord {
  const heap = sqlite.wasm.heap32();
  const bytes = sqlite.wasm.heap8u();
  const count = heap[info >> 2]!;
  const offers = heap[(info + 4) >> 2]!;
  const usages = heap[(info + 16) >> 2]!;
  const constraints: Constraint[] = [];
  const unused: Constraint[] = [];
  const offered: string[] = [];
  let cost = fullScanCost;
  let requiredMet = false;
  for (let i = 0; i < count; i++) {
    const offer = offers + i * 12;
    const column = table.columns[heap[offer >> 2]!];
    if (!column) continue;
    const code = bytes[offer + 4]!;
    const operator = operators[code] ?? 'FUNCTION';
    if (operator !== 'LIMIT' && operator !== 'OFFSET') offered.push(column.name);
    if (bytes[offer + 5] === 0) continue;
    const constraint = { column: column.name, operator };
    if (column.type === 'TEXT' && rangeCodes.has(code)) {
      cost += 10;
      unused.push(constraint);
      continue;
    }
    if (column.options.has('required')) requiredMet = true;
    else if (!column.options.has('index') && !column.options.has('additional')) {
      unused.push(constraint);
      continue;
    }
    cost = 1;
    if (column.options.has('optimized') && sqlite.wasm.exports['sqlite3_vtab_in']!(info, i, -1)) {
      sqlite.wasm.exports['sqlite3_vtab_in']!(info, i, 1);
    }
    constraints.push(constraint);
    heap[(usages + i * 8) >> 2] = constraints.length;
  }
  if (!requiredMet && readsRequired(table, heap[(info + 64) >> 2]!, heap[(info + 68) >> 2]!)) cost = fullScanCost;
  heap[(info + 20) >> 2] = firstPlan + index;
  double[0] = cost;
  heap[(info + 40) >> 2] = halves[0]!;
  heap[(info + 44) >> 2] = halves[1]!;
  return { table, constraints, unused, offered, requiredMet };
}

/** Kept, since most tables have none and every scan asks. */
const required = new WeakMap<TableDeclaration, readonly string[]>();

/** The names of a table's required columns. */
export function requiredColumns(table: TableDeclaration): readonly string[] {
  let names = required.get(table);
  if (!names) required.set(table, (names = table.columns.filter(({ options }) => options.has('required')).map(({ name }) => name)));
  return names;
}

/** Whether a required column is among those the statement uses; bit 63 stands for all columns from the 64th on. */
function readsRequired(table: TableDeclaration, low: number, high: number): boolean {
  return table.columns.some((column, index) => {
    if (!column.options.has('required')) return false;
    const bit = Math.min(index, 63);
    return bit < 32 ? ((low >>> bit) & 1) === 1 : ((high >>> (bit - 32)) & 1) === 1;
  });
}
