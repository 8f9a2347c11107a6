import { packSections } from '../../model/pack.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import type { Complaint } from '../complaint.ts';
import { judgeKeys, judgePlatform, judgeShard, judgeVersion } from './judge-values.ts';
import { memberOf, type Json, type JsonObject, type JsonScalar } from './json.ts';
import { packKeys } from './limits.ts';
import { fulfilsVersion, matchesPlatform, VersionTooLarge } from './matching.ts';
import type { ConfPack, Shards, Skip } from './model.ts';
import { judgeEntry, queryOf, readEntry, skipOf, type Entry } from './query.ts';
import { complain, judgeValue, placeInText, type Scope } from './scope.ts';
import { brief, cString, shown, sizeOf, textAt } from './values.ts';

/** Sections that osquery applies from a pack, the daemon's options among them. */
export const sectionKeys: readonly string[] = ['options', ...packSections];

/** Reads a pack as osquery's Pack::initialize does; `at` is where its name or its text begins. */
export function readPack(name: string, object: JsonObject, at: number, file: Scope): ConfPack {
  const scope = { ...file, pack: name };
  judgePack(object, at, scope);
  const queries = memberOf(object, 'queries')?.value;
  const entries = queries?.kind === 'object' ? queries.members.map(readEntry) : [];
  for (const entry of entries) judgeEntry(entry, scope);
  const fates = new Map(platforms.map((platform) => [platform, fatesOn(platform, object, entries, scope.version)]));
  judgeDuplicates(entries, fates, scope);
  judgeMeeting(object, entries, scope);
  const version = textAt(object, 'version');
  const discovery = discoveryOf(object);
  return {
    name,
    file: scope.text.file,
    place: scope.text.place(at),
    description: textAt(object, 'description'),
    discovery: discovery.map(({ text }) => cString(text)),
    discoveryPlace: (index, offset) => (discovery[index] ? placeInText(scope, discovery[index], offset) : scope.text.place(at)),
    line: (line) => scope.text.line(line),
    sections: Object.fromEntries(object.members.filter(({ key, value }) => sectionKeys.includes(key) && isCollection(value)).reverse().map(({ key, value }) => [key, plain(value)])),
    queries: entries.map((entry, index) => {
      const own = [...fates].map(([platform, list]) => [platform, list[index]!] as const);
      const runs = new Map(own.flatMap(([platform, fate]) => (typeof fate === 'string' ? [] : [[platform, fate]])));
      const skipped = new Map(own.flatMap(([platform, fate]) => (typeof fate === 'string' ? [[platform, fate]] : [])));
      return queryOf(entry, scope, version, runs, skipped);
    }),
  };
}

type Fate = Shards | Skip;

/** What happens to each query on one platform. Of two with one name the first that passes all else runs, host by host. */
function fatesOn(platform: Platform, pack: JsonObject, entries: readonly Entry[], version: string): Fate[] {
  const all = (fate: Fate) => entries.map(() => fate);
  const shard = memberOf(pack, 'shard')?.value;
  const [wanted, minimum] = [textAt(pack, 'platform'), textAt(pack, 'version')];
  if (wanted !== null && !matchesPlatform(wanted, platform)) return all('pack-platform');
  try {
    if (minimum !== null && !fulfilsVersion(minimum, version)) return all('pack-version');
    const taken = new Map<string, number>();
    return entries.map((entry): Fate => {
      const skip = skipOf(entry, platform, version);
      if (skip) return skip;
      const to = Math.min(highestShard(shard ? sizeOf(shard) : 0n), highestShard(entry.shard));
      const from = (taken.get(entry.name) ?? -1) + 1;
      if (from > to) return 'duplicate';
      taken.set(entry.name, to);
      return { from, to };
    });
  } catch (error) {
    if (error instanceof VersionTooLarge) return all('version-too-large');
    throw error;
  }
}

/** The highest shard of a host that runs it: 0 and everything above 100 limit nothing. */
function highestShard(shard: bigint): number {
  return shard === 0n || shard > 100n ? 100 : Number(shard);
}

function discoveryOf(pack: JsonObject): JsonScalar[] {
  const discovery = memberOf(pack, 'discovery')?.value;
  return discovery?.kind === 'array' ? discovery.items.flatMap((item) => (item.kind === 'string' ? [item] : [])) : [];
}

