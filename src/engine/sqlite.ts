/**
 * The little of @sqlite.org/sqlite-wasm that the engine uses, with the raw exports for the callbacks that SQLite
 * calls thousands of times a second: the package's own wrappers cost more there than the work itself.
 */
export interface Sqlite {
  readonly wasm: {
    readonly exports: Record<string, (...args: any[]) => any>;
    heap8u(): Uint8Array;
    heap32(): Int32Array;
    installFunction(signature: string, callback: (...args: any[]) => any): number;
    cstrToJs(pointer: number): string;
    allocCString(text: string): number;
  };
  readonly capi: Record<string, any>;
}

/** The SQLite library the engine was written and measured against; another one may plan otherwise. */
const sqliteVersion = '3.53.4';

export const OK = 0;
export const ERROR = 1;
export const NOMEM = 7;
export const CONSTRAINT = 19;
export const ROW = 100;
export const DONE = 101;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Takes what the package's init function resolves to. Throws where the library is another version than the one
 * pinned, or lays out the structures that the callbacks read by offset in another way.
 */
export function adoptSqlite(initialised: unknown): Sqlite {
  const module = initialised as { wasm: Sqlite['wasm']; capi: Sqlite['capi'] };
  const version: string = module.capi['sqlite3_libversion']();
  if (version !== sqliteVersion) {
    throw new Error(`The engine needs SQLite ${sqliteVersion} but the package brought ${version}. Run npm ci.`);
  }
  const info = module.capi['sqlite3_index_info'].structInfo.members;
  const laidOut = info.aConstraint.offset === 4 && info.aConstraintUsage.offset === 16 && info.idxNum.offset === 20 && info.estimatedCost.offset === 40;
  if (!laidOut) throw new Error('sqlite3_index_info is laid out differently than the engine reads it. Run npm ci.');
  return { wasm: module.wasm, capi: module.capi };
}

/** Longest text that is put together letter by letter: names are short ASCII, for which a decoder takes longer. */
const shortText = 64;

/** Reads a NUL-terminated text. */
export function readText(sqlite: Sqlite, pointer: number): string {
  if (pointer === 0) return '';
  const heap = sqlite.wasm.heap8u();
  let text = '';
  for (let i = pointer; i < pointer + shortText; i++) {
    const byte = heap[i]!;
    if (byte === 0) return text;
    if (byte > 127) break;
    text += String.fromCharCode(byte);
  }
  return decoder.decode(heap.subarray(pointer, heap.indexOf(0, pointer)));
}

/** Copies a text into memory of sqlite3_malloc, NUL-terminated. The caller frees it, or hands it to SQLite. */
export function allocText(sqlite: Sqlite, text: string): { pointer: number; bytes: number } {
  // A character takes three bytes at most.
  const room = text.length * 3 + 1;
  const pointer: number = sqlite.wasm.exports['sqlite3_malloc']!(room);
  if (pointer === 0) throw new Error('SQLite is out of memory.');
  const heap = sqlite.wasm.heap8u();
  const bytes = encoder.encodeInto(text, heap.subarray(pointer, pointer + room)).written;
  heap[pointer + bytes] = 0;
  return { pointer, bytes };
}

/** The UTF-16 offset of the character at a UTF-8 byte offset of `text`, as SQLite counts error positions. */
export function fromByteOffset(text: string, bytes: number): number {
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    if (seen >= bytes) return i;
    const code = text.charCodeAt(i);
    if (code < 0x80) seen += 1;
    else if (code < 0x800) seen += 2;
    else if (code >= 0xd800 && code < 0xdc00) {
      seen += 4;
      i++;
    } else seen += 3;
  }
  return text.length;
}
