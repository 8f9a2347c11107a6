import type { GalleryEntry, GalleryIndex } from '../artifacts/gallery-data.ts';
import { compareVersions } from '../osquery/versions.ts';
import { facetNames, valuesOf, type FacetName } from './facets.ts';
import { holds, holdsWhole, searchable, termsOf } from './words.ts';

/** An entry with what it is found by. */
export interface Found {
  readonly entry: GalleryEntry;
  readonly values: Readonly<Record<FacetName, readonly string[]>>;
  /** Place in `versions` of the index of the newest osquery that is too old for it; their number where none is. */
  readonly tooOld: number;
  readonly name: string;
  readonly told: string;
  readonly all: string;
}

/** What is asked for: words, chosen values by facet, and the oldest osquery it has to run on, or an empty text. */
export interface Filter {
  readonly q: string;
  readonly chosen: Readonly<Record<FacetName, readonly string[]>>;
  readonly osquery: string;
}

export interface Outcome {
  /** Best first; without words in the order of the index. */
  readonly hits: readonly Found[];
  /** How many entries each value would leave, with everything that is asked for in the other facets. */
  readonly counts: Readonly<Record<FacetName, ReadonlyMap<string, number>>>;
  /** The same for each version of the index. */
  readonly versions: readonly number[];
}

/** The entries of an index, made ready for `search` once. */
export function prepare(index: GalleryIndex): Found[] {
  return index.entries.map((entry) => {
    const { name, question, description, why, tables, columns, tags, attack } = entry;
    const techniques = attack.flatMap((id) => [id, index.techniques[id]?.title ?? '', ...(index.techniques[id]?.tactics ?? [])]);
    const tooOld = index.versions.findIndex((version) => compareVersions(version, entry.minimum) < 0);
    return {
      entry,
      values: valuesOf(entry, index),
      tooOld: tooOld < 0 ? index.versions.length : tooOld,
      name: searchable([name]),
      told: searchable([question ?? '', description]),
      all: searchable([name, question ?? '', description, why, ...tables, ...columns, ...tags, ...techniques]),
    };
  });
}

/**
 * The entries that have all words of `q`, in each facet with a choice one of the chosen values, and that run on the osquery
 * asked for. A value of a facet is counted with the choices of the others, so that it tells what choosing it would give.
 */
export function search(all: readonly Found[], { q, chosen, osquery }: Filter, versions: readonly string[]): Outcome {
  const terms = termsOf(q);
  const asked = facetNames.filter((name) => chosen[name].length > 0).map((name) => ({ name, values: new Set(chosen[name]) }));
  const oldest = osquery === '' ? -1 : versions.indexOf(osquery);
  const counts = Object.fromEntries(facetNames.map((name) => [name, new Map<string, number>()])) as Record<FacetName, Map<string, number>>;
  const byVersion = new Array<number>(versions.length + 1).fill(0);
  const hits: Found[] = [];
  for (const found of all) {
    if (!terms.every((term) => holds(found.all, term))) continue;
    const failed = asked.filter(({ name, values }) => !found.values[name].some((value) => values.has(value)));
    const tooNew = oldest >= found.tooOld;
    if (failed.length + Number(tooNew) > 1) continue;
    if (failed.length === 0) byVersion[found.tooOld]!++;
    // What fails in one facet alone would be there if another value were chosen in that one.
    const counted = failed.length === 0 && !tooNew ? facetNames : failed.map(({ name }) => name);
    for (const name of counted) {
      const own = counts[name];
      for (const value of found.values[name]) own.set(value, (own.get(value) ?? 0) + 1);
    }
    if (failed.length === 0 && !tooNew) hits.push(found);
  }
  return { hits: terms.length > 0 ? ranked(hits, terms) : hits, counts, versions: runningOn(byVersion) };
}

/** How well each term stands in the name, in the description, or elsewhere. */
function ranked(hits: readonly Found[], terms: readonly string[]): Found[] {
  const scored = hits.map((found) => ({ found, score: terms.reduce((sum, term) => sum + scoreOf(found, term), 0) }));
  return scored.sort((a, b) => b.score - a.score).map(({ found }) => found);
}

function scoreOf({ name, told }: Found, term: string): number {
  if (name === ` ${term} `) return 100;
  if (holds(name, term)) return holdsWhole(name, term) ? 24 : 16;
  if (holds(told, term)) return holdsWhole(told, term) ? 6 : 4;
  return 1;
}

/** By version, newest first: an entry runs on all that come before the first that is too old for it. */
function runningOn(byTooOld: readonly number[]): number[] {
  const sums: number[] = [];
  let sum = 0;
  for (let place = byTooOld.length - 1; place > 0; place--) {
    sum += byTooOld[place]!;
    sums[place - 1] = sum;
  }
  return sums;
}
