import type { RowSource, Value } from '../model/catalogue.ts';
import type { Platform } from '../model/platform.ts';
import { tablesAt, type TableDeclaration } from '../osquery/schema.ts';
import { authorise, PRAGMA, type Action } from './authorizer.ts';
import type { PlanRecord } from './best-index.ts';
import type { ScanCount, SqlError, Target } from './answer.ts';
import { registerFunctions } from './functions/register.ts';
import { allocText, DONE, fromByteOffset, OK, readText, ROW, type Sqlite } from './sqlite.ts';
import type { TableHost, VirtualTables } from './virtual-tables.ts';

/** Virtual machine steps between two looks at the limit. */
const stepsPerLook = 1000;

/** What planning one statement may take: a join of dozens of tables in every order ends in an error, not in a hang. */
const planningSteps = 20_000_000;

const daemonUsers: Readonly<Record<Platform, { uid: bigint; username: string }>> = {
  linux: { uid: 0n, username: 'root' },
  darwin: { uid: 0n, username: 'root' },
  windows: { uid: 18n, username: 'SYSTEM' },
};

/** One SQLite connection that stands for one osquery: its tables, aliases, functions and authorizer. */
export class Connection implements TableHost {
  readonly target: Target;
  readonly tables: ReadonlyMap<string, TableDeclaration>;
  /** Alias views of this osquery, with the table each is made from. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly daemon: { readonly uid: bigint; readonly username: string };
  readonly events: boolean;
  readonly plans: PlanRecord[] = [];
  readonly actions: Action[] = [];
  readonly warnings = new Set<string>();
  /** How often the statement had each table generated, by table and way. */
  readonly scans = new Map<string, ScanCount>();
  readonly #sqlite: Sqlite;
  readonly #db: number;
  #rows: RowSource = new Map();
  /** Whether the authorizer notes what it is asked, only decides, or lets through what is SQLite's own doing. */
  #mode: 'record' | 'decide' | 'pass' = 'pass';
  #steps = 0;
  #limit = planningSteps;
  /** The statement prepared last. */
  #kept: Statement | null = null;

