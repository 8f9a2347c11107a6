import type { Deprecation } from '../model/query.ts';
import { compareText } from '../model/finding.ts';
import { compareVersions } from '../osquery/versions.ts';
import type { Change } from './change.ts';
import { storageType, type ColumnContract, type Contract, type QueryContract } from './contract.ts';

/** A query that one contract has and the other does not, taken for the same under another name. */
export interface Rename {
  readonly before: string;
  readonly after: string;
  readonly guess: 'sql' | 'columns';
}

/**
 * What changed between two contracts: changes of the pack first, then by query in order of name. Null stands for no
 * contract: then every query is added or removed. A renamed query has the changes of its content too.
 */
export function differenceOf(before: Contract | null, after: Contract | null): Change[] {
  const renames = renamesOf(before, after);
  const old = before?.queries ?? {};
  const now = after?.queries ?? {};
  const newName = new Map(renames.map((rename) => [rename.before, rename]));
  const oldName = new Map(renames.map((rename) => [rename.after, rename]));
  const byQuery: [string, Change[]][] = [];
  for (const name of Object.keys(old)) {
    if (!Object.hasOwn(now, name) && !newName.has(name)) byQuery.push([name, [removal(name, old[name]!.deprecated ?? before?.deprecated)]]);
  }
  for (const [name, query] of Object.entries(now)) {
    const rename = oldName.get(name);
    if (rename) byQuery.push([name, [{ kind: 'query-renamed', query: name, ...rename }, ...queryChanges(name, old[rename.before]!, query)]]);
    else if (Object.hasOwn(old, name)) byQuery.push([name, queryChanges(name, old[name]!, query)]);
    else byQuery.push([name, [{ kind: 'query-added', query: name }]]);
  }
  byQuery.sort(([a], [b]) => compareText(a, b));
  return [...(before && after ? packChanges(before, after) : []), ...byQuery.flatMap(([, changes]) => changes)];
}

/**
 * Which removed and added queries are taken for one another: by the SQL, or else by the same columns (at least two)
 * with the same logging. Each query is in one rename at most; of several that fit the first by name is taken.
 */
export function renamesOf(before: Contract | null, after: Contract | null): Rename[] {
  if (!before || !after) return [];
  const gone = only(before, after);
  const fresh = only(after, before);
  const renames: Rename[] = [];
  for (const [guess, keyOf] of [['sql', sqlKey], ['columns', columnsKey]] as const) {
    const renamed = new Set(renames.flatMap((rename) => [`-${rename.before}`, `+${rename.after}`]));
    const free = new Map<string, string[]>();
    for (const [name, query] of fresh) {
      const key = keyOf(query);
      if (key !== null && !renamed.has(`+${name}`)) {
        const names = free.get(key);
        if (names) names.push(name);
        else free.set(key, [name]);
      }
    }
    for (const [name, query] of gone) {
      const key = keyOf(query);
      const match = key !== null && !renamed.has(`-${name}`) && free.get(key)?.shift();
      if (match) renames.push({ before: name, after: match, guess });
    }
  }
  return renames;
}

/** Queries of one contract whose names the other does not have, by name. */
function only(contract: Contract, other: Contract): [string, QueryContract][] {
  return Object.entries(contract.queries).filter(([name]) => !Object.hasOwn(other.queries, name)).sort(([a], [b]) => compareText(a, b));
}

function sqlKey(query: QueryContract): string {
  return query.sql_hash;
}

function columnsKey({ columns, logging }: QueryContract): string | null {
  return columns.length < 2 ? null : JSON.stringify([logging, columns.map(({ name, type }) => [name, storageType(type)])]);
}

function packChanges(before: Contract, after: Contract): Change[] {
  return [
    ...valueChange('pack-renamed', before.pack, after.pack),
    ...valueChange('status-changed', before.status, after.status),
    ...deprecationChange(before.deprecated, after.deprecated),
    ...(before.discovery.join('\n') === after.discovery.join('\n') ? [] : [{ kind: 'discovery-changed' } as const]),
    ...flagChanges(before.flags, after.flags),
    ...(before.config_hash === after.config_hash ? [] : [{ kind: 'config-changed' } as const]),
    ...(before.text_hash === after.text_hash ? [] : [{ kind: 'text-changed' } as const]),
  ];
}

function queryChanges(name: string, before: QueryContract, after: QueryContract): Change[] {
  const changes: Change[] = [
    ...columnChanges(before.columns, after.columns),
    ...sqlChange(before, after),
    ...valueChange('logging-changed', before.logging, after.logging),
    ...valueChange('interval-changed', before.interval, after.interval),
    ...valueChange('evented-changed', before.evented, after.evented),
    ...after.platforms.filter((platform) => !before.platforms.includes(platform)).map((subject) => ({ kind: 'platform-added', subject }) as const),
    ...before.platforms.filter((platform) => !after.platforms.includes(platform)).map((subject) => ({ kind: 'platform-dropped', subject }) as const),
    ...orderedChange('minimum-version-raised', 'minimum-version-lowered', before.min_osquery_version, after.min_osquery_version, compareVersions),
    ...flagChanges(before.flags, after.flags),
    ...orderedChange('shard-raised', 'shard-lowered', before.shard, after.shard, (a, b) => a - b),
    ...valueChange('denylist-changed', before.denylist, after.denylist),
    ...valueChange('startup-priority-changed', before.startup_priority, after.startup_priority),
    ...deprecationChange(before.deprecated, after.deprecated),
    ...mappingChanges(before.ecs_mapping ?? {}, after.ecs_mapping ?? {}),
    ...(before.text_hash === after.text_hash ? [] : [{ kind: 'text-changed' } as const]),
    ...valueChange('rows-changed', before.rows, after.rows),
  ];
  return changes.map(({ kind, ...rest }) => ({ kind, query: name, ...rest }));
}

