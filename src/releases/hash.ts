import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { compareText } from '../model/finding.ts';

/** Form of every hash in a contract: enough to tell texts apart, short enough to read. */
export const hashPattern = /^[0-9a-f]{16}$/;

/** The first 16 hexadecimal digits of the SHA-256 of a text in UTF-8. */
export function textHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 16);
}

/** The same hash over a JSON value, whatever the order of its keys; keys without a value count as absent. */
export function valueHash(value: unknown): string {
  return textHash(JSON.stringify(value, sortedKeys) ?? '');
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)));
}
