import { facetNames, type FacetName, type Option } from './facets.ts';
import type { Filter } from './search.ts';

/** What stands beside the filters in place of the list. */
export const panels = ['compare', 'pack'] as const;
export type Panel = (typeof panels)[number];

/** What the page shows; all of it stands in the address. */
export interface GalleryState extends Filter {
  /** References of the queries that are selected, in the order of their selection. */
  readonly pick: readonly string[];
  readonly show: Panel | null;
}

/** What the parts of an address may be. */
export interface Known {
  readonly options: Readonly<Record<FacetName, readonly Option[]>>;
  readonly versions: readonly string[];
  readonly refs: ReadonlySet<string>;
}

/** Longest text that is searched for, in characters. */
export const longestQuery = 200;

/** Most queries that can be selected: a pack of more is no longer looked over, and their names have to fit an address. */
export const mostPicked = 100;

const noChoice = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Readonly<Record<FacetName, readonly string[]>>;

/** The page as it opens without an address of its own. */
export const emptyState: GalleryState = { q: '', chosen: noChoice, osquery: '', pick: [], show: null };

/** The part of an address after `?` as a state, and in sentences what of it is not known and left out. */
export function readSearch(search: string, known: Known): { state: GalleryState; faults: string[] } {
  const faults: string[] = [];
  const parts = new URLSearchParams(search);
  const list = (name: string) => [...new Set(parts.getAll(name).flatMap((value) => value.split(',')).map((value) => value.trim()).filter(Boolean))];
  const ofKnown = (name: string, what: string, isKnown: (value: string) => boolean) => list(name).filter((value) => {
    const found = isKnown(value);
    if (!found) faults.push(`The address names the ${what} "${short(value)}", which is not in the gallery.`);
    return found;
  });
  const chosen = Object.fromEntries(facetNames.map((name) => [name, ofKnown(name, whats[name], (value) => known.options[name].some((option) => option.value === value))])) as unknown as GalleryState['chosen'];
  const [osquery = ''] = ofKnown('osquery', 'osquery version', (value) => known.versions.includes(value));
  const picked = ofKnown('pick', 'query', (value) => known.refs.has(value));
  if (picked.length > mostPicked) faults.push(`The address selects ${picked.length} queries; the first ${mostPicked} are selected.`);
  const pick = picked.slice(0, mostPicked);
  const [show = null] = ofKnown('show', 'view', (value) => panels.some((panel) => panel === value)) as Panel[];
  const text = parts.get('q') ?? '';
  if (text.length > longestQuery) faults.push(`The address searches for more than ${longestQuery} characters; the first ${longestQuery} are taken.`);
  return { state: { q: text.slice(0, longestQuery), chosen, osquery, pick, show: show !== null && pick.length < fewest[show] ? null : show }, faults };
}

/** A state as the part of an address after the path: empty, or with `?` in front. What is not asked for is left out. */
export function printSearch({ q, chosen, osquery, pick, show }: GalleryState): string {
  const parts: (readonly [name: string, values: readonly string[]])[] = [
    ['q', q.trim() === '' ? [] : [q.trim()]],
    ...facetNames.map((name) => [name, chosen[name]] as const),
    ['osquery', osquery === '' ? [] : [osquery]],
    ['show', show === null ? [] : [show]],
    ['pick', pick],
  ];
  const text = parts.filter(([, values]) => values.length > 0).map(([name, values]) => `${name}=${values.map(encode).join(',')}`).join('&');
  return text === '' ? '' : `?${text}`;
}

/** How many queries a panel needs. */
export const fewest: Readonly<Record<Panel, number>> = { compare: 2, pack: 1 };

const whats: Readonly<Record<FacetName, string>> = { kind: 'kind', purpose: 'purpose', platform: 'platform', table: 'table', tactic: 'tactic', level: 'level', logging: 'logging', pack: 'pack or topic' };

/** Percent-encodes a value but for what reads well in a query; a lone half of a surrogate pair has no encoding. */
function encode(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('%2F', '/').replaceAll('%20', '+');
}

function short(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
