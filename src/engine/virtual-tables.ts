import type { Value } from '../model/catalogue.ts';
import type { TableDeclaration } from '../osquery/schema.ts';
import { bestIndex, firstPlan, type PlanRecord } from './best-index.ts';
import { scan, type ScanResult } from './scan.ts';
import { CONSTRAINT, ERROR, NOMEM, OK, allocText, readText, type Sqlite } from './sqlite.ts';

/** What a connection gives its virtual tables: where plans are noted, and which rows there are. */
export interface TableHost {
  /** Plans seen since the last statement began; SQLite names them by index. */
  readonly plans: PlanRecord[];
  /** Runs `action` while nothing is recorded: declaring a table reports its key columns as reads. */
  unrecorded<T>(action: () => T): T;
  /** The rows a scan gives, or the error it fails with. */
  rowsOf(table: TableDeclaration): readonly ReadonlyMap<string, Value>[];
  /** The user the daemon runs as: its `uid` and `username` on the platform. */
  readonly daemon: { readonly uid: bigint; readonly username: string };
  /** Whether the daemon collects events. */
  readonly events: boolean;
  warn(message: string): void;
  /** Told of each scan that generated rows. */
  scanned(plan: PlanRecord, values: readonly (readonly (string | null)[])[], rows: readonly ReadonlyMap<string, Value>[]): void;
}

interface Cursor {
  readonly table: TableDeclaration;
  rows: readonly ReadonlyMap<string, Value>[];
  index: number;
}

interface Registered {
  readonly host: TableHost;
  readonly table: TableDeclaration;
}

/**
 * osquery's tables as eponymous virtual tables of one SQLite library: one module for all of them, told apart by the
 * number handed over as client data. A table connects when a statement first names it.
 */
