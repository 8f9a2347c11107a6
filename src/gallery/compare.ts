import { diffArrays } from 'diff';
import { count, intervalWords, loggingWords, platformName } from '../artifacts/pages/wording.ts';
import { purposeName } from './facets.ts';
import { sourceName, type Picked } from './selection.ts';

/** One thing that is said of a query; `only`: the other query has not the same. */
export interface Item {
  readonly text: string;
  readonly only: boolean;
}

/** A property of two queries, first and second. */
export interface ComparedRow {
  readonly title: string;
  /** How its items are shown: in a line, as a list of names, of sentences, or as lines of SQL. */
  readonly kind: 'words' | 'names' | 'sentences' | 'sql';
  readonly same: boolean;
  readonly sides: readonly [readonly Item[], readonly Item[]];
}

/** Two queries beside one another, the SQL first. */
export function compare(first: Picked, second: Picked): ComparedRow[] {
  const both = [first, second] as const;
  const row = (title: string, kind: ComparedRow['kind'], itemsOf: (one: Picked) => readonly string[]): ComparedRow => {
    const [left, right] = [itemsOf(both[0]), itemsOf(both[1])];
    const sides = kind === 'sql' ? linesOf(left, right) : ([itemsBeside(left, right), itemsBeside(right, left)] as const);
    return { title, kind, sides, same: sides.every((items) => items.every(({ only }) => !only)) };
  };
  return [
    row('SQL', 'sql', ({ query }) => query.spec.query.trimEnd().split('\n')),
    row('From', 'words', ({ group }) => [sourceName(group)]),
    row('Purpose', 'words', ({ query }) => [purposeName(query.spec.purpose)]),
    row('Platforms', 'names', ({ query }) => query.platforms.map(platformName)),
    row('Minimum osquery', 'words', ({ query }) => [query.minimum]),
    row('Interval', 'words', ({ query }) => [`${intervalWords(query.spec.interval)} (${query.spec.interval} s)`]),
    row('Logging', 'words', ({ query }) => [loggingWords(query.spec.logging, query.evented)]),
    row('Cost of a run', 'words', ({ query }) => [query.cost]),
    row('Tables', 'names', ({ query }) => query.tables),
    row('Columns', 'names', ({ query }) => query.columns.map(({ name, type }) => (type === null ? name : `${name} ${type}`))),
    row('Daemon flags', 'names', ({ query }) => Object.entries(query.flags).map(([name, value]) => `--${name}=${value}`)),
    row('False positives', 'sentences', ({ query }) => query.falsePositives.map(({ what, tune }) => `${what} To exclude it: ${tune}`)),
  ];
}

/** What a comparison comes to: `9 of 12 properties differ: SQL, From, …`. */
export function comparedWords(rows: readonly ComparedRow[]): string {
  const different = rows.filter(({ same }) => !same).map(({ title }) => title);
  return different.length === 0 ? 'No property differs.' : `${different.length} of ${count(rows.length, 'property', 'properties')} differ: ${different.join(', ')}.`;
}

function itemsBeside(own: readonly string[], other: readonly string[]): Item[] {
  return own.map((text) => ({ text, only: !other.includes(text) }));
}

function linesOf(first: readonly string[], second: readonly string[]): readonly [Item[], Item[]] {
  const sides: [Item[], Item[]] = [[], []];
  for (const { value, added, removed } of diffArrays([...first], [...second])) {
    const items = value.map((text) => ({ text, only: added || removed }));
    if (!added) sides[0].push(...items);
    if (!removed) sides[1].push(...items);
  }
  return sides;
}
