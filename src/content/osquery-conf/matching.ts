import type { Platform } from '../../model/platform.ts';

/**
 * Whether osquery of that platform takes the text for itself: an empty one and `null` always, else where it holds one
 * of its words, anywhere and in this letter case (osquery/core/system.cpp, checkPlatform, at a5b14f63).
 */
export function matchesPlatform(text: string, platform: Platform): boolean {
  if (text === '' || text === 'null') return true;
  const words = ['any', 'all', platform, ...(platform === 'linux' ? ['ubuntu', 'centos'] : []), ...(platform === 'windows' ? [] : ['posix'])];
  return words.some((word) => text.includes(word));
}

/** Thrown where osquery's own comparison throws: the pack is then not loaded. */
export class VersionTooLarge extends Error {}

/**
 * Whether osquery `version` fulfils the minimum `text`: chunk by chunk by the digits that each begins with; a chunk
 * without digits is compared as a text (osquery/utils/info/version.cpp, versionAtLeast, and packs.cpp, checkVersion).
 * Throws VersionTooLarge for a chunk beyond 32 bits.
 */
export function fulfilsVersion(text: string, version: string): boolean {
  if (text === '' || text === 'null' || text === '0.0.0') return true;
  const required = chunksOf(text);
  for (const [index, own] of chunksOf(version).entries()) {
    const wanted = required[index];
    if (wanted === undefined) return true;
    const [a, b] = [leadingInteger(own), leadingInteger(wanted)];
    if (a === null || b === null) {
      if (own < wanted) return false;
    } else if (a !== b) return a > b;
  }
  return true;
}

/** The minimum as three numbers, such as 5.0.0 for `5`; null where it sets none or is no version. */
export function threeNumbers(text: string): string | null {
  if (!/^\d{1,9}(\.\d{1,9})*$/.test(text)) return null;
  return [...text.split('.').map(Number), 0, 0].slice(0, 3).join('.');
}

function chunksOf(version: string): string[] {
  return version.split('.').filter((chunk) => chunk !== '').map((chunk) => chunk.trim());
}

/** What std::stoi gives: null where the text does not begin with a number. */
function leadingInteger(text: string): number | null {
  const found = /^\s*([+-]?\d+)/.exec(text);
  if (!found) return null;
  const number = Number(found[1]);
  if (number > 2 ** 31 - 1 || number < -(2 ** 31)) throw new VersionTooLarge();
  return number;
}
