import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { untilNul } from './bytes.ts';
import type { SqlFunction } from './types.ts';

function hashing(name: string, hash: (bytes: Uint8Array) => Uint8Array): SqlFunction {
  return { name, arity: 1, call: ([value]) => (value!.type === 'null' ? null : bytesToHex(hash(untilNul(value!.bytes)))) };
}

/** Hashes of the text form of a value, up to its first NUL byte (osquery/sql/sqlite_hashing.cpp). */
export const hashingFunctions: readonly SqlFunction[] = [hashing('md5', md5), hashing('sha1', sha1), hashing('sha256', sha256)];
