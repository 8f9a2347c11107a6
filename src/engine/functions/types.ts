/** One argument of a SQL function call, read from SQLite when it is asked for. */
export interface Argument {
  readonly type: 'integer' | 'real' | 'text' | 'blob' | 'null';
  /** The value as text, up to its first NUL byte; '' for NULL. */
  readonly text: string;
  /** The bytes of the value's text in UTF-8, NUL bytes included. */
  readonly bytes: Uint8Array;
  /** The value as a double, as SQLite converts it; 0 for NULL and for text that is no number. */
  readonly number: number;
  /** The value as a 64-bit integer, as SQLite converts it. */
  readonly integer: bigint;
}

/** What a SQL function gives: bigint is INTEGER, number is REAL, string and bytes (UTF-8) are TEXT. */
export type Result = bigint | number | string | Uint8Array | null;

/** A SQL function as osquery has it. */
export interface SqlFunction {
  readonly name: string;
  /** The number of arguments; -1 takes any. */
  readonly arity: number;
  /** False where two calls with the same arguments may differ; SQLite then calls it for every row. */
  readonly deterministic?: boolean;
  /** True for an aggregate: `call` gives its result, with no arguments, after the last row. */
  readonly aggregate?: boolean;
  /** Throws SqlError where the statement fails. */
  readonly call: (args: readonly Argument[]) => Result;
}

/** Ends the statement with `message` as SQLite's error text. */
export class SqlError extends Error {}
