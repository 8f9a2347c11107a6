import type { Finding } from '../../model/finding.ts';
import { judgeLongInterval, judgeName, osqueryPlatforms, versionAt, wholeSeconds } from './common.ts';
import { plainQuery, type ForeignPack, type ForeignQuery } from './model.ts';
import { complain, isOn, listAt, queryLocator, shown, spotAt, textAt, valueAt, type Spot } from './scope.ts';

const ownKeys = { name: 'name', interval: 'interval', platform: 'platform', version: 'min_osquery_version', snapshot: 'logging', removed: 'logging', shard: 'osquery', denylist: 'osquery', description: 'description' };

/**
 * A pack as Fleet had it from 2017 on (fleetdm/fleet server/fleet/packs.go): it schedules queries of other documents by
 * their names, which come as `saved`. Null where the document has none, as those of this repository.
 */
function readFleetPack(spot: Spot, saved: ReadonlyMap<string, ForeignQuery>): ForeignPack | null {
  const name = textAt(spot, 'name') ?? '';
  const { document: { at }, path } = spot;
  if (listAt(spot, 'queries').length === 0) return null;
  const own: Spot = { ...spot, pack: name };
  const queries = listAt(spot, 'queries').flatMap((_, index): ForeignQuery[] => {
    const entry = spotAt(own, 'queries', index);
    const named = entry && (textAt(entry, 'query') ?? textAt(entry, 'query_name'));
    if (!entry || named === null) {
      complain(own, 'foreign-query', 'queries', { level: 'error', message: `Query ${index + 1} of the pack does not name a query.`, advice: 'Write query: and the name of a query.' });
      return [];
    }
    const query = saved.get(named);
    if (!query) complain(entry, 'foreign-query', 'query', { level: 'note', message: `No query ${shown(named)} is among the files at hand: its SQL is not looked at.`, advice: 'Give the file that holds it too.' });
    return query ? [scheduled(entry, name, named, query)] : [];
  });
  return { name, format: 'fleet', file: at.file, place: at.value(path), description: textAt(spot, 'description'), discovery: [], sections: {}, queries };
}

function scheduled(entry: Spot, pack: string, named: string, query: ForeignQuery): ForeignQuery {
  const name = textAt(entry, 'name') ?? named;
  const own: Spot = { ...entry, query: name };
  const complaint = judgeName(name);
  if (complaint) complain(own, 'foreign-name', valueAt(entry, 'name') === undefined ? 'query' : 'name', complaint);
  const interval = wholeSeconds(valueAt(entry, 'interval'));
  if (interval !== null) judgeLongInterval(own, interval);
  const shard = wholeSeconds(valueAt(entry, 'shard'));
  return {
    ...plainQuery,
    name, interval,
    logName: `pack/${pack}/${name}`,
    sql: query.sql,
    file: query.file,
    // The SQL stands where the query itself does, and all else in the pack.
    at: { ...queryLocator(own, ownKeys), inText: (textPath, offset) => query.at.inText(textPath, offset) },
    logging: isOn(entry, 'snapshot') === true ? 'snapshot' : isOn(entry, 'removed') === false ? 'differential_ignore_removals' : 'differential',
    platforms: osqueryPlatforms(own),
    unjudged: query.unjudged,
    minimumVersion: versionAt(own, 'version'),
    description: textAt(entry, 'description') ?? query.description,
    shard: shard !== null && shard > 0 && shard < 100 ? shard : null,
    denylist: isOn(entry, 'denylist'),
  };
}

/** Packs of these documents, with the queries of all files. A query that a pack schedules is no longer one by itself. */
export function fleetPacks(spots: readonly Spot[], packs: readonly ForeignPack[]): { packs: ForeignPack[]; findings: readonly Finding[] } {
  const queries = packs.filter(({ format }) => format === 'fleet').flatMap((pack) => pack.queries);
  const saved = new Map(queries.filter(({ kind }) => kind !== 'policy').map((query) => [query.name, query]));
  const findings: Finding[] = [];
  const made = spots.flatMap((spot) => readFleetPack({ ...spot, findings }, saved) ?? []);
  const used = new Set(made.flatMap((pack) => pack.queries.map(({ sql }) => sql)));
  const rest = packs.map((pack) => (pack.format === 'fleet' ? { ...pack, queries: pack.queries.filter(({ kind, sql }) => kind !== 'saved' || !used.has(sql)) } : pack)).filter((pack) => pack.queries.length > 0);
  return { packs: [...rest, ...made], findings };
}
