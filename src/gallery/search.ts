import type { GalleryEntry, GalleryIndex } from '../artifacts/gallery-data.ts';
import { compareVersions } from '../osquery/versions.ts';
import { facetNames, valuesOf, type FacetName } from './facets.ts';
import { searchable, startOf, termsOf, wholeOf } from './words.ts';

/** An entry with what it is found by. */
export interface Found {
  readonly entry: GalleryEntry;
  /** By facet, in the order of `facetNames`: the numbers of its values in `Prepared`. */
  readonly values: readonly (readonly number[])[];
  /** Place in `versions` of the index of the newest osquery that is too old for it; their number where none is. */
  readonly tooOld: number;
  readonly name: string;
  readonly told: string;
  readonly all: string;
}

/** An index made ready for `search` once. Values have numbers, so that a keystroke counts without looking them up. */
export interface Prepared {
  readonly found: readonly Found[];
  /** By facet: the number of each of its values. */
  readonly numbers: readonly ReadonlyMap<string, number>[];
  readonly versions: readonly string[];
}

/** What is asked for: words, chosen values by facet, and the oldest osquery it has to run on, or an empty text. */
export interface Filter {
  readonly q: string;
  readonly chosen: Readonly<Record<FacetName, readonly string[]>>;
  readonly osquery: string;
}

/** What a search gives. */
export interface Outcome {
  /** Best first; without words in the order of the index. */
  readonly hits: readonly Found[];
  /** How many entries each value would leave, with everything that is asked for in the other facets; a value without any may be absent. */
  readonly counts: Readonly<Record<FacetName, ReadonlyMap<string, number>>>;
  /** The same for each version of the index. */
  readonly versions: readonly number[];
}

/** The index made ready for searches: its texts as they are searched, and each value of a facet as a number. */
export function prepare(index: GalleryIndex): Prepared {
  const numbers = facetNames.map(() => new Map<string, number>());
  const numberOf = (facet: number, value: string): number => {
    const known = numbers[facet]!;
    const number = known.get(value) ?? known.size;
    known.set(value, number);
    return number;
  };
  const found = index.entries.map((entry): Found => {
    const { name, question, description, questions, why, tables, columns, tags, attack } = entry;
    const techniques = attack.flatMap((id) => [id, index.techniques[id]?.title ?? '', ...(index.techniques[id]?.tactics ?? [])]);
    const tooOld = index.versions.findIndex((version) => compareVersions(version, entry.minimum) < 0);
    const values = valuesOf(entry, index);
    return {
      entry,
      values: facetNames.map((facet, place) => values[facet].map((value) => numberOf(place, value))),
      tooOld: tooOld < 0 ? index.versions.length : tooOld,
      name: searchable([name]),
      told: searchable([question ?? '', description, ...questions]),
      all: searchable([name, question ?? '', description, ...questions, why, ...tables, ...columns, ...tags, ...techniques]),
    };
  });
  return { found, numbers, versions: index.versions };
}

/**
 * The entries that have all words of `q`, in each facet with a choice one of the chosen values, and that run on the osquery
 * asked for. A value of a facet is counted with the choices of the others, so that it tells what choosing it would give.
 */
export function search({ found, numbers, versions }: Prepared, { q, chosen, osquery }: Filter): Outcome {
  // Put together once: of thousands of texts each would put them together again.
  const terms = termsOf(q).map((term): Term => ({ start: startOf(term), whole: wholeOf(term) }));
  const asked = facetNames.map((name, facet) => (chosen[name].length === 0 ? null : wanted(chosen[name], numbers[facet]!)));
  const oldest = osquery === '' ? -1 : versions.indexOf(osquery);
  const counts = numbers.map(({ size }) => new Uint32Array(size));
  const byTooOld = new Uint32Array(versions.length + 1);
  const hits: Found[] = [];
  for (const one of found) {
    if (!hasAll(one.all, terms)) continue;
    const tooNew = oldest >= one.tooOld;
    const failed = failedFacet(one.values, asked);
    if (failed === several || (failed !== none && tooNew)) continue;
    if (failed !== none) {
      // What fails in one facet alone would be there if another value were chosen in that one.
      countIn(counts[failed]!, one.values[failed]!);
      continue;
    }
    byTooOld[one.tooOld]!++;
    if (tooNew) continue;
    for (let facet = 0; facet < counts.length; facet++) countIn(counts[facet]!, one.values[facet]!);
    hits.push(one);
  }
  return { hits: terms.length > 0 ? ranked(hits, terms) : hits, counts: named(counts, numbers), versions: runningOn(byTooOld) };
}

/** A term as it stands in a searchable text. */
interface Term {
  readonly start: string;
  readonly whole: string;
}

const none = -1;
const several = -2;

/** The one facet in which none of the values is wanted; or that there is none, or more than one. */
function failedFacet(values: Found['values'], asked: readonly (Uint8Array | null)[]): number {
  let failed = none;
  for (let facet = 0; facet < asked.length; facet++) {
    const flags = asked[facet];
    if (!flags || values[facet]!.some((value) => flags[value] === 1)) continue;
    if (failed !== none) return several;
    failed = facet;
  }
  return failed;
}

function hasAll(text: string, terms: readonly Term[]): boolean {
  for (const { start } of terms) if (!text.includes(start)) return false;
  return true;
}

/** 1 at the number of each chosen value. */
function wanted(chosen: readonly string[], numbers: ReadonlyMap<string, number>): Uint8Array {
  const flags = new Uint8Array(numbers.size);
  for (const value of chosen) if (numbers.has(value)) flags[numbers.get(value)!] = 1;
  return flags;
}

function countIn(counts: Uint32Array, values: readonly number[]): void {
  for (const value of values) counts[value]!++;
}

function named(counts: readonly Uint32Array[], numbers: Prepared['numbers']): Outcome['counts'] {
  return Object.fromEntries(facetNames.map((name, facet) => [name, new Map([...numbers[facet]!].map(([value, number]) => [value, counts[facet]![number]!]))])) as unknown as Outcome['counts'];
}

/** How well each term stands in the name, in the description, or elsewhere; of two that are equal the first of the index comes first. */
function ranked(hits: readonly Found[], terms: readonly Term[]): Found[] {
  const byScore = new Map<number, Found[]>();
  for (const found of hits) {
    let score = 0;
    for (const term of terms) score += scoreOf(found, term);
    const equal = byScore.get(score);
    if (equal) equal.push(found);
    else byScore.set(score, [found]);
  }
  return [...byScore].sort(([a], [b]) => b - a).flatMap(([, equal]) => equal);
}

function scoreOf({ name, told }: Found, { start, whole }: Term): number {
  if (name === whole) return 100;
  if (name.includes(start)) return name.includes(whole) ? 24 : 16;
  if (told.includes(start)) return told.includes(whole) ? 6 : 4;
  return 1;
}

/** By version, newest first: an entry runs on all that come before the first that is too old for it. */
function runningOn(byTooOld: Uint32Array): number[] {
  const sums: number[] = [];
  let sum = 0;
  for (let place = byTooOld.length - 1; place > 0; place--) {
    sum += byTooOld[place]!;
    sums[place - 1] = sum;
  }
  return sums;
}
