import type { Platform } from '../model/platform.ts';
import { platforms } from '../model/platform.ts';
import type { ColumnFacts, Spans, TableFacts } from './fold.ts';
import { schema } from './schema.ts';
import { compareVersions, spanAt, type Span } from './versions.ts';

/** What a version changed of a table; of its platforms those that are meant, all that the table has ever been on if left out. */
export type TableChange =
  | { readonly kind: 'table added' | 'table removed'; readonly platforms: readonly Platform[] }
  | { readonly kind: 'columns added' | 'columns removed'; readonly columns: readonly string[]; readonly platforms: readonly Platform[] }
  | { readonly kind: 'type changed'; readonly column: string; readonly from: string; readonly to: string }
  | { readonly kind: 'name added' | 'name removed'; readonly name: string; readonly column?: string };

/** A version with what it changed. */
export interface TableVersion {
  readonly version: string;
  readonly changes: readonly TableChange[];
}

/** A table’s history, oldest version first. The first version of all stands for everything before it. Empty for an unknown table. */
export function tableHistory(table: string): TableVersion[] {
  const facts = Object.hasOwn(schema.tables, table) ? schema.tables[table] : undefined;
  if (!facts) return [];
  const changes = new Map<string, TableChange[]>();
  const note = (version: string, change: TableChange) => changes.set(version, [...(changes.get(version) ?? []), change]);
  for (const [version, list] of byVersion(platforms, (platform) => begins(facts.on[platform]))) note(version, { kind: 'table added', platforms: list });
  for (const [version, list] of byVersion(platforms, (platform) => ends(facts.on[platform]))) note(version, { kind: 'table removed', platforms: list });
  for (const [version, change] of columnChanges(facts)) note(version, change);
  for (const [version, change] of typeChanges(facts)) note(version, change);
  for (const [version, change] of nameChanges(facts)) note(version, change);
  return [...changes].sort(([a], [b]) => compareVersions(a, b)).map(([version, own]) => ({ version, changes: own }));
}

/** The version in which the newest osquery’s predecessor lost the table for good; undefined while some platform has it. */
export function goneIn(table: string): string | undefined {
  const facts = schema.tables[table];
  const spans = platforms.flatMap((platform) => facts?.on[platform] ?? []);
  if (spans.length === 0 || spans.some(([, last]) => last === null)) return undefined;
  const last = spans.map(([, end]) => end!).sort(compareVersions).at(-1)!;
  return versionAfter(last);
}

/** Platforms on which the newest osquery has what these spans tell of. */
export function platformsNow(on: Spans): Platform[] {
  return platforms.filter((platform) => on[platform]?.some(([, last]) => last === null));
}

function begins(spans: readonly Span[] = []): string[] {
  return spans.map(([first]) => first);
}

/** The versions that no longer had it. */
function ends(spans: readonly Span[] = []): string[] {
  return spans.flatMap(([, last]) => (last === null ? [] : [versionAfter(last)]));
}

function versionAfter(version: string): string {
  return schema.versions[schema.versions.indexOf(version) + 1]!;
}

/** Things by the version of something about them, in the order of the things. */
function byVersion<T>(things: readonly T[], versionsOf: (thing: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) for (const version of versionsOf(thing)) found.set(version, [...(found.get(version) ?? []), thing]);
  return found;
}

/** Columns that came or went while their table stayed; those with the same platforms in one change. */
function columnChanges(facts: TableFacts): [string, TableChange][] {
  const found = new Map<string, { version: string; kind: 'columns added' | 'columns removed'; columns: string[]; platforms: Platform[] }>();
  const own = facts.columns.filter(({ on }) => on !== undefined);
  for (const kind of ['columns added', 'columns removed'] as const) {
    for (const column of own) {
      const changed = byVersion(platforms, (platform) => changedWithin(kind, column.on![platform], facts.on[platform]));
      for (const [version, list] of changed) {
        const key = `${kind} ${version} ${list.join()}`;
        const change = found.get(key) ?? { version, kind, columns: [], platforms: list };
        change.columns.push(column.name);
        found.set(key, change);
      }
    }
  }
  return [...found.values()].map(({ version, ...change }) => [version, change]);
}

/** Versions in which a column came or went on a platform that had its table in the version before, and has it in that version. */
function changedWithin(kind: 'columns added' | 'columns removed', column: readonly Span[] = [], table: readonly Span[] = []): string[] {
  const changed = kind === 'columns added' ? begins(column) : ends(column);
  return changed.filter((version) => {
    const span = spanAt(table, version);
    return span !== undefined && span[0] !== version;
  });
}

function typeChanges({ columns }: TableFacts): [string, TableChange][] {
  return columns.flatMap(({ name, types = [] }: ColumnFacts) =>
    types.slice(1).map(([version, to], index): [string, TableChange] => [version, { kind: 'type changed', column: name, from: typeName(types[index]![1]), to: typeName(to) }]));
}

function nameChanges({ aliases = {}, columns, on }: TableFacts): [string, TableChange][] {
  const first = platforms.flatMap((platform) => begins(on[platform])).sort(compareVersions)[0];
  const of = (names: Readonly<Record<string, readonly Span[]>>, column?: string) => Object.entries(names).flatMap(([name, spans]): [string, TableChange][] => [
    ...begins(spans).filter((version) => version !== first).map((version): [string, TableChange] => [version, { kind: 'name added', name, ...(column && { column }) }]),
    ...ends(spans).map((version): [string, TableChange] => [version, { kind: 'name removed', name, ...(column && { column }) }]),
  ]);
  return [...of(aliases), ...columns.flatMap((column) => of(column.aliases ?? {}, column.name))];
}

/** A type of the facts as osquery declares it. */
export function typeName(type: string): string {
  return type.replace('_', ' ').toUpperCase();
}
