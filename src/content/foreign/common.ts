import { reservedQueryPrefixes, reservedQuerySuffixes } from '../../model/names.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import type { Complaint } from '../complaint.ts';
import { judgePlatform } from '../osquery-conf/judge-values.ts';
import { longestOsqueryInterval, reservesNamesSince } from '../osquery-conf/limits.ts';
import { matchesPlatform, threeNumbers } from '../osquery-conf/matching.ts';
import { complain, shown, textAt, valueAt, type Spot } from './scope.ts';

/** What is to be said of the name of a query that osquery gets from another program; null where there is nothing. */
export function judgeName(name: string): Complaint | null {
  const prefix = reservedQueryPrefixes.find((text) => name.startsWith(text));
  if (prefix) return { level: 'error', message: `osquery ${reservesNamesSince} and later skips a query whose name begins with "${prefix}".`, advice: 'Begin the name with another word.' };
  const suffix = reservedQuerySuffixes.find((text) => name.endsWith(text));
  return suffix ? { level: 'error', message: `osquery ${reservesNamesSince} and later skips a query whose name ends with "${suffix}".`, advice: 'End the name with another word.' } : null;
}

/** Tells names that stand twice among queries, at the later one. */
export function judgeTwins(spots: readonly { spot: Spot; key: string; name: string }[], consequence: string): void {
  const seen = new Set<string>();
  for (const { spot, key, name } of spots) {
    if (seen.has(name)) complain(spot, 'foreign-name', key, { level: 'error', message: `A query "${name.slice(0, 60)}" stands above: ${consequence}`, advice: 'Give one of the two another name.' });
    seen.add(name);
  }
}

/** The SQL of a key; null, and told, where there is none. */
export function sqlAt(spot: Spot, consequence: string): string | null {
  const value = valueAt(spot, 'query');
  if (typeof value === 'string' && value.trim() !== '') return value;
  const message = value === undefined ? 'The query has no SQL under "query"' : `The SQL is ${shown(value)}`;
  complain(spot, 'foreign-query', value === undefined ? null : 'query', { level: 'error', message: `${message}: ${consequence}`, advice: 'Write the SQL as a text under query.' });
  return null;
}

/** A platform that goes to osquery as it stands: where osquery's own search for words lets it through; null for everywhere. Nowhere is told. */
export function osqueryPlatforms(spot: Spot): Platform[] | null {
  const text = textAt(spot, 'platform');
  if (text === null || text === '') return null;
  const complaint = judgePlatform({ kind: 'string', at: 0, end: 0, text });
  if (complaint) complain(spot, 'foreign-platform', 'platform', complaint);
  const meant = platforms.filter((platform) => matchesPlatform(text, platform));
  return meant.length === platforms.length ? null : meant;
}

/** Seconds that somebody means who writes an interval as a number or as digits; null where it is neither. */
export function wholeSeconds(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : null;
}

/** Tells an interval that osquery itself skips, whoever hands it over. */
export function judgeLongInterval(spot: Spot, seconds: number): void {
  if (seconds > Number(longestOsqueryInterval)) complain(spot, 'foreign-interval', 'interval', { level: 'error', message: `osquery skips a query with an interval above ${longestOsqueryInterval} seconds.`, advice: 'Write a lower one.' });
}

/** The oldest osquery that the text of a key asks for; null where it asks for none, or for what is no version, which is told. */
export function versionAt(spot: Spot, key: string): string | null {
  const value = valueAt(spot, key);
  if (value === undefined || value === '') return null;
  const version = typeof value === 'string' ? threeNumbers(value) : null;
  if (version === null) complain(spot, 'foreign-key', key, { level: 'warning', message: `${shown(value)} is no version of osquery.`, advice: 'Write it as a text of numbers, such as "5.2.3", or drop the key.' });
  return version;
}
