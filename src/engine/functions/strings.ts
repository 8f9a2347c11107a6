import { byteString, fromByteString, untilNul } from './bytes.ts';
import { SqlError, type Argument, type Result, type SqlFunction } from './types.ts';
import { maximumPatternBytes, regexMatch, regexSplit, RegexError } from './regex.ts';

const whitespace = /^[\t-\r ]+|[\t-\r ]+$/g;

/** Splits at every one of the separator's bytes; drops empty pieces, then trims the others. */
function splitAtAny(input: Uint8Array, separators: Uint8Array): readonly Uint8Array[] {
  const pieces: string[] = [''];
  for (const byte of input) {
    if (separators.includes(byte)) pieces.push('');
    else pieces[pieces.length - 1] += String.fromCharCode(byte);
  }
  return pieces.filter((piece) => piece !== '').map((piece) => fromByteString(piece.replace(whitespace, '')));
}

function splitAtRegex(input: Uint8Array, pattern: Uint8Array): readonly Uint8Array[] {
  if (pattern.length > maximumPatternBytes) throw new RegexError();
  return regexSplit(pattern, input);
}

/** The index argument as osquery reads it: a 32-bit integer, where a negative one is past every end. */
function indexOf(argument: Argument): number {
  const index = Number(BigInt.asIntN(32, argument.integer));
  return index < 0 ? Infinity : index;
}

function anyNull(args: readonly Argument[]): boolean {
  return args.some(({ type }) => type === 'null');
}

function splitting(name: string, split: (input: Uint8Array, separator: Uint8Array) => readonly Uint8Array[]): SqlFunction {
  const call = (args: readonly Argument[]): Result => {
    if (anyNull(args)) return null;
    const [input, separator, index] = args;
    const separatorBytes = untilNul(separator!.bytes);
    if (separatorBytes.length === 0) throw new SqlError('Invalid input to split function');
    return asSqlError(() => split(untilNul(input!.bytes), separatorBytes)[indexOf(index!)] ?? null);
  };
  return { name, arity: 3, call };
}

function matching(args: readonly Argument[]): Result {
  if (anyNull(args)) return null;
  const [input, pattern, group] = args;
  const patternBytes = untilNul(pattern!.bytes);
  if (patternBytes.length > maximumPatternBytes) {
    throw new SqlError(`Invalid regex: too big, max size is ${maximumPatternBytes} bytes`);
  }
  return asSqlError(() => regexMatch(patternBytes, untilNul(input!.bytes))?.[indexOf(group!)] ?? null);
}

function asSqlError(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof RegexError ? new SqlError('Invalid regex') : error;
  }
}

/** NULLs are left out; a separator follows every value but the last argument, so a NULL at the end leaves one behind. */
function concatenate(values: readonly Argument[], separator: string): Result {
  if (values.length === 0) return null;
  return values.map(({ type, text }, index) => (type === 'null' ? '' : text + (index < values.length - 1 ? separator : ''))).join('');
}

function concatenateWithSeparator([separator, ...values]: readonly Argument[]): Result {
  if (!separator) throw new SqlError('Missing separator to concat_ws');
  return concatenate(values, separator.text);
}

/** Digits of letters A to Z in soundex; 0 for letters that have none. */
const soundexDigits = '01230120022455012623010202';

/** The soundex digit of a byte, of which SQLite looks at the lower seven bits only. */
function soundexDigit(byte: number): string {
  return soundexDigits[(byte & 0x5f) - 0x41] ?? '0';
}

/** SQLite's soundex: the first letter and three digits; `?000` for a value without a letter. */
function soundex([value]: readonly Argument[]): Result {
  const letters = byteString(untilNul(value!.bytes)).replace(/^[^A-Za-z]+/, '');
  if (letters === '') return '?000';
  let code = letters[0]!.toUpperCase();
  let previous = soundexDigit(letters.charCodeAt(0));
  for (let i = 1; i < letters.length && code.length < 4; i++) {
    const digit = soundexDigit(letters.charCodeAt(i));
    if (digit !== '0' && digit !== previous) code += digit;
    previous = digit;
  }
  return code.padEnd(4, '0');
}

/** The functions of osquery/sql/sqlite_string.cpp but `inet_aton`, and SQLite's `soundex`. */
export const stringFunctions: readonly SqlFunction[] = [
  splitting('split', splitAtAny),
  splitting('regex_split', splitAtRegex),
  { name: 'regex_match', arity: 3, call: matching },
  { name: 'concat', arity: -1, call: (args) => concatenate(args, '') },
  { name: 'concat_ws', arity: -1, call: concatenateWithSeparator },
  { name: 'soundex', arity: 1, call: soundex },
];
