import type { GalleryEntry, GalleryIndex } from '../artifacts/gallery-data.ts';
import { platformName, purposeTexts } from '../artifacts/pages/wording.ts';
import { platforms, type Platform } from '../model/platform.ts';
import type { Lesson, Logging, Purpose } from '../model/query.ts';

/** What a reader filters by, in the order of the page. A query has one value of a facet, several, or none. */
export const facetNames = ['kind', 'purpose', 'platform', 'table', 'tactic', 'level', 'logging', 'pack'] as const;
export type FacetName = (typeof facetNames)[number];

/** What the page calls the facets. */
export const facetTitles: Readonly<Record<FacetName, string>> = {
  kind: 'Kind', purpose: 'Purpose', platform: 'Platform', table: 'Table', tactic: 'ATT&CK tactic', level: 'Level of an example', logging: 'Logging', pack: 'Pack or topic',
};

/** A value to choose. */
export interface Option {
  /** As it stands in the address. */
  readonly value: string;
  readonly label: string;
}

const kinds = { pack: 'Query of a pack', example: 'Example' } as const;

export const levelNames: Readonly<Record<Lesson['level'], string>> = { 'first-steps': 'First steps', practised: 'Practised', advanced: 'Advanced' };

export const loggingNames: Readonly<Record<Logging, string>> = { snapshot: 'Snapshot', differential: 'Differential', differential_ignore_removals: 'Differential without removals' };

/** The values of an entry, by facet. */
export function valuesOf(entry: GalleryEntry, index: Pick<GalleryIndex, 'techniques'>): Readonly<Record<FacetName, readonly string[]>> {
  return {
    kind: [isExample(entry) ? 'example' : 'pack'],
    purpose: [entry.purpose],
    platform: entry.platforms,
    table: entry.tables,
    tactic: [...new Set(entry.attack.flatMap((id) => index.techniques[id]?.tactics ?? []))].map(slug),
    level: entry.level === null ? [] : [entry.level],
    logging: [entry.logging],
    pack: [entry.group],
  };
}

/** The values that some entry has, in the order in which they are shown. */
export function optionsOf(index: GalleryIndex): Readonly<Record<FacetName, readonly Option[]>> {
  const used = Object.fromEntries(facetNames.map((name) => [name, new Set<string>()])) as Record<FacetName, Set<string>>;
  for (const entry of index.entries) {
    const values = valuesOf(entry, index);
    for (const name of facetNames) for (const value of values[name]) used[name].add(value);
  }
  const of = (name: FacetName, options: readonly Option[]) => options.filter(({ value }) => used[name].has(value));
  const texts = (record: Readonly<Record<string, string>>) => Object.entries(record).map(([value, label]) => ({ value, label }));
  return {
    kind: of('kind', texts(kinds)),
    purpose: of('purpose', Object.entries(purposeTexts).map(([value, { title }]) => ({ value, label: title }))),
    platform: of('platform', platforms.map((value) => ({ value, label: platformName(value) }))),
    table: [...used.table].sort().map((value) => ({ value, label: value })),
    tactic: of('tactic', index.tactics.map((tactic) => ({ value: slug(tactic), label: tactic }))),
    level: of('level', texts(levelNames)),
    logging: of('logging', texts(loggingNames)),
    pack: of('pack', index.groups.map(({ ref, kind, title }) => ({ value: ref, label: kind === 'topic' ? `Examples: ${title}` : title }))),
  };
}

/** Whether an entry teaches; the others are of packs. */
export function isExample({ ref }: Pick<GalleryEntry, 'ref'>): boolean {
  return ref.startsWith('examples/');
}

/** What is read of an entry: purpose, platforms and logging as a reader knows them. */
export function purposeName(purpose: Purpose): string {
  return purposeTexts[purpose].title;
}

export function platformNames(list: readonly Platform[]): string {
  return list.map(platformName).join(', ');
}

function slug(tactic: string): string {
  return tactic.toLowerCase().replaceAll(' ', '-');
}
