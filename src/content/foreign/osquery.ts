import { platforms, type Platform } from '../../model/platform.ts';
import { readConf, type ConfPack, type ConfQuery, type PackFiles, type Skip } from '../osquery-conf/index.ts';
import { queryKeys } from '../osquery-conf/limits.ts';
import { stem, type SourceFile } from '../files.ts';
import type { Finding } from '../../model/finding.ts';
import { plainQuery, type ForeignPack, type ForeignQuery } from './model.ts';
import { locatorOf } from './places.ts';

/** Reads osquery's own configuration or a pack of it; `files` are those that it may name. */
export function readOsquery(file: SourceFile, version: string, files: PackFiles): { packs: ForeignPack[]; findings: readonly Finding[] } {
  const { packs, findings } = readConf(file, stem(file.path), { version, files });
  return { packs: packs.map(asPack), findings };
}

function asPack(pack: ConfPack): ForeignPack {
  const { name, file, place, description, discovery, sections } = pack;
  return {
    name, format: 'osquery', file, place, description,
    discovery: discovery.map((sql, index) => ({ sql, at: locatorOf({ file, name: () => pack.discoveryPlace(index, 0), value: () => null, sql: (offset) => pack.discoveryPlace(index, offset), line: pack.line }) })),
    sections: withNumbers(sections) as ForeignPack['sections'],
    queries: pack.queries.map((query) => asQuery(query, pack)),
  };
}

/** osquery's keys by those of this repository. */
const ownKeys: Readonly<Record<string, string>> = { version: 'min_osquery_version', snapshot: 'logging', removed: 'logging', value: 'why', shard: 'osquery', denylist: 'osquery', startup_priority: 'osquery' };

function asQuery(query: ConfQuery, { file, line }: ConfPack): ForeignQuery {
  const { name, logName, sql, interval, snapshot, removed, denylist, startupPriority, minimumVersion, description, value, places } = query;
  const most = Math.max(...[...query.runs.values()].map(({ to }) => to), 0);
  return {
    ...plainQuery,
    name, logName, file, sql, minimumVersion, description, value, startupPriority,
    at: locatorOf({ file, name: () => query.place, value: (key) => [...places].find(([own]) => (ownKeys[own] ?? own) === key)?.[1] ?? null, sql: (offset) => query.sqlPlace(offset), line }),
    interval: interval || null,
    logging: snapshot ? 'snapshot' : removed ? 'differential' : 'differential_ignore_removals',
    platforms: platformsOf(query),
    unjudged: sql.trim() === '' ? 'it has no SQL' : null,
    shard: most > 0 && most < 100 ? most : null,
    denylist: places.has('denylist') ? denylist : null,
    leftovers: [...places].filter(([key]) => !(queryKeys as readonly string[]).includes(key)).map(([key, place]) => ({ key, place })),
  };
}

const elsewhere: readonly (Skip | undefined)[] = ['pack-platform', 'platform'];

/** Platforms that the query's words and its pack's let through; null where they let all through. */
function platformsOf({ skipped }: ConfQuery): Platform[] | null {
  const meant = platforms.filter((platform) => !elsewhere.includes(skipped.get(platform)));
  return meant.length === platforms.length ? null : meant;
}

/** Sections with numbers in place of their texts. */
function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [key, text] = entries[0] ?? [];
  if (entries.length === 1 && key === 'number' && typeof text === 'string') return Number(text);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withNumbers(inner)]));
}
