import { platforms, type Platform } from '../../model/platform.ts';
import { functionAt, versionCollations } from '../../osquery/functions.ts';
import type { Target } from '../answer.ts';
import { allocText, OK, type Sqlite } from '../sqlite.ts';
import { byteString } from './bytes.ts';
import { osqueryFunctions } from './index.ts';
import { formsToRemove, keptModules, listForms, mostArguments, refusedModules, type Form } from './removal.ts';
import { SqlError, type Argument, type SqlFunction } from './types.ts';
import { giveError, giveResult, readArguments } from './values.ts';
import { compareByteVersions } from './versions.ts';

export { osqueryErrorText } from './removal.ts';

const utf8Encoding = 1;
const deterministic = 0x800;
const functionArgumentLimit = 6;

/** sqlite3_module of SQLite's version 1 interface: 20 pointers, xConnect the third. */
const moduleBytes = 100;
const connectOffset = 8;

/** A function of osquery, its number among all entries, and its name in SQLite's memory. */
interface Listed {
  readonly entry: SqlFunction;
  readonly index: number;
  readonly name: number;
}

/** What one loaded library needs to be told once; connections share it. */
interface Installed {
  readonly callScalar: number;
  readonly callStep: number;
  readonly callFinal: number;
  readonly compare: number;
  readonly functions: ReadonlyMap<Platform, readonly Listed[]>;
  readonly refused: ReadonlyMap<string, number>;
  readonly kept: number;
  /** The pointer to a name in SQLite's memory, where it stays. */
  readonly nameOf: (name: string) => number;
  /** What SQLite has by itself; known once a connection was opened. */
  own?: readonly Form[];
}

const installations = new WeakMap<Sqlite['capi'], Installed>();

/**
 * Makes the functions and collations of a fresh connection those of an osquery: adds what osquery adds, takes away what
 * it does not have, its SQLite 3.42 or this version of it, and lets a REAL become text with 15 digits as there. `db` is the
 * pointer of an open connection without statements; call it before other modules are registered. Throws where SQLite
 * refuses.
 */
export function registerFunctions(sqlite: Sqlite, db: number, { platform, version }: Target): void {
  const { exports } = sqlite.wasm;
  const installed = install(sqlite);
  const create = (name: number, arity: number, flags: number, data: number, scalar: number, step: number, final: number) =>
    must(exports['sqlite3_create_function_v2']!(db, name, arity, flags, data, scalar, step, final, 0), 'a function');
  must(exports['sqlite3_drop_modules']!(db, installed.kept), 'the removal of modules');
  installed.own ??= listForms(sqlite, db);
  for (const { name: text, arity } of formsToRemove(installed.own, version)) {
    const name = installed.nameOf(text);
    // Without callbacks SQLite hides a form, but only one that it finds by this very arity: so there is one first.
    create(name, arity, utf8Encoding, 0, installed.callScalar, 0, 0);
    create(name, arity, utf8Encoding, 0, 0, 0, 0);
  }
  for (const { index, entry, name } of installed.functions.get(platform)!) {
    if (!functionAt(entry.name, version)) continue;
    const flags = utf8Encoding | (entry.deterministic === false ? 0 : deterministic);
    if (entry.aggregate) create(name, entry.arity, flags, index, 0, installed.callStep, installed.callFinal);
    else create(name, entry.arity, flags, index, installed.callScalar, 0, 0);
  }
  for (const [index, name] of versionCollations.entries()) {
    must(exports['sqlite3_create_collation']!(db, installed.nameOf(name), utf8Encoding, index, installed.compare), 'a collation');
  }
  for (const [name, module] of installed.refused) must(exports['sqlite3_create_module']!(db, installed.nameOf(name), module, 0), 'a module');
  exports['sqlite3_limit']!(db, functionArgumentLimit, mostArguments);
  must(sqlite.capi['sqlite3_db_config'](db, sqlite.capi['SQLITE_DBCONFIG_FP_DIGITS'], 15, 0), 'the number of digits');
}

function must(code: number, what: string): void {
  if (code !== OK) throw new Error(`SQLite refused ${what} of osquery (code ${code}).`);
}

function install(sqlite: Sqlite): Installed {
  const known = installations.get(sqlite.capi);
  if (known) return known;
  const { wasm } = sqlite;
  const names = new Map<string, number>();
  const nameOf = (name: string): number => {
    const pointer = names.get(name) ?? allocText(sqlite, name).pointer;
    names.set(name, pointer);
    return pointer;
  };
  const entries: SqlFunction[] = [];
  const listed = (entry: SqlFunction): Listed => ({ entry, index: entries.push(entry) - 1, name: nameOf(entry.name) });
  const installed: Installed = {
    nameOf,
    functions: new Map(platforms.map((platform) => [platform, osqueryFunctions(platform).map(listed)])),
    callScalar: wasm.installFunction('v(pip)', (context: number, count: number, values: number) => {
      call(sqlite, context, entries, () => readArguments(sqlite, count, values));
    }),
    callStep: wasm.installFunction('v(pip)', () => {}),
    callFinal: wasm.installFunction('v(p)', (context: number) => call(sqlite, context, entries, () => [])),
    compare: wasm.installFunction('i(pipip)', (index: number, leftBytes: number, left: number, rightBytes: number, right: number) => {
      const heap = wasm.heap8u();
      const text = (pointer: number, bytes: number) => byteString(heap.subarray(pointer, pointer + bytes));
      return compareByteVersions(versionCollations[index]!, text(left, leftBytes), text(right, rightBytes));
    }),
    refused: new Map(refusedModules.map((name) => [name, refusal(sqlite, name)])),
    kept: stringArray(sqlite, keptModules),
  };
  installations.set(sqlite.capi, installed);
  return installed;
}

/** Runs the function that the connection's call stands for. No exception may reach SQLite. */
function call(sqlite: Sqlite, context: number, entries: readonly SqlFunction[], args: () => readonly Argument[]): void {
  const entry = entries[sqlite.wasm.exports['sqlite3_user_data']!(context) as number]!;
  try {
    giveResult(sqlite, context, entry.call(args()));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    giveError(sqlite, context, error instanceof SqlError ? text : `${entry.name}() failed: ${text}`);
  }
}

/** A module that answers as if it did not exist. */
function refusal(sqlite: Sqlite, name: string): number {
  const { wasm } = sqlite;
  const connect = wasm.installFunction('i(ppippp)', (_db: number, _data: number, _count: number, _arguments: number, _table: number, error: number) => {
    wasm.heap32()[error >> 2] = allocText(sqlite, `no such table: ${name}`).pointer;
    return 1;
  });
  const module: number = wasm.exports['sqlite3_malloc']!(moduleBytes);
  wasm.heap8u().fill(0, module, module + moduleBytes);
  wasm.heap32()[(module + connectOffset) >> 2] = connect;
  return module;
}

/** A C array of texts with a null pointer at its end. */
function stringArray(sqlite: Sqlite, texts: readonly string[]): number {
  const pointers = texts.map((text) => allocText(sqlite, text).pointer);
  const array: number = sqlite.wasm.exports['sqlite3_malloc']!(4 * (texts.length + 1));
  sqlite.wasm.heap32().set([...pointers, 0], array >> 2);
  return array;
}
