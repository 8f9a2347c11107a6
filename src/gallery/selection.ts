import type { GalleryGroup, GalleryQuery } from '../artifacts/gallery-data.ts';
import type { PackFile } from '../artifacts/pack-files.ts';
import { packFiles } from '../artifacts/pack-files.ts';
import type { BuiltPack, BuiltQuery } from '../artifacts/release.ts';
import { count } from '../artifacts/pages/wording.ts';
import type { Query } from '../model/catalogue.ts';
import { longestName, packNamePattern, reservedPackName } from '../model/names.ts';
import type { PackSpec } from '../model/pack.ts';
import type { Locator } from '../model/place.ts';
import type { Logging } from '../model/query.ts';
import { losses, type Loss } from '../rules/losses.ts';
import { mergedConfig } from './merge-config.ts';

/** A selected query and the pack or topic that it is of. */
export interface Picked {
  readonly group: GalleryGroup;
  readonly query: GalleryQuery;
}

/** How an example is to be scheduled, by its reference: what its own file says suits a lesson, not a fleet. */
export type Schedules = Readonly<Record<string, { readonly interval: number; readonly logging: Logging }>>;

/** A selection as a pack. */
export interface Selection {
  readonly built: BuiltPack;
  readonly files: readonly PackFile[];
  /** Names of the queries in the pack, by reference. */
  readonly names: ReadonlyMap<string, string>;
  /** Daemon flags that the queries need. */
  readonly flags: Readonly<Record<string, string>>;
  /** What of its sources the pack does not have, in sentences. */
  readonly notes: readonly string[];
  /** What some programs do not get of the pack. */
  readonly losses: readonly Loss[];
}

/** What is wrong with a name for a pack of one's own, and what to do; null where nothing is. `taken` are the packs of this site. */
export function packNameFault(name: string, taken: readonly string[]): string | null {
  if (name.length > longestName) return `A name has at most ${longestName} characters; this one has ${name.length}.`;
  if (!packNamePattern.test(name)) return 'Write lower-case letters, digits and hyphens, a letter first.';
  if (name === reservedPackName) return `A pack named ${name} replaces the daemon’s own schedule. Choose another name.`;
  if (taken.includes(name)) return `${name} is a pack of this site: of two packs with one name osquery keeps the last. Choose another name.`;
  return null;
}

/**
 * The name that each selected query has in the pack, by reference. Where several have one name, each gets that of its pack
 * or topic in front, so that none is taken for another; where even that is taken, a number at its end.
 */
export function queryNames(picked: readonly Picked[]): Map<string, string> {
  const used = new Map<string, number>();
  for (const { query } of picked) used.set(query.spec.name, (used.get(query.spec.name) ?? 0) + 1);
  const taken = new Set([...used].flatMap(([name, times]) => (times === 1 ? [name] : [])));
  return new Map(picked.map(({ group, query: { ref, spec } }) => {
    if (used.get(spec.name) === 1) return [ref, spec.name];
    const name = freeName(`${group.name.replaceAll('-', '_')}_${spec.name}`, taken);
    taken.add(name);
    return [ref, name];
  }));
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const end = number === 1 && wanted.length <= longestName ? '' : `_${number}`;
    const name = `${wanted.slice(0, longestName - end.length)}${end}`;
    if (!taken.has(name)) return name;
  }
}

