import type { ConfPack, ConfQuery } from '../content/osquery-conf/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pack, Query } from '../model/catalogue.ts';
import type { PackSpec } from '../model/pack.ts';
import type { Place } from '../model/place.ts';
import { platforms, type Platform } from '../model/platform.ts';
import type { QuerySpec } from '../model/query.ts';
import { latestVersion } from '../osquery/schema.ts';
import type { Contract } from '../releases/contract.ts';
import { judge, type Verdict } from '../rules/verdict.ts';
import { contractsOf } from './pack-contracts.ts';

/** What could not be found out about a query, in one sentence. */
export interface Doubt {
  readonly query: string;
  readonly text: string;
}

/**
 * The contract of a pack in osquery's own configuration, of the queries that are scheduled on some platform. A .conf
 * has no tests: what type an expression gives is unknown, and one row a query is assumed. A platform on which the SQL
 * does not compile counts as none of the query's, for nothing is logged there, unless it compiles nowhere.
 */
export function confContract(engine: Engine, pack: ConfPack): { contract: Contract; doubts: Doubt[] } {
  const doubts: Doubt[] = [];
  const scheduled = new Map<string, ConfQuery>();
  for (const query of pack.queries.filter(({ runs }) => runs.size > 0)) {
    if (scheduled.has(query.name)) doubts.push({ query: query.name, text: 'Two queries of this name run on different hosts; the first is compared.' });
    else scheduled.set(query.name, query);
  }
  const verdicts = [...scheduled.values()].map((query) => verdictOf(engine, pack, query, doubts));
  const shaped: Pack = { file: pack.file, spec: packSpec(pack), at: locator(pack.file, () => pack.place), queries: verdicts.map(({ query }) => query) };
  const contract = contractsOf(engine, { packs: [shaped], topics: [], hosts: new Map() }, verdicts).get(pack.name)!;
  const queries = Object.fromEntries(Object.entries(contract.queries).map(([name, query]) => [name, { ...query, log_name: scheduled.get(name)!.logName }]));
  return { contract: { ...contract, queries }, doubts };
}

function verdictOf(engine: Engine, pack: ConfPack, query: ConfQuery, doubts: Doubt[]): Verdict {
  const wanted = platforms.filter((platform) => query.runs.has(platform));
  const errors = new Map(wanted.flatMap((platform) => {
    const { error } = engine.analyse(query.sql, { platform, version: latestVersion });
    return error ? [[platform, error.message] as const] : [];
  }));
  const compiled = wanted.filter((platform) => !errors.has(platform));
  if (compiled.length === 0) doubts.push({ query: query.name, text: `It does not compile on osquery ${latestVersion} (${[...new Set(errors.values())].join('; ')}), so its columns are unknown.` });
  else if (errors.size > 0) doubts.push({ query: query.name, text: `It does not compile on ${[...errors].map(([platform, message]) => `${platform} (${message})`).join(', ')}, which is not counted among its platforms.` });
  return judge(engine, { setting: 'production', group: pack.name, file: pack.file, spec: querySpec(query, compiled.length > 0 ? compiled : wanted), at: locator(pack.file, (key) => query.places.get(key) ?? query.place) });
}

function querySpec({ name, description, value, interval, sql, minimumVersion, runs, snapshot, removed, denylist, startupPriority }: ConfQuery, on: readonly Platform[]): QuerySpec {
  const shard = Math.max(...[...runs.values()].map(({ to }) => to));
  return {
    name,
    description: description ?? '',
    ...(value !== null && { why: value }),
    platform: on.join(','),
    interval,
    logging: snapshot ? 'snapshot' : removed ? 'differential' : 'differential_ignore_removals',
    ...(minimumVersion !== null && { min_osquery_version: minimumVersion }),
    query: sql,
    purpose: 'inventory',
    rows: 1,
    osquery: { shard, denylist, ...(startupPriority !== null && { startup_priority: startupPriority }) },
  };
}

/** What a .conf does not say is the same for every pack. */
function packSpec({ name, description, discovery, sections }: ConfPack): PackSpec {
  return {
    name, title: '', description: description ?? '', status: 'supported', purpose: 'inventory', promise: '', not_for: '', maintainers: [],
    discovery: [...discovery],
    ...(Object.keys(sections).length > 0 && { config: sections as PackSpec['config'] }),
  };
}

function locator(file: string, placeOf: (key: string) => Place): Query['at'] {
  const at = (path: readonly (string | number)[]) => placeOf(String(path.at(-1) ?? ''));
  return { file, value: at, key: at, inText: at, line: () => '' };
}