function judgePack(pack: JsonObject, at: number, scope: Scope): void {
  for (const { rule, at: place, complaint } of judgeKeys(pack, [...packKeys, ...sectionKeys])) complain(scope, rule, place, complaint);
  judgeValue(scope, pack, 'platform', 'osquery-platform', judgePlatform);
  judgeValue(scope, pack, 'version', 'osquery-version', (value) => judgeVersion(value, scope.version));
  judgeValue(scope, pack, 'shard', 'osquery-shard', judgeShard);
  judgeValue(scope, pack, 'discovery', 'osquery-discovery', judgeDiscovery);
  judgeValue(scope, pack, 'options', 'osquery-section', (value) => (isCollection(value) ? { level: 'warning', message: 'The options of a pack are set for the whole daemon, as soon as the pack is active.', advice: 'Set them in the configuration or the flag file of the daemon.' } : null));
  judgeSections(pack, scope);
  const queries = memberOf(pack, 'queries');
  if (!queries) complain(scope, 'osquery-pack', at, { level: 'error', message: 'The pack has no "queries", so osquery loads nothing, without a message.', advice: 'Put its queries under "queries".' });
  else if (queries.value.kind !== 'object') complain(scope, 'osquery-pack', queries.value.at, { level: 'error', message: `"queries" is ${shown(queries.value)} and no object, so osquery loads nothing, without a message.`, advice: 'Write {"name": {"query": "…", "interval": …}}.' });
}

/** Tells sections that osquery refuses for their type. */
export function judgeSections(object: JsonObject, scope: Scope): void {
  for (const key of sectionKeys) {
    const value = memberOf(object, key)?.value;
    if (!value || value.kind === 'null' || isCollection(value)) continue;
    complain(scope, 'osquery-section', value.at, { level: 'error', message: `osquery ignores ${key}, because it is ${shown(value)}: "Error config ${key} should be an array or object".`, advice: 'Write an object or an array.' });
  }
}

function judgeDiscovery(value: Json): Complaint | null {
  if (value.kind !== 'array') return { level: 'warning', message: `The discovery ${shown(value)} is no array, so osquery ignores it and the pack runs on every host.`, advice: 'Write an array of SQL statements, or drop the key.' };
  const stray = value.items.find(({ kind }) => kind !== 'string');
  return stray ? { level: 'warning', message: `osquery ignores ${shown(stray)} in discovery, because it is no text.`, advice: 'Write each statement as a text.' } : null;
}

/** Tells queries that never run because they are for other platforms than their pack. */
function judgeMeeting(pack: JsonObject, entries: readonly Entry[], scope: Scope): void {
  const wanted = textAt(pack, 'platform');
  const ofPack = platforms.filter((platform) => wanted === null || matchesPlatform(wanted, platform));
  if (ofPack.length === 0) return;
  for (const { name, object, platform: own } of entries) {
    const value = object && memberOf(object, 'platform')?.value;
    // What matches no osquery by itself is told already.
    if (!value || own === null || !platforms.some((platform) => matchesPlatform(own, platform))) continue;
    if (ofPack.some((platform) => matchesPlatform(own, platform))) continue;
    complain({ ...scope, query: name }, 'osquery-platform', value.at, { level: 'error', message: `The query is for ${brief(own)} and its pack for ${brief(wanted!)}: no osquery runs it.`, advice: 'Move it into a pack for its platform, or mend one of the two.' });
  }
}

/** Tells queries that never run because another has their name. */
function judgeDuplicates(entries: readonly Entry[], fates: ReadonlyMap<Platform, readonly Fate[]>, scope: Scope): void {
  for (const [index, { name, member }] of entries.entries()) {
    const own = [...fates.values()].map((list) => list[index]!);
    if (!own.includes('duplicate')) continue;
    const where = own.every((fate) => typeof fate === 'string') ? '' : ' on some platforms';
    complain({ ...scope, query: name }, 'osquery-duplicate', member.keyAt, { level: 'error', message: `A query "${brief(name)}" stands above in this pack: osquery takes the first${where}, without a message.`, advice: 'Give one of the two another name.' });
  }
}

function isCollection(value: Json): boolean {
  return value.kind === 'object' || value.kind === 'array';
}

/** A value as JavaScript has it; of a key that stands twice the first. What is nested deeper than any section comes as a text. */
function plain(value: Json, depth = 0): unknown {
  if (depth > 40) return shown(value);
  if (value.kind === 'object') return Object.fromEntries([...value.members].reverse().map((member) => [member.key, plain(member.value, depth + 1)]));
  if (value.kind === 'array') return value.items.map((item) => plain(item, depth + 1));
  if (value.kind === 'string') return value.text;
  return value.kind === 'number' ? { number: value.text } : value.text === 'null' ? null : value.text === 'true';
}