export class VirtualTables {
  readonly #sqlite: Sqlite;
  readonly #module: number;
  readonly #registered: Registered[] = [{} as Registered];
  readonly #names = new Map<string, number>();
  readonly #cursors = new Map<number, Cursor>();
  #fault: unknown;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
    this.#module = this.#installModule();
  }

  /** Makes `table` known to the connection `db`, backed by `host`. */
  register(db: number, table: TableDeclaration, host: TableHost): void {
    const name = this.#persistent(table.name);
    const id = this.#registered.push({ host, table }) - 1;
    this.#sqlite.wasm.exports['sqlite3_create_module_v2']!(db, name, this.#module, id, 0);
  }

  /** Throws what a callback of ours threw since the last call: no exception may pass through SQLite itself. */
  rethrow(): void {
    const fault = this.#fault;
    this.#fault = undefined;
    if (fault !== undefined) throw fault;
  }

  #persistent(text: string): number {
    let pointer = this.#names.get(text);
    if (pointer === undefined) {
      pointer = allocText(this.#sqlite, text).pointer;
      this.#names.set(text, pointer);
    }
    return pointer;
  }

  #installModule(): number {
    const { wasm } = this.#sqlite;
    // As many parameters as the longest callback has: SQLite calls them thousands of times a second.
    const install = (signature: string, callback: (...args: number[]) => number) =>
      wasm.installFunction(signature, (a: number, b: number, c: number, d: number, e: number, f: number) => {
        try {
          return callback(a, b, c, d, e, f);
        } catch (error) {
          this.#fault ??= error;
          return ERROR;
        }
      });
    const connect = install('i(ppippp)', (db, id, _count, _names, out) => this.#connect(db!, id!, out!));
    const disconnect = install('i(p)', (table) => this.#free(table!));
    const members = [
      2, 0, connect,
      install('i(pp)', (table, info) => this.#bestIndex(table!, info!)),
      disconnect, disconnect,
      install('i(pp)', (table, out) => this.#open(table!, out!)),
      install('i(p)', (cursor) => this.#close(cursor!)),
      install('i(pipip)', (cursor, plan, _text, count, values) => this.#filter(cursor!, plan!, count!, values!)),
      install('i(p)', (cursor) => this.#next(cursor!)),
      install('i(p)', (cursor) => this.#atEnd(cursor!)),
      install('i(ppi)', (cursor, context, column) => this.#column(cursor!, context!, column!)),
      install('i(pp)', (cursor, out) => this.#rowid(cursor!, out!)),
    ];
    const size = 100;
    const module: number = wasm.exports['sqlite3_malloc']!(size);
    const heap = wasm.heap32();
    heap.fill(0, module >> 2, (module + size) >> 2);
    heap.set(members, module >> 2);
    return module;
  }

  #connect(db: number, id: number, out: number): number {
    const { wasm } = this.#sqlite;
    const { host, table } = this.#registered[id]!;
    const code: number = host.unrecorded(() => wasm.exports['sqlite3_declare_vtab']!(db, this.#persistent(table.sql)));
    if (code !== OK) return code;
    // struct sqlite3_vtab {pModule, nRef, zErrMsg}, then our number.
    const pointer: number = wasm.exports['sqlite3_malloc']!(16);
    if (pointer === 0) return NOMEM;
    const heap = wasm.heap32();
    heap.fill(0, pointer >> 2, (pointer + 12) >> 2);
    heap[(pointer + 12) >> 2] = id;
    heap[out >> 2] = pointer;
    return OK;
  }

  #free(pointer: number): number {
    this.#sqlite.wasm.exports['sqlite3_free']!(pointer);
    return OK;
  }

  #of(vtab: number): Registered {
    return this.#registered[this.#sqlite.wasm.heap32()[(vtab + 12) >> 2]!]!;
  }

  #bestIndex(vtab: number, info: number): number {
    const { host, table } = this.#of(vtab);
    host.plans.push(bestIndex(this.#sqlite, table, info, host.plans.length));
    return OK;
  }

  #open(vtab: number, out: number): number {
    const pointer: number = this.#sqlite.wasm.exports['sqlite3_malloc']!(4);
    if (pointer === 0) return NOMEM;
    this.#cursors.set(pointer, { table: this.#of(vtab).table, rows: [], index: 0 });
    this.#sqlite.wasm.heap32()[out >> 2] = pointer;
    return OK;
  }

  #close(cursor: number): number {
    this.#cursors.delete(cursor);
    return this.#free(cursor);
  }

  #filter(pointer: number, planNumber: number, count: number, values: number): number {
    const cursor = this.#cursors.get(pointer)!;
    const vtab = this.#sqlite.wasm.heap32()[pointer >> 2]!;
    const { host } = this.#of(vtab);
    const plan = host.plans[planNumber - firstPlan]!;
    const texts = this.#values(count, values, plan);
    const result: ScanResult = scan(plan, texts, host);
    if ('error' in result) {
      this.#fail(vtab, result.error);
      return CONSTRAINT;
    }
    host.scanned(plan, texts, result.rows);
    cursor.rows = result.rows;
    cursor.index = 0;
    return OK;
  }

  /** The texts of the values handed to a scan, one list a condition: a condition on an IN list has several. */
  #values(count: number, values: number, { constraints, table }: PlanRecord): (string | null)[][] {
    const { heap32 } = this.#sqlite.wasm;
    const texts: (string | null)[][] = [];
    for (let i = 0; i < count; i++) {
      const value = heap32()[(values >> 2) + i]!;
      const { column, operator } = constraints[i]!;
      const isList = operator === '=' && table.columns.find(({ name }) => name === column)!.options.has('optimized');
      const list = isList ? this.#list(value) : [];
      texts.push(list.length > 0 ? list : [this.#text(value)]);
    }
    return texts;
  }

  /** The texts of an IN list; none where the value is no list. */
  #list(value: number): (string | null)[] {
    const { exports, heap32 } = this.#sqlite.wasm;
    const list: (string | null)[] = [];
    const out: number = exports['sqlite3_malloc']!(4);
    for (let code = exports['sqlite3_vtab_in_first']!(value, out); code === OK; code = exports['sqlite3_vtab_in_next']!(value, out)) {
      const item = heap32()[out >> 2]!;
      if (item === 0) break;
      list.push(this.#text(item));
    }
    exports['sqlite3_free']!(out);
    return list;
  }

  #text(value: number): string | null {
    const pointer: number = this.#sqlite.wasm.exports['sqlite3_value_text']!(value);
    return pointer === 0 ? null : readText(this.#sqlite, pointer);
  }

  #fail(vtab: number, message: string): void {
    const { wasm } = this.#sqlite;
    const slot = (vtab + 8) >> 2;
    const previous = wasm.heap32()[slot]!;
    if (previous !== 0) wasm.exports['sqlite3_free']!(previous);
    const { pointer } = allocText(this.#sqlite, message);
    wasm.heap32()[slot] = pointer;
  }

  #next(pointer: number): number {
    this.#cursors.get(pointer)!.index++;
    return OK;
  }

  #atEnd(pointer: number): number {
    const cursor = this.#cursors.get(pointer)!;
    return cursor.index >= cursor.rows.length ? 1 : 0;
  }

  #column(pointer: number, context: number, index: number): number {
    const { exports } = this.#sqlite.wasm;
    const cursor = this.#cursors.get(pointer)!;
    const column = cursor.table.columns[index]!;
    const value = cursor.rows[cursor.index]!.get(column.aliasOf ?? column.name);
    // A missing text comes out as '', a missing number as NULL (osquery/sql/dynamic_table_row.cpp:103).
    if (value === null || (value === undefined && column.type !== 'TEXT')) exports['sqlite3_result_null']!(context);
    else if (typeof value === 'bigint') exports['sqlite3_result_int64']!(context, value);
    else if (typeof value === 'number') exports['sqlite3_result_double']!(context, value);
    else this.#giveText(context, value ?? '');
    return OK;
  }

  #giveText(context: number, value: string): void {
    const { wasm: { exports }, capi } = this.#sqlite;
    // The text goes as far as its first NUL; it is SQLite's from here on, to be freed with sqlite3_free.
    exports['sqlite3_result_text']!(context, allocText(this.#sqlite, value).pointer, -1, capi['SQLITE_WASM_DEALLOC']);
  }

  #rowid(pointer: number, out: number): number {
    const heap = this.#sqlite.wasm.heap32();
    heap[out >> 2] = this.#cursors.get(pointer)!.index;
    heap[(out + 4) >> 2] = 0;
    return OK;
  }
}

