import type { SourceFile } from '../content/files.ts';
import type { ForeignPack } from '../content/foreign/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Catalogue } from '../model/catalogue.ts';
import { packFileNames } from '../model/names.ts';
import { packSections } from '../model/pack.ts';
import { longestInterval, type Purpose, type QuerySpec } from '../model/query.ts';
import { unwritten } from '../model/unwritten.ts';
import { compareVersions } from '../osquery/versions.ts';
import type { ForeignVerdict } from '../rules/check-foreign.ts';
import { plainName, whyNot, type ForeignLoss } from '../rules/foreign-names.ts';
import { newQuery } from './new-query.ts';
import { packText } from './pack-text.ts';
import { queryText } from './query-text.ts';

export interface ImportOptions {
  /** Name of the new pack. */
  readonly name: string;
  readonly purpose: Purpose;
  /** Roles of MAINTAINERS.yml. */
  readonly maintainers: readonly string[];
}

/** The files of a new pack, by their paths in the repository, and what of the old ones they do not hold. */
export interface Import {
  readonly files: readonly SourceFile[];
  readonly losses: readonly ForeignLoss[];
}

/**
 * Packs of others as one pack of this repository. The engine fills in what it knows of each query, and what nobody has
 * written is marked, so that the check names it. A query that compiles nowhere is left out and told.
 */
export function importPack(engine: Engine, catalogue: Catalogue, packs: readonly ForeignPack[], verdicts: readonly ForeignVerdict[], { name, purpose, maintainers }: ImportOptions): Import {
  const losses: ForeignLoss[] = [];
  const files: SourceFile[] = [];
  const taken = new Set<string>(packFileNames);
  const flags: Record<string, string> = {};
  for (const verdict of verdicts) {
    const refused = whyNot(verdict) ?? (unreadable(verdict.query.sql) ? 'It is left out: its SQL holds control characters.' : null);
    const own = plainName(verdict.query.name, taken);
    const spec = refused === null ? importQuery(engine, catalogue, verdict, { name: own, group: name, purpose }, losses) : null;
    if (!spec) {
      losses.push({ query: verdict.query.name, message: refused ?? 'It is left out: it gives no columns.' });
      continue;
    }
    taken.add(own);
    Object.assign(flags, verdict.flags);
    files.push({ path: `packs/${name}/${own}.yml`, text: queryText(spec) });
  }
  if (packs.length > 1) losses.push({ query: null, message: `${packs.length} packs become one: ${packs.map((pack) => pack.name).join(', ')}. Results are logged under its name.` });
  const sections = Object.assign({}, ...packs.map((pack) => pack.sections)) as Record<string, unknown>;
  for (const section of Object.keys(sections)) {
    if (!(packSections as readonly string[]).includes(section)) losses.push({ query: null, message: `${section} is left out: it belongs to the daemon and not to a pack.` });
  }
  const config = Object.fromEntries(Object.entries(sections).filter(([section]) => (packSections as readonly string[]).includes(section)));
  const discovery = packs.flatMap((pack) => pack.discovery.map(({ sql }) => sql));
  const description = packs.length === 1 ? sentence(packs[0]!.description) : null;
  files.push({ path: `packs/${name}/pack.yml`, text: packText({ name, purpose, maintainers, discovery, flags, config, ...(description !== null && { description }) }) });
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), losses };
}

function importQuery(engine: Engine, catalogue: Catalogue, { query, platforms, minimumVersion }: ForeignVerdict, { name, group, purpose }: { name: string; group: string; purpose: Purpose }, losses: ForeignLoss[]): QuerySpec | null {
  const lost = (message: string): void => void losses.push({ query: query.name, message });
  const compiled = platforms.filter(({ error }) => error === null).map(({ platform }) => platform);
  const interval = query.interval === null ? null : Math.min(query.interval, longestInterval);
  const description = sentence(query.description);
  const spec = newQuery(engine, catalogue, {
    setting: 'production', group, name, sql: query.sql, purpose, platforms: compiled, logging: query.logging,
    ...(interval !== null && { interval }), ...(description !== null && { description }),
  });
  if (!spec) return null;
  if (name !== query.name) lost(`It is called ${name} here, so its log name is another one.`);
  if (query.kind === 'policy') lost('It was a policy, which passes where there is a row; here it logs its rows.');
  if (interval === null) lost('It has no interval; 3600 seconds are written.');
  else if (interval !== query.interval) lost(`Its interval of ${query.interval} seconds is cut to ${longestInterval}.`);
  if (spec.logging !== query.logging && query.kind === 'scheduled') lost(`Its logging ${query.logging} becomes ${spec.logging}: it reads events.`);
  for (const { platform, error } of platforms) if (error) lost(`${platform} is left out: ${error.message}.`);
  for (const { key } of query.leftovers) lost(`The key ${key} has no place here.`);
  const osquery = { ...(query.shard !== null && { shard: query.shard }), ...(query.denylist !== null && { denylist: query.denylist }), ...(query.startupPriority !== null && { startup_priority: query.startupPriority }) };
  const mapping = Object.entries(query.ecsMapping).filter(([field]) => /^[a-z@][a-zA-Z0-9_.@]*$/.test(field) || void lost(`The mapping to ${field} is left out: it is no field of ECS.`));
  const references = query.references.filter((text) => (URL.canParse(text) && text.startsWith('https://')) || void lost(`The reference ${text} is left out: it is no https address.`));
  const tags = [...new Set(query.tags.map((tag) => tag.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')).filter(Boolean))];
  const raised = query.minimumVersion !== null && (minimumVersion === null || compareVersions(query.minimumVersion, minimumVersion) > 0);
  return {
    ...spec,
    ...(raised && { min_osquery_version: query.minimumVersion! }),
    ...(query.value?.trim() && { why: query.value }),
    ...(query.falsePositives.length > 0 && { false_positives: query.falsePositives.map((what) => ({ what, tune: unwritten('how to leave it out') })) }),
    ...(references.length > 0 && { references: [...new Set(references)] }),
    ...(tags.length > 0 && { tags }),
    ...(Object.keys(osquery).length > 0 && { osquery }),
    ...(mapping.length > 0 && { ecs_mapping: Object.fromEntries(mapping) }),
  };
}

/** Characters that no block of YAML holds. */
function unreadable(sql: string): boolean {
  return /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(sql);
}

/** A description on one line; null where there is none. */
function sentence(text: string | null): string | null {
  return text?.replace(/\s+/g, ' ').trim() || null;
}