/** Selected queries, at least one, as a pack called `name`, in the forms of all programs. Examples run as `schedules` says, or else as in their files. */
export function packOfSelection(name: string, picked: readonly Picked[], schedules: Schedules = {}): Selection {
  const names = queryNames(picked);
  const queries = picked.map(({ group, query }) => builtQuery(group, query, names.get(query.ref)!, schedules[query.ref]));
  const flags = Object.assign({}, ...picked.map(({ query }) => query.flags)) as Record<string, string>;
  const { config, notes } = mergedConfig(picked);
  const { discovery, note } = commonDiscovery(picked);
  const spec: PackSpec = {
    name, title: name, description: described(picked), status: 'incubating', purpose: picked[0]!.query.spec.purpose,
    promise: 'That of the packs its queries are from.', not_for: 'That of the packs its queries are from.', maintainers: ['core'],
    ...(discovery.length > 0 && { discovery: [...discovery] }), ...(Object.keys(flags).length > 0 && { flags }), ...(Object.keys(config).length > 0 && { config }),
  };
  const file = `${name}.yml`;
  const built: BuiltPack = { pack: { file, spec, at: nowhere(file), queries: queries.map(({ query }) => query) }, version: '0.0.0', queries, sources: sourcesOf(picked) };
  return { built, files: packFiles(built), names, flags, notes: [...conflictingFlags(picked), ...notes, ...(note === null ? [] : [note])], losses: losses(built.pack) };
}

function builtQuery(group: GalleryGroup, { spec, platforms, minimum, columns, flags, ref }: GalleryQuery, name: string, schedule: Schedules[string] | undefined): BuiltQuery {
  const file = `${group.kind === 'pack' ? `packs/${group.ref}` : group.ref}/${spec.name}.yml`;
  const own = group.kind === 'topic' && schedule ? { interval: schedule.interval, logging: schedule.logging } : {};
  const query: Query = { setting: group.kind === 'pack' ? 'production' : 'teaching', group: group.name, file, at: nowhere(ref), spec: { ...spec, ...own, name } };
  return { query, platforms, minimumVersion: minimum, columns, flags };
}

/** The packs and topics of a selection, each once. */
function sourcesOf(picked: readonly Picked[]): string[] {
  return [...new Set(picked.map(({ group }) => sourceName(group)))];
}

/** A pack with its version, `linux-persistence 1.0.1`, or a topic by its folder, `examples/joins`. */
export function sourceName({ ref, version }: GalleryGroup): string {
  return version === null ? ref : `${ref} ${version}`;
}

function described(picked: readonly Picked[]): string {
  const examples = picked.filter(({ group }) => group.kind === 'topic').length;
  const queries = picked.length - examples;
  return `A selection of ${[...(queries > 0 ? [count(queries, 'query', 'queries')] : []), ...(examples > 0 ? [count(examples, 'example')] : [])].join(' and ')}.`;
}

/** The discovery queries that all packs of a selection have in common; where they differ there are none, and a sentence says so. */
function commonDiscovery(picked: readonly Picked[]): { discovery: readonly string[]; note: string | null } {
  const groups = [...new Set(picked.map(({ group }) => group))];
  const discoveries = groups.map(({ discovery }) => discovery ?? []);
  const [first = []] = discoveries;
  if (discoveries.every((other) => JSON.stringify(other) === JSON.stringify(first))) return { discovery: first, note: null };
  const restricted = groups.filter(({ discovery }) => discovery?.length).map(({ name }) => name);
  return {
    discovery: [],
    note: `${restricted.join(' and ')} ${restricted.length === 1 ? 'has' : 'have'} discovery queries, the other sources have not the same. A pack has one discovery for all its queries, so this one has none and runs on every host that it is given to. Give it only to hosts that it is for, or select the queries of ${restricted.length === 1 ? 'that pack' : 'each such pack'} for a pack of their own.`,
  };
}

function conflictingFlags(picked: readonly Picked[]): string[] {
  const values = new Map<string, Set<string>>();
  for (const { query } of picked) for (const [flag, value] of Object.entries(query.flags)) values.set(flag, (values.get(flag) ?? new Set()).add(value));
  return [...values].filter(([, different]) => different.size > 1).map(([flag, different]) => `Queries need the flag ${flag} at different values: ${[...different].join(' and ')}. One daemon has one of them; leave out the queries of the other.`);
}

/** A selection stands in no file: nothing looks up a place in it. */
function nowhere(file: string): Locator {
  const start = { file, line: 1, column: 1 };
  return { file, value: () => start, key: () => start, inText: () => start, line: () => '' };
}
