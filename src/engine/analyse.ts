import { functionAt } from '../osquery/functions.ts';
import type { Answer, Loop, OutputColumn, Read, SqlError, StatementKind } from './answer.ts';
import { FUNCTION, READ, writeCodes, type Action } from './authorizer.ts';
import type { Connection, Statement } from './connection.ts';
import { readShape, refused, type Shape } from './dialect.ts';
import { osqueryErrorText } from './functions/register.ts';
import { firstPlan, requiredColumns, type PlanRecord } from './best-index.ts';
import { currentUserWarning } from './scan.ts';

interface PlanRow {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

/** Puts `sql` to the osquery that `connection` stands for. Never throws for what the SQL holds. */
export function analyse(connection: Connection, sql: string): Answer {
  const shape = readShape(sql);
  const empty: Answer = {
    target: connection.target, error: refused(shape, connection.target.version), kind: kindOf(shape, []), statements: shape.statements,
    reads: [], functions: [], columns: [], plan: [], loops: [], warnings: [], quotedTexts: [],
  };
  const nul = sql.indexOf('\0');
  if (nul >= 0) return { ...empty, error: { message: 'unrecognized token: "\\u0000"', offset: nul } };
  if (empty.error) return empty;
  const hasPlan = empty.kind === 'select' || empty.kind === 'write';
  const explains = hasPlan && shape.tokens[0]!.start === shape.statements[0] && shape.calls.every((name) => isFunction(name, connection.target.version));
  const answer = connection.prepare(sql, (statement) => (statement === null ? empty : describe(connection, shape, statement, hasPlan)), explains ? 'plan' : 'full');
  if (!('target' in answer)) return { ...empty, error: inOsquerysWords(answer.error, connection.target.version) };
  return { ...answer, quotedTexts: quotedTexts(connection, sql, shape) };
}

function inOsquerysWords(error: SqlError, version: string): SqlError {
  return { ...error, message: osqueryErrorText(error.message, version) };
}

function isFunction(name: string, version: string): boolean {
  const facts = functionAt(name, version);
  return facts !== undefined && facts.kind !== 'table-valued';
}

function describe(connection: Connection, shape: Shape, statement: Statement, hasPlan: boolean): Answer {
  const { target, actions, plans } = connection;
  const rows = hasPlan ? planRows(statement) : [];
  const loops = loopsOf(rows, plans);
  return {
    target, error: null, kind: kindOf(shape, actions), statements: shape.statements,
    reads: readsOf(connection, actions, plans),
    functions: functionsOf(actions),
    columns: columnsOf(statement),
    plan: rows.map(({ detail }) => detail),
    loops,
    warnings: warningsOf(connection, loops),
    quotedTexts: [],
  };
}

function functionsOf(actions: readonly Action[]): string[] {
  const names: string[] = [];
  for (const { code, second } of actions) {
    const name = second.toLowerCase();
    if (code === FUNCTION && !names.includes(name)) names.push(name);
  }
  return names;
}

function columnsOf(statement: Statement): OutputColumn[] {
  return statement.columnNames().map((name, index) => {
    const origin = statement.columnOrigin(index);
    return { name, type: origin?.type || null, table: origin?.table ?? null, column: origin?.column ?? null };
  });
}

function planRows(statement: Statement): PlanRow[] {
  const rows: PlanRow[] = [];
  statement.beginPlan();
  while (statement.step() === true) rows.push({ id: statement.integer(0), parent: statement.integer(1), detail: statement.text(3) });
  statement.endPlan();
  return rows;
}

/**
 * A line of EXPLAIN QUERY PLAN that scans one of our tables: its name in the statement, and the number of its plan. It is
 * called SEARCH where the statement asks for a min() or max() only.
 */
const scanLine = /^(?:SCAN|SEARCH) (.+?)(?: EXISTS)? VIRTUAL TABLE INDEX (\d+):/;

/** Lines that stand for a loop of their SELECT. A constant row or a list of them is read once and costs nothing. */
const loopLine = /^(SCAN|SEARCH) (?!CONSTANT ROW$|\d+ CONSTANT ROWS?$)|^MULTI-INDEX OR$/;

/** The scans of osquery tables in the plan, outer loops first, each with what its table is handed. */
function loopsOf(rows: readonly PlanRow[], plans: readonly PlanRecord[]): Loop[] {
  const byId = new Map<number, PlanRow>();
  for (const row of rows) byId.set(row.id, row);
  const seen = new Map<number, number>();
  const depths = new Map<number, { depth: number; select: number }>();
  const loops: Loop[] = [];
  for (const row of rows) {
    // The branches of an OR are one loop of the SELECT that holds it.
    const branch = byId.get(row.parent);
    const or = branch && /^INDEX \d+$/.test(branch.detail) ? depths.get(branch.parent) : undefined;
    const isLoop = loopLine.test(row.detail);
    const place = or ?? { depth: seen.get(row.parent) ?? 0, select: row.parent };
    if (isLoop && !or) seen.set(row.parent, place.depth + 1);
    if (isLoop) depths.set(row.id, place);
    const scan = scanLine.exec(row.detail);
    const plan = scan && plans[Number(scan[2]) - firstPlan];
    if (!scan || !plan) continue;
    loops.push({
      table: plan.table.name, name: scan[1]!, depth: place.depth, parent: place.select, correlated: isCorrelated(row, byId),
      constraints: plan.constraints, unused: plan.unused, offered: plan.offered,
      unmet: plan.requiredMet ? [] : requiredColumns(plan.table),
    });
  }
  return loops;
}

function isCorrelated(row: PlanRow, byId: ReadonlyMap<number, PlanRow>): boolean {
  const above = byId.get(row.parent);
  return above !== undefined && (above.detail.startsWith('CORRELATED ') || isCorrelated(above, byId));
}

/** The columns that are read; a table of which none is comes with an empty one. */
function readsOf(connection: Connection, actions: readonly Action[], plans: readonly PlanRecord[]): Read[] {
  const reads = new Map<string, Read>();
  const viewed = new Set<string>();
  for (const { code, first, second, within } of actions) {
    // Inside an alias view every column is read; what matters is what the statement takes from the view.
    if (code !== READ || connection.aliases.has(within)) continue;
    const table = connection.aliases.get(first);
    if (table) viewed.add(table);
    if (table) reads.set(`${first}.${second}`, { table, column: second, alias: first });
    else if (connection.tables.has(first)) reads.set(`${first}.${second}`, { table: first, column: second });
  }
  for (const { table, offered } of plans) {
    if (viewed.has(table.name)) continue;
    for (const column of offered) reads.set(`${table.name}.${column}`, { table: table.name, column });
  }
  const all = [...reads.values()];
  return all.filter(({ column, table, alias }) => column !== '' || !all.some((other) => other.column !== '' && other.table === table && other.alias === alias));
}

function warningsOf(connection: Connection, loops: readonly Loop[]): string[] {
  const perUser = loops.filter(
    ({ table, constraints }) => connection.tables.get(table)?.userData && !constraints.some(({ column }) => column === 'uid' || column === 'username'),
  );
  return [...new Set(perUser.map(({ table }) => currentUserWarning(table)))];
}

/** Where texts in double quotes stand that SQLite reads as texts, because no column has such a name. */
function quotedTexts(connection: Connection, sql: string, shape: Shape): number[] {
  const quoted = shape.tokens.filter(({ kind, text }) => kind === 'quoted' && text[0] === '"');
  if (quoted.length === 0) return [];
  const suspects = new Map(quoted.map((token) => [token.start, token]));
  const found: number[] = [];
  connection.allowQuotedTexts(false);
  try {
    let text = sql;
    while (suspects.size > 0) {
      const result = connection.prepare(text, () => null, 'quiet');
      const offset = result === null ? null : result.error.offset;
      const token = offset === null ? undefined : suspects.get(offset);
      if (!token) break;
      suspects.delete(token.start);
      found.push(token.start);
      text = `${text.slice(0, token.start)}'${text.slice(token.start + 1, token.end - 1).replaceAll("'", ' ')}'${text.slice(token.end)}`;
    }
  } finally {
    connection.allowQuotedTexts(true);
  }
  return found;
}

const kinds: Readonly<Record<string, StatementKind>> = {
  select: 'select', values: 'select', with: 'select', explain: 'explain', pragma: 'pragma', insert: 'write', replace: 'write', update: 'write',
  delete: 'write', create: 'schema', drop: 'schema', alter: 'schema', attach: 'attach', detach: 'attach', begin: 'transaction',
  commit: 'transaction', end: 'transaction', rollback: 'transaction', savepoint: 'transaction', release: 'transaction',
};

function kindOf({ tokens, statements }: Shape, actions: readonly Action[]): StatementKind {
  if (statements.length === 0) return 'none';
  const word = tokens.find(({ start }) => start === statements[0])!.lower;
  // WITH may begin an INSERT too: there the authorizer tells.
  if (word === 'with' && actions.some(({ code }) => writeCodes.has(code))) return 'write';
  return kinds[word] ?? 'other';
}