  constructor(sqlite: Sqlite, virtualTables: VirtualTables, target: Target) {
    this.#sqlite = sqlite;
    this.target = target;
    this.tables = tablesAt(target.platform, target.version);
    this.daemon = daemonUsers[target.platform];
    this.events = target.events ?? true;
    const { wasm, capi } = sqlite;
    const out: number = wasm.exports['sqlite3_malloc']!(4);
    const code: number = capi['sqlite3_open_v2'](':memory:', out, capi['SQLITE_OPEN_READWRITE'] | capi['SQLITE_OPEN_CREATE'], null);
    this.#db = wasm.heap32()[out >> 2]!;
    wasm.exports['sqlite3_free']!(out);
    if (code !== OK) throw new Error(`SQLite could not open a database in memory (code ${code}).`);
    // osquery builds SQLite with double-quoted texts allowed, the default of the C library.
    capi['sqlite3_db_config'](this.#db, capi['SQLITE_DBCONFIG_DQS_DML'], 1, 0);
    capi['sqlite3_db_config'](this.#db, capi['SQLITE_DBCONFIG_DQS_DDL'], 1, 0);
    registerFunctions(sqlite, this.#db, target);
    for (const table of this.tables.values()) virtualTables.register(this.#db, table, this);
    const aliases = new Map<string, string>();
    for (const table of this.tables.values()) {
      for (const alias of table.aliases) {
        if (this.tables.has(alias)) continue;
        aliases.set(alias, table.name);
        capi['sqlite3_exec'](this.#db, `CREATE VIEW ${alias} AS SELECT * FROM ${table.name}`, 0, 0, 0);
      }
    }
    this.aliases = aliases;
    this.#installHooks();
  }

  #installHooks(): void {
    const { wasm } = this.#sqlite;
    const authorizer = wasm.installFunction('i(pipppp)', (_data: number, code: number, first: number, second: number, _db: number, within: number) => {
      if (this.#mode === 'pass' || (this.#mode === 'decide' && code !== PRAGMA)) return authorise(code);
      const read = (pointer: number) => readText(this.#sqlite, pointer);
      const action: Action = { code, first: read(first), second: read(second), within: read(within) };
      if (this.#mode === 'record') this.actions.push(action);
      return authorise(code, action.first);
    });
    wasm.exports['sqlite3_set_authorizer']!(this.#db, authorizer, 0);
    const progress = wasm.installFunction('i(p)', () => ((this.#steps += stepsPerLook) > this.#limit ? 1 : 0));
    wasm.exports['sqlite3_progress_handler']!(this.#db, stepsPerLook, progress, 0);
  }

  unrecorded<T>(action: () => T): T {
    const before = this.#mode;
    this.#mode = 'pass';
    try {
      return action();
    } finally {
      this.#mode = before;
    }
  }

  rowsOf(table: TableDeclaration): readonly ReadonlyMap<string, Value>[] {
    return this.#rows.get(table.name) ?? [];
  }

  warn(message: string): void {
    this.warnings.add(message);
  }

  scanned({ table, constraints, requiredMet }: PlanRecord, values: readonly (readonly (string | null)[])[], rows: readonly ReadonlyMap<string, Value>[]): void {
    const walks = constraints.some(({ operator }, index) => operator === 'LIKE' && values[index]?.some((text) => text?.includes('%%')));
    const key = constraints.findIndex(({ operator }) => operator === '=');
    const patterned = requiredMet && constraints.some(({ operator }) => operator === 'LIKE');
    const way = walks ? 'walk' : key >= 0 || patterned ? 'key' : 'full';
    // osquery generates only the rows of the key; here SQLite drops the others.
    const generated = key < 0 ? rows.length : rows.filter((row) => values[key]!.includes(String(row.get(constraints[key]!.column) ?? ''))).length;
    const name = `${table.name} ${way}`;
    const count = this.scans.get(name) ?? { table: table.name, way, scans: 0, rows: 0 };
    this.scans.set(name, { ...count, scans: count.scans + 1, rows: count.rows + generated });
  }

  /** Allows or refuses texts in double quotes; osquery allows them. */
  allowQuotedTexts(allowed: boolean): void {
    const { capi } = this.#sqlite;
    this.#drop();
    capi['sqlite3_db_config'](this.#db, capi['SQLITE_DBCONFIG_DQS_DML'], allowed ? 1 : 0, 0);
  }

  /**
   * Prepares the first statement of `sql` and hands it to `use`; what the statement reads is in `plans` and `actions`
   * meanwhile, `actions` not where `notes` is `quiet`; with `plan` it comes as its own EXPLAIN QUERY PLAN, in which
   * SQLite lets functions pass that it does not know. Gives the error where it cannot be prepared; the statement is null
   * for blanks and comments. It is kept until the next one comes: running what was just analysed takes no second
   * preparation.
   */
  prepare<T>(sql: string, use: (statement: Statement | null) => T, notes: 'plan' | 'full' | 'quiet' = 'full'): T | { readonly error: SqlError } {
    this.warnings.clear();
    this.scans.clear();
    this.#steps = 0;
    this.#limit = planningSteps;
    try {
      if (notes !== 'quiet' || this.#kept?.sql !== sql) {
        // What SQLite says of an EXPLAIN is not always what it says of the statement.
        const refused = !this.#compile(sql, notes) && (notes !== 'plan' || !this.#compile(sql, 'full'));
        if (refused) return { error: this.error(sql) };
      }
      this.#mode = 'decide';
      const result = use(this.#kept);
      this.#kept?.reset();
      return result;
    } catch (error) {
      this.#drop();
      throw error;
    } finally {
      this.#mode = 'pass';
    }
  }

  /** Makes the first statement of `sql` the one that is kept; false where SQLite refuses it. */
  #compile(sql: string, notes: 'plan' | 'full' | 'quiet'): boolean {
    const { wasm } = this.#sqlite;
    this.#drop();
    this.plans.length = 0;
    this.actions.length = 0;
    const text = allocText(this.#sqlite, notes === 'plan' ? `EXPLAIN QUERY PLAN ${sql}` : sql);
    const out: number = wasm.exports['sqlite3_malloc']!(4);
    this.#mode = notes === 'quiet' ? 'decide' : 'record';
    try {
      const code: number = wasm.exports['sqlite3_prepare_v3']!(this.#db, text.pointer, text.bytes, 0, out, 0);
      const pointer = wasm.heap32()[out >> 2]!;
      if (pointer !== 0) this.#kept = new Statement(this.#sqlite, this, pointer, sql);
      return code === OK;
    } finally {
      wasm.exports['sqlite3_free']!(text.pointer);
      wasm.exports['sqlite3_free']!(out);
    }
  }

  #drop(): void {
    const kept = this.#kept;
    this.#kept = null;
    kept?.finalize();
  }

  /** Runs `action` with `rows` as the content of the tables and at most `steps` virtual machine steps. */
  withRows<T>(rows: RowSource, steps: number, action: () => T): T {
    this.#rows = rows;
    this.#steps = 0;
    this.#limit = steps;
    try {
      return action();
    } finally {
      this.#rows = new Map();
      this.#limit = planningSteps;
    }
  }

  /** Closes the connection; it must not be used afterwards. */
  close(): void {
    this.#drop();
    this.#sqlite.wasm.exports['sqlite3_close_v2']!(this.#db);
  }

  /** The connection's last error, its place in `sql` included. */
  error(sql: string): SqlError {
    const { wasm } = this.#sqlite;
    const message = readText(this.#sqlite, wasm.exports['sqlite3_errmsg']!(this.#db));
    const bytes: number = wasm.exports['sqlite3_error_offset']!(this.#db);
    return { message: message === 'interrupted' ? 'the statement takes too many steps' : message, offset: bytes < 0 ? null : fromByteOffset(sql, bytes) };
  }
}

/** A prepared statement, valid inside the call that hands it out. */
export class Statement {
  readonly #sqlite: Sqlite;
  readonly #connection: Connection;
  readonly #pointer: number;
  readonly sql: string;

  constructor(sqlite: Sqlite, connection: Connection, pointer: number, sql: string) {
    this.#sqlite = sqlite;
    this.#connection = connection;
    this.#pointer = pointer;
    this.sql = sql;
  }

  /** The names of the output columns, in order. */
  columnNames(): string[] {
    const count = this.#call('sqlite3_column_count');
    const names: string[] = [];
    for (let index = 0; index < count; index++) names.push(this.#textOf('sqlite3_column_name', index)!);
    return names;
  }

  /** Table, column and declared type that an output column comes from; null for an expression. */
  columnOrigin(index: number): { table: string; column: string; type: string } | null {
    const table = this.#textOf('sqlite3_column_table_name', index);
    const column = this.#textOf('sqlite3_column_origin_name', index);
    if (table === null || column === null) return null;
    const type = this.#textOf('sqlite3_column_decltype', index) ?? '';
    return { table, column, type: type.replace(/ HIDDEN$/i, '') };
  }

  /** Turns the statement into its EXPLAIN QUERY PLAN, for which SQLite prepares it anew unless it was prepared as that. */
  beginPlan(): void {
    this.#sqlite.wasm.exports['sqlite3_stmt_explain']!(this.#pointer, 2);
  }

  /** Turns the statement back into itself, which takes no preparation. */
  endPlan(): void {
    this.reset();
    this.#sqlite.wasm.exports['sqlite3_stmt_explain']!(this.#pointer, 0);
  }

  /** Goes back to before the first step. */
  reset(): void {
    this.#call('sqlite3_reset');
  }

  /** Frees the statement; it must not be used afterwards. */
  finalize(): void {
    this.#call('sqlite3_finalize');
  }

  /** Steps once: true for a row, false at the end, an error otherwise. */
  step(): boolean | SqlError {
    const code = this.#call('sqlite3_step');
    if (code === ROW) return true;
    return code === DONE ? false : this.#connection.error(this.sql);
  }

  integer(index: number): number {
    return this.#sqlite.wasm.exports['sqlite3_column_int']!(this.#pointer, index);
  }

  text(index: number): string {
    return readText(this.#sqlite, this.#sqlite.wasm.exports['sqlite3_column_text']!(this.#pointer, index));
  }

  /** The values of the row that a step has come to. */
  row(columns: number): Value[] {
    const values: Value[] = [];
    for (let index = 0; index < columns; index++) values.push(this.#value(index));
    return values;
  }

  /** The value of a result column. As in osquery a blob comes as text, and a text ends at its first NUL. */
  #value(index: number): Value {
    const { wasm } = this.#sqlite;
    switch (wasm.exports['sqlite3_column_type']!(this.#pointer, index)) {
      case 1: return wasm.exports['sqlite3_column_int64']!(this.#pointer, index);
      case 2: return wasm.exports['sqlite3_column_double']!(this.#pointer, index);
      case 5: return null;
      default: return this.text(index);
    }
  }

  #call(name: string): number {
    return this.#sqlite.wasm.exports[name]!(this.#pointer);
  }

  #textOf(name: string, index: number): string | null {
    const pointer: number = this.#sqlite.wasm.exports[name]!(this.#pointer, index);
    return pointer === 0 ? null : readText(this.#sqlite, pointer);
  }
}
