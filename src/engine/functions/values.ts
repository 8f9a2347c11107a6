import { utf8 } from './bytes.ts';
import { allocText, type Sqlite } from '../sqlite.ts';
import type { Argument, Result } from './types.ts';

const types = ['null', 'integer', 'real', 'text', 'blob', 'null'] as const;
const decoder = new TextDecoder();

/** An argument of a call, read from its sqlite3_value when a part of it is asked for. Valid during the call only. */
export class ValueArgument implements Argument {
  readonly type: Argument['type'];
  readonly #sqlite: Sqlite;
  readonly #value: number;

  constructor(sqlite: Sqlite, value: number) {
    this.#sqlite = sqlite;
    this.#value = value;
    this.type = types[sqlite.wasm.exports['sqlite3_value_type']!(value) as number] ?? 'null';
  }

  get bytes(): Uint8Array {
    const { wasm } = this.#sqlite;
    const pointer: number = wasm.exports['sqlite3_value_text']!(this.#value);
    const length: number = wasm.exports['sqlite3_value_bytes']!(this.#value);
    return pointer === 0 ? new Uint8Array(0) : wasm.heap8u().slice(pointer, pointer + length);
  }

  get text(): string {
    const bytes = this.bytes;
    const end = bytes.indexOf(0);
    return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
  }

  get number(): number {
    return this.#sqlite.wasm.exports['sqlite3_value_double']!(this.#value);
  }

  get integer(): bigint {
    return this.#sqlite.wasm.exports['sqlite3_value_int64']!(this.#value);
  }
}

/** The arguments of a call: `values` points to `count` pointers. */
export function readArguments(sqlite: Sqlite, count: number, values: number): Argument[] {
  const first = values >> 2;
  const pointers = Array.from(sqlite.wasm.heap32().subarray(first, first + count));
  return pointers.map((value) => new ValueArgument(sqlite, value));
}

/** Tells SQLite the result of a call. */
export function giveResult(sqlite: Sqlite, context: number, result: Result): void {
  const { exports } = sqlite.wasm;
  if (result === null) exports['sqlite3_result_null']!(context);
  else if (typeof result === 'bigint') exports['sqlite3_result_int64']!(context, result);
  else if (typeof result === 'number') exports['sqlite3_result_double']!(context, result);
  else giveText(sqlite, context, typeof result === 'string' ? utf8(result) : result);
}

function giveText(sqlite: Sqlite, context: number, bytes: Uint8Array): void {
  const { wasm } = sqlite;
  const pointer: number = wasm.exports['sqlite3_malloc']!(bytes.length + 1);
  if (pointer === 0) return wasm.exports['sqlite3_result_error_nomem']!(context);
  wasm.heap8u().set(bytes, pointer);
  // -1 is SQLITE_TRANSIENT: SQLite copies the text.
  wasm.exports['sqlite3_result_text']!(context, pointer, bytes.length, -1);
  wasm.exports['sqlite3_free']!(pointer);
}

/** Ends the statement with `message`. Never throws. */
export function giveError(sqlite: Sqlite, context: number, message: string): void {
  const { wasm } = sqlite;
  try {
    const { pointer, bytes } = allocText(sqlite, message);
    wasm.exports['sqlite3_result_error']!(context, pointer, bytes);
    wasm.exports['sqlite3_free']!(pointer);
  } catch {
    wasm.exports['sqlite3_result_error_nomem']!(context);
  }
}
