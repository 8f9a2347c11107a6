import type { ForeignPack } from '../content/foreign/index.ts';
import type { Pack, Query } from '../model/catalogue.ts';
import { longestInterval } from '../model/query.ts';
import { earliestVersion } from '../osquery/schema.ts';
import { laterVersion } from '../osquery/versions.ts';
import type { ForeignVerdict } from '../rules/check-foreign.ts';
import { plainName, whyNot, type ForeignLoss } from '../rules/foreign-names.ts';
import { losses as lossesOf, type Consumer } from '../rules/losses.ts';
import { fleetApply } from './fleet-apply.ts';
import { fleetGitops } from './fleet-gitops.ts';
import { kibanaPack } from './kibana.ts';
import { osqueryConf } from './osquery-conf.ts';
import type { BuiltPack, BuiltQuery } from './release.ts';

const formats = { conf: ['osquery', osqueryConf], fleet: ['fleet', fleetApply], gitops: ['gitops', fleetGitops], kibana: ['kibana', kibanaPack] } as const satisfies Record<string, readonly [Consumer, (built: BuiltPack) => string]>;

export type ExportFormat = keyof typeof formats;

/** The forms in which a pack of others can be had. */
export const exportFormats = Object.keys(formats) as ExportFormat[];

/** A pack of others in another form, how many queries it has there, and what that form does not hold of it. Queries that compile nowhere are left out and told. */
export function exportPack(pack: ForeignPack, verdicts: readonly ForeignVerdict[], format: ExportFormat): { queries: number; text: string; losses: ForeignLoss[] } {
  const losses: ForeignLoss[] = [];
  const taken = new Set<string>();
  const queries = verdicts.flatMap((verdict): BuiltQuery[] => {
    const { query } = verdict;
    const refused = whyNot(verdict);
    if (refused !== null) {
      losses.push({ query: query.name, message: refused });
      return [];
    }
    const name = nameIn(format, query.name, taken);
    taken.add(name);
    if (name !== query.name) losses.push({ query: query.name, message: `It is called ${name} there, so its log name is another one.` });
    if (query.interval === null) losses.push({ query: query.name, message: 'It has no interval; 3600 seconds are written.' });
    for (const { platform, error } of verdict.platforms) if (error) losses.push({ query: query.name, message: `${platform} is left out: ${error.message}.` });
    return [builtQuery(pack, verdict, name)];
  });
  const own: Pack = {
    file: pack.file, at: queries[0]?.query.at ?? nowhere(pack), queries: queries.map(({ query }) => query),
    spec: {
      name: pack.name, title: pack.name, description: pack.description ?? '', status: 'supported', purpose: 'inventory', promise: '', not_for: '', maintainers: [],
      ...(pack.discovery.length > 0 && { discovery: pack.discovery.map(({ sql }) => sql) }),
      ...(Object.keys(pack.sections).length > 0 && { config: pack.sections }),
    },
  };
  const [consumer, print] = formats[format];
  for (const { format: of, query, message } of lossesOf(own)) if (of === consumer) losses.push({ query: query ?? null, message });
  return { queries: queries.length, text: print({ pack: own, version: '', queries }), losses };
}

/** The name of a query in a form: as it is where the form takes it. */
function nameIn(format: ExportFormat, name: string, taken: ReadonlySet<string>): string {
  const fits = format !== 'kibana' || (/^[A-Za-z0-9_-]+$/.test(name) && !['query', 'interval'].includes(name));
  return fits && !taken.has(name) ? name : plainName(name, taken);
}

function builtQuery(pack: ForeignPack, { query, platforms, minimumVersion, columns, flags }: ForeignVerdict, name: string): BuiltQuery {
  const compiled = platforms.filter(({ error }) => error === null).map(({ platform }) => platform);
  const osquery = { ...(query.shard !== null && { shard: query.shard }), ...(query.denylist !== null && { denylist: query.denylist }), ...(query.startupPriority !== null && { startup_priority: query.startupPriority }) };
  const own: Query = {
    setting: 'foreign', group: pack.name, file: query.file, at: query.at,
    spec: {
      name, description: query.description ?? '', platform: compiled.join(','), interval: Math.min(query.interval ?? 3600, longestInterval), logging: query.logging, query: query.sql, purpose: 'inventory', osquery,
      ...(Object.keys(query.ecsMapping).length > 0 && { ecs_mapping: query.ecsMapping }),
    },
  };
  return { query: own, platforms: compiled, minimumVersion: laterVersion(minimumVersion ?? earliestVersion, query.minimumVersion ?? earliestVersion), columns: columns.map(({ name: column, type }) => ({ name: column, type })), flags };
}

function nowhere({ place }: ForeignPack): Pack['at'] {
  return { file: place.file, value: () => place, key: () => place, inText: () => place, line: () => '' };
}
