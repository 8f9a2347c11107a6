import { memberOf, type Json, type JsonObject } from './json.ts';

/**
 * How osquery turns a JSON value into what it needs (osquery/utils/json/json.cpp, valueToSize and valueToBool, at
 * a5b14f63). Both are asked of values that are there; where a key is missing, its default holds.
 */

/**
 * The unsigned 64-bit number: of a text its leading digits, of a negative number its two's complement, of a fraction
 * or of a number beyond 64 bits the bits of the double, and of anything else 0.
 */
export function sizeOf(value: Json): bigint {
  if (value.kind === 'number') return bitsOf(value.text);
  if (value.kind !== 'string') return 0n;
  const found = /^[ \t\n\v\f\r]*([+-]?)(\d+)/.exec(cString(value.text));
  const digits = found?.[2]!.replace(/^0+/, '') ?? '';
  const size = digits.length > 20 ? 1n << 64n : BigInt(digits);
  if (size >= 1n << 64n) return 0n;
  return found?.[1] === '-' ? BigInt.asUintN(64, -size) : size;
}

/** Whether it is on: true, a text that says `true` or `t` in any letter case, or a number whose lower 32 bits are not all 0. */
export function isOn(value: Json): boolean {
  if (value.kind === 'boolean') return value.text === 'true';
  if (value.kind === 'string') return /^(true|t)$/i.test(cString(value.text));
  return value.kind === 'number' && BigInt.asUintN(32, bitsOf(value.text)) !== 0n;
}

/** A text up to its first NUL: osquery reads texts and names as C strings. */
export function cString(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** The text of that key; null where it is missing or no text, which osquery does not tell apart. */
export function textAt(object: JsonObject, key: string): string | null {
  const value = memberOf(object, key)?.value;
  return value?.kind === 'string' ? cString(value.text) : null;
}

/** A value as the source has it, short enough for a message. */
export function shown(value: Json): string {
  if (value.kind === 'object') return value.members.length > 0 ? '{…}' : '{}';
  if (value.kind === 'array') return value.items.length > 0 ? '[…]' : '[]';
  return value.kind === 'string' ? JSON.stringify(brief(value.text)) : brief(value.text);
}

/** A text or name of any length, short enough for a message. */
export function brief(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A number's 64 bits as RapidJSON keeps it: integers as such, everything else as a double. */
function bitsOf(text: string): bigint {
  if (/^-?\d+$/.test(text) && text.length <= 20) {
    const whole = BigInt(text);
    if (whole >= -(1n << 63n) && whole < 1n << 64n) return BigInt.asUintN(64, whole);
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Number(text));
  return view.getBigUint64(0);
}
