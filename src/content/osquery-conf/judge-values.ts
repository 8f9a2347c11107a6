import { nearestName } from '../../model/names.ts';
import { platforms } from '../../model/platform.ts';
import type { Complaint } from '../complaint.ts';
import { longestOsqueryInterval } from './limits.ts';
import type { Json, JsonObject } from './json.ts';
import { fulfilsVersion, matchesPlatform, VersionTooLarge } from './matching.ts';
import type { ConfRule } from './rules.ts';
import { brief, isOn, shown, sizeOf } from './values.ts';

/** What is to be said of a value of `platform`; null where there is nothing. */
export function judgePlatform(value: Json): Complaint | null {
  if (value.kind !== 'string') {
    const advice = 'Write the platforms as a text, such as "linux,darwin", or drop the key.';
    return { level: 'warning', message: `The platform ${shown(value)} is no text, so osquery ignores it and runs this everywhere.`, advice };
  }
  const { text } = value;
  const on = platforms.filter((platform) => matchesPlatform(text, platform));
  const words = text.split(/[\s,]+/).filter(Boolean);
  if (on.length === 0) {
    return { level: 'error', message: `No osquery matches the platform ${shown(value)}: it looks for darwin, linux, windows, posix, any or all, in this letter case.`, advice: platformAdvice(words) };
  }
  if (text === 'null') return null;
  const stray = words.find((word) => !platforms.some((platform) => matchesPlatform(word, platform)));
  if (stray !== undefined) return { level: 'warning', message: `No osquery matches "${brief(stray)}" in the platform.`, advice: platformAdvice([stray]) };
  const odd = words.find((word) => !knownPlatformWords.includes(word));
  if (odd === undefined) return null;
  const read = platforms.filter((platform) => matchesPlatform(odd, platform)).join(', ');
  return { level: 'warning', message: `"${brief(odd)}" is read as ${read}, for osquery looks for its word anywhere in the text.`, advice: `Write the platforms that are meant, of ${platforms.join(', ')}.` };
}

const knownPlatformWords: readonly string[] = [...platforms, 'posix', 'any', 'all', 'ubuntu', 'centos'];
const meantPlatforms: Readonly<Record<string, string>> = {
  macos: 'darwin', mac: 'darwin', osx: 'darwin', apple: 'darwin', win: 'windows', win32: 'windows', win64: 'windows',
  unix: 'posix', debian: 'linux', rhel: 'linux', redhat: 'linux', fedora: 'linux', suse: 'linux', arch: 'linux', amazon: 'linux', gentoo: 'linux', alpine: 'linux',
};

/** The word of osquery that a word for a platform stands for, in any letter case; null where that is not certain. */
export function meantPlatform(word: string): string | null {
  const lower = word.toLowerCase();
  if (knownPlatformWords.includes(lower)) return lower;
  return Object.hasOwn(meantPlatforms, lower) ? meantPlatforms[lower]! : null;
}

function platformAdvice(words: readonly string[]): string {
  const meant = words.slice(0, 10).flatMap((word) => {
    return meantPlatform(word) ?? nearestName(word.toLowerCase(), knownPlatformWords) ?? [];
  });
  return meant.length > 0 ? `Write "${[...new Set(meant)].join(',')}".` : 'Write one of these words, or drop the key.';
}

/** What is to be said of a value of `version`, read by osquery `own`. */
export function judgeVersion(value: Json, own: string): Complaint | null {
  if (value.kind !== 'string') return { level: 'warning', message: `The version ${shown(value)} is no text, so osquery ignores it and runs this on every version.`, advice: 'Write it as a text, such as "5.2.3", or drop the key.' };
  const advice = 'Write the oldest osquery that is to run this as numbers, such as "5.2.3".';
  try {
    if (fulfilsVersion(value.text, own)) return null;
  } catch (error) {
    if (!(error instanceof VersionTooLarge)) throw error;
    return { level: 'error', message: `The version ${shown(value)} holds a number that is too large: osquery drops the whole pack, and logs "Error adding pack".`, advice };
  }
  if (/^\s*\d+(\.\d+)*\s*$/.test(value.text)) return { level: 'warning', message: `osquery ${own} is older than ${brief(value.text)}, and does not run this.`, advice: 'Write the oldest osquery that is to run this; it is a minimum, not the version of the pack.' };
  return { level: 'error', message: `osquery ${own} does not fulfil the version ${shown(value)}: it compares a chunk that is no number as a text.`, advice };
}

