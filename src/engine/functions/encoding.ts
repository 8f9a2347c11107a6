import type { Argument, Result, SqlFunction } from './types.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sextets = new Map([...alphabet, '='].map((character, index) => [character.charCodeAt(0), index % 64]));
const lineFeed = 10;
const carriageReturn = 13;
const padding = 61;

/** Base64 with padding; '' for no bytes. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = Math.min(bytes.length - i, 3) + 1;
    for (let digit = 0; digit < 4; digit++) text += digit < digits ? alphabet[(group >> (18 - 6 * digit)) & 63] : '=';
  }
  return text;
}

/**
 * Decodes as osquery does (osquery/utils/base64.cpp): line ends and trailing `=` are left out, a `=` elsewhere counts
 * as zero bits, and whatever cannot be decoded gives no bytes at all.
 */
function decodeBase64(encoded: Uint8Array): Uint8Array {
  const none = new Uint8Array(0);
  const digits = Array.from(encoded).filter((byte, index) => byte !== lineFeed && !(byte === carriageReturn && encoded[index + 1] === lineFeed));
  while (digits.at(-1) === padding) digits.pop();
  if (digits.length % 4 === 1) return none;
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let bits = 0;
  let pending = 0;
  let length = 0;
  for (const digit of digits) {
    const sextet = sextets.get(digit);
    if (sextet === undefined) return none;
    bits = ((bits << 6) | sextet) & 0xfff;
    pending += 6;
    if (pending >= 8) {
      pending -= 8;
      bytes[length++] = (bits >> pending) & 0xff;
    }
  }
  return bytes;
}

function isPrintable(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte > 0x1f && byte < 0x7f);
}

function coding(name: string, convert: (bytes: Uint8Array) => Result): SqlFunction {
  return { name, arity: 1, call: ([value]: readonly Argument[]) => (value!.type === 'null' ? null : convert(value!.bytes)) };
}

/** The functions of osquery/sql/sqlite_encoding.cpp. */
export const encodingFunctions: readonly SqlFunction[] = [
  coding('to_base64', encodeBase64),
  coding('from_base64', decodeBase64),
  coding('conditional_to_base64', (bytes) => (isPrintable(bytes) ? bytes : encodeBase64(bytes))),
];