/** A removal repeats what was announced of it. */
function removal(query: string, announced: Deprecation | undefined): Change {
  return { kind: 'query-removed', query, ...(announced && { before: announced.removed_in, ...successorOf(announced) }) };
}

function deprecationChange(before: Deprecation | undefined, after: Deprecation | undefined): Change[] {
  if (!after) return before ? [{ kind: 'deprecation-withdrawn' }] : [];
  if (!before) return [{ kind: 'deprecated', after: after.removed_in, ...successorOf(after) }];
  if (before.removed_in === after.removed_in && before.successor === after.successor && before.reason === after.reason) return [];
  return [{ kind: 'deprecation-changed', before: before.removed_in, after: after.removed_in, ...successorOf(after) }];
}

function successorOf({ successor }: Deprecation): { successor?: string } {
  return successor === undefined ? {} : { successor };
}

function columnChanges(before: readonly ColumnContract[], after: readonly ColumnContract[]): Change[] {
  const named = (columns: readonly ColumnContract[], name: string) => columns.find((column) => column.name === name);
  const changes: Change[] = [];
  const paired = new Set<string>();
  if (before.length === after.length) {
    before.forEach(({ name, type }, index) => {
      const other = after[index]!;
      if (named(after, name) || named(before, other.name) || storageType(type) !== storageType(other.type)) return;
      changes.push({ kind: 'column-renamed', before: name, after: other.name, guess: 'position' });
      paired.add(name).add(other.name);
    });
  }
  for (const { name } of before) if (!named(after, name) && !paired.has(name)) changes.push({ kind: 'column-removed', subject: name });
  for (const { name } of after) if (!named(before, name) && !paired.has(name)) changes.push({ kind: 'column-added', subject: name });
  for (const column of before) {
    const other = named(after, column.name);
    if (!other || (column.type === other.type && column.from_tests === other.from_tests)) continue;
    // A type that becomes known was that type before; one that gets lost is no longer promised.
    const same = column.type === null || storageType(column.type) === storageType(other.type);
    changes.push({ kind: same ? 'column-type-restated' : 'column-retyped', subject: column.name, before: typeText(column), after: typeText(other) });
  }
  const common = (columns: readonly ColumnContract[], others: readonly ColumnContract[]) => columns.map(({ name }) => name).filter((name) => named(others, name));
  if (common(before, after).join('\n') !== common(after, before).join('\n')) {
    changes.push({ kind: 'column-reordered', before: before.map(({ name }) => name).join(', '), after: after.map(({ name }) => name).join(', ') });
  }
  return changes;
}

/** A column's type in words: where it comes from the tests, it says so. */
function typeText({ type, from_tests }: ColumnContract): string {
  return `${type ?? 'unknown'}${from_tests ? ' (from tests)' : ''}`;
}

function sqlChange(before: QueryContract, after: QueryContract): Change[] {
  if (before.sql_hash !== after.sql_hash) return [{ kind: 'sql-changed' }];
  return before.spelling_hash === after.spelling_hash ? [] : [{ kind: 'sql-respelled' }];
}

type Scalar = string | number | boolean;

function valueChange(kind: Change['kind'], before: Scalar | undefined, after: Scalar | undefined): Change[] {
  if (before === after) return [];
  return [{ kind, ...(before !== undefined && { before: String(before) }), ...(after !== undefined && { after: String(after) }) }];
}

function orderedChange<T extends Scalar>(raised: Change['kind'], lowered: Change['kind'], before: T, after: T, compare: (a: T, b: T) => number): Change[] {
  return valueChange(compare(after, before) > 0 ? raised : lowered, before, after);
}

type Texts = Readonly<Record<string, string>>;

function flagChanges(before: Texts, after: Texts): Change[] {
  return entryChanges(before, after).map((change) => ({ kind: change.after === undefined ? 'flag-no-longer-needed' : 'flag-needed', ...change }));
}

function mappingChanges(before: Texts, after: Texts): Change[] {
  return entryChanges(before, after).map((change) => ({ kind: change.before === undefined ? 'ecs-field-added' : 'ecs-field-dropped', ...change }));
}

function entryChanges(before: Texts, after: Texts): { subject: string; before?: string; after?: string }[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText)
    .filter((subject) => before[subject] !== after[subject])
    .map((subject) => ({
      subject,
      ...(Object.hasOwn(before, subject) && { before: before[subject]! }),
      ...(Object.hasOwn(after, subject) && { after: after[subject]! }),
    }));
}