/** What is to be said of a value of `shard`. */
export function judgeShard(value: Json): Complaint | null {
  const size = sizeOf(value);
  const number = value.kind === 'number' || (value.kind === 'string' && /^\d+$/.test(value.text));
  if (number && size <= 100n) return null;
  return { level: 'warning', message: `The shard ${shown(value)} limits nothing: every host runs this.`, advice: 'Write a whole number from 1 to 100, or drop the key.' };
}

/** What is to be said of a value of a key that is on or off. */
export function judgeBoolean(key: string, value: Json): Complaint | null {
  if (value.kind === 'boolean') return null;
  if (value.kind === 'number' && /^[01]$/.test(value.text)) return null;
  if (value.kind === 'string' && /^(true|t|false|f)$/i.test(value.text)) return null;
  const read = isOn(value);
  return { level: 'warning', message: `osquery reads the value ${shown(value)} of ${key} as ${read}.`, advice: `Write ${read}, or ${!read}, without quotation marks.` };
}

/** What is to be said of an interval; `name` is the query's. */
export function judgeInterval(value: Json, name: string): Complaint | null {
  const size = sizeOf(value);
  if (size < 1n || size > longestOsqueryInterval) {
    const why = value.kind === 'number' && /[.eE]/.test(value.text) ? ' It reads the bits of a fraction as a whole number.' : '';
    return { level: 'error', message: `osquery skips the query, because its interval ${shown(value)} is not 1 to ${longestOsqueryInterval} seconds.${why} ${intervalLine(name, size)}`, advice: 'Write the seconds as a whole number.' };
  }
  if (value.kind !== 'string' || /^\d+$/.test(value.text)) return null;
  const meant = secondsOf(value.text);
  if (meant === size) return { level: 'note', message: `Only the digits of ${shown(value)} count.`, advice: `Write ${size}.` };
  return { level: 'warning', message: `osquery reads the interval ${shown(value)} as ${size} second${size === 1n ? '' : 's'}: only its leading digits count.`, advice: `Write ${meant ?? 'the seconds as a whole number'}.` };
}

/** The line that osquery logs for a query with such an interval, or without SQL. */
export function intervalLine(name: string, size: bigint): string {
  return `It logs "Query has invalid interval: ${brief(name)}: ${size}".`;
}

const units: Readonly<Record<string, bigint | undefined>> = { s: 1n, sec: 1n, second: 1n, m: 60n, min: 60n, minute: 60n, h: 3600n, hour: 3600n, d: 86400n, day: 86400n };

/** Seconds that somebody means who writes a number with a unit. */
export function secondsOf(text: string): bigint | null {
  const found = /^\s*(\d{1,9})\s*(s|[a-z]+?)s?\s*$/i.exec(text);
  const unit = found && units[found[2]!.toLowerCase()];
  return unit ? BigInt(found[1]!) * unit : null;
}

/** What is to be said of a key, with its offset. */
export interface KeyComplaint {
  readonly rule: ConfRule;
  readonly at: number;
  readonly complaint: Complaint;
}

/** What is to be said of keys: those that stand twice, and those that osquery does not read. */
export function judgeKeys(object: JsonObject, known: readonly string[]): KeyComplaint[] {
  const seen = new Set<string>();
  return object.members.flatMap(({ key, keyAt: at }): KeyComplaint[] => {
    if (seen.has(key)) return [{ rule: 'osquery-duplicate', at, complaint: { level: 'warning', message: `The key "${brief(key)}" stands twice; osquery takes the first.`, advice: 'Keep one of them.' } }];
    seen.add(key);
    return known.includes(key) ? [] : [{ rule: 'osquery-key', at, complaint: unreadKey(key, known) }];
  });
}

function unreadKey(key: string, known: readonly string[]): Complaint {
  if (key === 'blacklist') return { level: 'warning', message: 'osquery 5.0.0 and later does not read blacklist.', advice: 'Name the key denylist.' };
  const message = `osquery does not read the key "${brief(key)}".`;
  const near = nearestName(key, known);
  return near ? { level: 'warning', message, advice: `Write "${near}", or drop it.` } : { level: 'note', message, advice: 'Drop it, unless something else reads it.' };
}
