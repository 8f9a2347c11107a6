import { knownTechniques, tactics, type Technique } from '../../model/attack.ts';
import type { Catalogue, Query } from '../../model/catalogue.ts';
import type { Platform } from '../../model/platform.ts';
import { platformsOf, type Purpose } from '../../model/query.ts';
import { tablesAt, type TableDeclaration } from '../../osquery/schema.ts';
import { verdictOf, type SiteContent } from './content.ts';

/** A technique with the queries that name it. */
export interface CoveredTechnique {
  readonly technique: Technique;
  readonly queries: readonly Query[];
}

/** The techniques of a tactic that a query names; each stands under all of its tactics. */
export interface CoveredTactic {
  readonly tactic: string;
  readonly techniques: readonly CoveredTechnique[];
}

/** Tables that belong together, by what tells their kind. */
export interface TableGroup {
  readonly title: string;
  readonly tables: readonly string[];
}

/** As many tables whose names begin with one word are a family. */
const smallestFamily = 3;

/** The queries of the packs for these purposes. */
export function queriesFor(catalogue: Catalogue, wanted: readonly Purpose[]): Query[] {
  return catalogue.packs.flatMap(({ queries }) => queries).filter(({ spec }) => wanted.includes(spec.purpose));
}

/** Tactic by technique with those of `queries` that run on `platform` and name it; tactics without any are left out. */
export function coverageOn(platform: Platform, queries: readonly Query[]): CoveredTactic[] {
  const own = queries.filter(({ spec }) => platformsOf(spec).includes(platform));
  const covered = knownTechniques()
    .map((technique): CoveredTechnique => ({ technique, queries: own.filter(({ spec }) => spec.attack?.includes(technique.id)) }))
    .filter((entry) => entry.queries.length > 0);
  return byTactic(covered, ({ technique }) => technique).map(([tactic, techniques]) => ({ tactic, techniques }));
}

/** By tactic, the techniques of which none of `queries` names either the technique or a part of it. Parts are not told. */
export function uncovered(queries: readonly Query[]): { readonly tactic: string; readonly techniques: readonly Technique[] }[] {
  const named = new Set(queries.flatMap(({ spec }) => (spec.attack ?? []).map((id) => id.replace(/\..*/, ''))));
  const open = knownTechniques().filter(({ id }) => !id.includes('.') && !named.has(id));
  return byTactic(open, (technique) => technique).map(([tactic, techniques]) => ({ tactic, techniques }));
}

/** The tables of the newest osquery on `platform` that no query of a pack reads there, in groups. */
export function unusedTables(content: Pick<SiteContent, 'catalogue' | 'verdicts' | 'osqueryVersion'>, platform: Platform): TableGroup[] {
  const read = new Set(
    content.catalogue.packs.flatMap(({ queries }) => queries).flatMap((query) =>
      verdictOf(content, query).platforms.filter((verdict) => verdict.platform === platform).flatMap(({ latest }) => latest.reads.map(({ table }) => table))),
  );
  const unused = [...tablesAt(platform, content.osqueryVersion).values()].filter(({ name }) => !read.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  return groupsOf(unused);
}

/** How many tables `platform` has in the newest osquery. */
export function tableCount({ osqueryVersion }: Pick<SiteContent, 'osqueryVersion'>, platform: Platform): number {
  return tablesAt(platform, osqueryVersion).size;
}

function groupsOf(tables: readonly TableDeclaration[]): TableGroup[] {
  const rest = tables.filter(({ evented }) => !evented);
  const families = new Map<string, string[]>();
  for (const { name } of rest) {
    const word = name.split('_', 1)[0]!;
    families.set(word, [...(families.get(word) ?? []), name]);
  }
  const large = [...families].filter(([, names]) => names.length >= smallestFamily);
  const single = rest.filter(({ name }) => !large.some(([, names]) => names.includes(name)));
  const asked = ({ columns }: TableDeclaration) => columns.some(({ options }) => options.has('required'));
  const groups: [string, readonly { readonly name: string }[]][] = [
    ['Events', tables.filter(({ evented }) => evented)],
    ...large.map(([word, names]): [string, { name: string }[]] => [`${word}_…`, names.map((name) => ({ name }))]),
    ['Asked for given values', single.filter(asked)],
    ['Of each user', single.filter((table) => !asked(table) && table.userData)],
    ['Others', single.filter((table) => !asked(table) && !table.userData)],
  ];
  return groups.filter(([, members]) => members.length > 0).map(([title, members]) => ({ title, tables: members.map(({ name }) => name) }));
}

function byTactic<T>(entries: readonly T[], techniqueOf: (entry: T) => Technique): [tactic: string, entries: T[]][] {
  return tactics
    .map((tactic): [string, T[]] => [tactic, entries.filter((entry) => techniqueOf(entry).tactics.includes(tactic))])
    .filter(([, own]) => own.length > 0);
}
