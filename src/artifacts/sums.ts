import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { compareText } from '../model/finding.ts';

/** Size in bytes and SHA-256 in hexadecimal of a file that holds `text` in UTF-8. */
export function fingerprint(text: string): { size: number; sha256: string } {
  const bytes = new TextEncoder().encode(text);
  return { size: bytes.length, sha256: bytesToHex(sha256(bytes)) };
}

/** The SHA256SUMS of some files, by name, in the form that `sha256sum -c` reads: sorted, hash and name two blanks apart. */
export function sha256Sums(files: ReadonlyMap<string, string>): string {
  const names = [...files.keys()].sort(compareText);
  return names.map((name) => `${fingerprint(files.get(name)!).sha256}  ${name}\n`).join('');
}
