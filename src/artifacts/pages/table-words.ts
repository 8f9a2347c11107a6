import { requiredColumns } from '../../engine/best-index.ts';
import type { Platform } from '../../model/platform.ts';
import type { ColumnFacts, Spans } from '../../osquery/fold.ts';
import { earliestVersion, latestVersion, schema, tablesAt, type TableDeclaration } from '../../osquery/schema.ts';
import { goneIn, platformsNow } from '../../osquery/table-history.ts';
import { compareVersions } from '../../osquery/versions.ts';
import { needAll } from '../reference/starting-values.ts';
import { code, text, type Inline } from './mdast.ts';
import { grouped, platformList } from './wording.ts';

/** What the newest osquery has of a table: its declaration by platform; empty where it is gone. */
export function declarationsOf(table: string): Map<Platform, TableDeclaration> {
  return new Map(platformsNow(schema.tables[table]!.on).map((platform) => [platform, tablesAt(platform, latestVersion).get(table)!]));
}

/** A version as the beginning of something: the oldest known one stands for all before it. */
export function sinceWords(version: string): string {
  return version === earliestVersion ? `${version} or before` : version;
}

/** The last version that had the table; undefined while there is one. */
export function lastVersion(table: string): string | undefined {
  const gone = goneIn(table);
  return gone === undefined ? undefined : schema.versions[schema.versions.indexOf(gone) - 1];
}

/** From which version on these spans hold to this day, with the platforms that came later: `2.7.0 or before; Windows 2.8.0`. Of gone ones, their first version. */
export function sinceOf(on: Spans): string {
  const now = platformsNow(on);
  if (now.length === 0) return sinceWords(Object.values(on).flatMap((spans) => spans[0]?.[0] ?? []).sort(compareVersions)[0] ?? earliestVersion);
  const since = new Map(now.map((platform) => [platform, on[platform]!.at(-1)![0]]));
  const [first, ...later] = [...new Set(since.values())].sort(compareVersions);
  return [sinceWords(first!), ...later.map((version) => `${platformList(now.filter((platform) => since.get(platform) === version))} ${version}`)].join('; ');
}

/** Columns without which a table gives nothing, in words; undefined where it needs none. */
export function requiredWords(table: string): Inline | undefined {
  const [declaration] = declarationsOf(table).values();
  const names = declaration ? requiredColumns(declaration) : (schema.tables[table]?.columns ?? []).flatMap(({ name, options = [] }) => (options.includes('required') ? [name] : []));
  return names.length > 0 ? joined(names, needAll.has(table) ? 'and' : 'or') : undefined;
}

/** What kind of rows a table has, where they are not the state of the whole host. */
export function kindWords(table: string): string | undefined {
  const facts = schema.tables[table]!;
  if (facts.evented) return 'Evented';
  return facts.attributes?.includes('user_data') ? 'Per user' : undefined;
}

/** Names as code: `a`, `b` or `c`. */
export function joined(names: readonly string[], word: 'and' | 'or'): Inline {
  return names.flatMap((name, index) => [...(index === 0 ? [] : [text(index === names.length - 1 ? ` ${word} ` : ', ')]), code(name)]);
}

/** The names that osquery takes for the table today, its own left out. */
export function aliasesOf(table: string): string[] {
  return Object.entries(schema.tables[table]?.aliases ?? {}).flatMap(([alias, spans]) => (spans.some(([, last]) => last === null) ? [alias] : []));
}

/** A time of two figures or whole milliseconds: `0.16 ms`, `12 ms`. */
export function milliseconds(ms: number): string {
  return `${ms >= 10 ? grouped(Math.round(ms)) : ms.toPrecision(2)} ms`;
}

/** Columns that the newest osquery has on some platform. */
export function columnsNow(table: string): readonly ColumnFacts[] {
  const { on, columns } = schema.tables[table]!;
  return columns.filter((column) => platformsNow(column.on ?? on).length > 0);
}
