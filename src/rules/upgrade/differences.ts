import type { OutputColumn } from '../../engine/answer.ts';
import type { State } from './state.ts';

/**
 * What becomes of a query: osquery refuses it (`breaks`) or leaves it out (`skipped`), something in it is always empty
 * (`empties`), other columns come out (`columns`), the same ones hold something else (`meaning`), or it works where it did
 * not (`starts`).
 */
export type UpgradeKind = 'breaks' | 'skipped' | 'empties' | 'columns' | 'meaning' | 'starts';

/** One difference between two osquery versions for one query on one platform. */
export interface Difference {
  readonly kind: UpgradeKind;
  /** What is different, as a sentence. */
  readonly what: string;
  readonly advice: string;
  /** Where in the SQL it shows, in UTF-16 units; null where that is not known. */
  readonly offset: number | null;
  /** The word in the SQL that it is about, where `offset` is null. */
  readonly word?: string;
  /** What has to be the same for the older states to be told apart from the newer ones: see `sinceOf`. */
  readonly key: (state: State) => string;
}

const rewrite = 'Rewrite it before the first host changes; hosts of both kinds can have a query each, in packs with a discovery query on osquery_info.version.';

/** What is different for a query when osquery goes from `before` to `after`; `differential` says whether its rows are compared from run to run. */
export function differences(before: State, after: State, differential: boolean): Difference[] {
  if (!works(before) && !works(after)) return [];
  if (!works(before)) return [{ kind: 'starts', what: `It works; osquery ${before.version} does not take it: ${before.error?.message ?? reasonOf(before)}.`, advice: 'Expect its rows.', offset: null, key: reasonOf }];
  if (!works(after)) return [{ kind: 'breaks', what: `${reasonOf(after)}.`, advice: rewrite, offset: null, ...wordOf(after, before), key: reasonOf }];
  return [...emptied(before, after), ...renamed(before, after), ...outputs(before, after, differential), ...retyped(before, after)];
}

/** Whether osquery takes the text and gives its tables what they need. */
export function works({ error, unmet }: State): boolean {
  return error === null && unmet.length === 0;
}

/** Why a state gives nothing; an empty text where it does. */
function reasonOf({ error, unmet }: State): string {
  if (error) return `osquery refuses it: ${error.message}`;
  return unmet.length > 0 ? `${unmet.join(' and ')} needs a value for a column that it is not given` : '';
}

/** The word that an error names: the last of its message, if the other state read something of that name. */
function wordOf(after: State, before: State): { word?: string } {
  const named = /([A-Za-z_]\w*)$/.exec(after.error?.message ?? after.unmet[0] ?? '')?.[1];
  const known = named !== undefined && ([...before.reads].some(([table, columns]) => table === named || columns.has(named)) || before.aliases.has(named) || after.error?.message.startsWith('no such function'));
  return known ? { word: named } : {};
}

function emptied(before: State, after: State): Difference[] {
  const isEmpty = (name: string) => (state: State) => String(state.empty.has(name));
  const gone = [...after.empty].filter((name) => before.types.has(name) && !before.empty.has(name));
  const come = [...before.empty].filter((name) => after.types.has(name) && !after.empty.has(name));
  return [
    ...gone.map((name): Difference => ({ kind: 'empties', what: `The column ${name} is declared but always empty: conditions on it no longer hold.`, advice: 'Leave the column out, or limit the query to platforms that have it.', offset: null, word: columnOf(name), key: isEmpty(name) })),
    ...come.map((name): Difference => ({ kind: 'meaning', what: `The column ${name} holds values: it was always empty.`, advice: 'Expect other values in the rows once.', offset: null, word: columnOf(name), key: isEmpty(name) })),
  ];
}

/** Names that stand for another table than before. */
function renamed(before: State, after: State): Difference[] {
  const target = (name: string) => (state: State) => state.aliases.get(name) ?? (state.reads.has(name) ? name : '');
  const names = new Set([...before.aliases.keys(), ...after.aliases.keys()]);
  return [...names].flatMap((name): Difference[] => {
    const [old, now] = [target(name)(before), target(name)(after)];
    if (old === '' || now === '' || old === now) return [];
    return [{
      kind: 'meaning', what: now === name ? `${name} is a table of its own, and no longer another name of ${old}.` : `${name} is only another name of the table ${now}, which may hold something else.`,
      advice: now === name ? `Compare its columns with what the query expects of ${old}.` : `Write ${now}, and compare its columns with what the query expects.`, offset: null, word: name, key: target(name),
    }];
  });
}

function outputs(before: State, after: State, differential: boolean): Difference[] {
  const [old, now] = [byName(before.columns), byName(after.columns)];
  const added = [...now.keys()].filter((name) => !old.has(name));
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const changed = [...now].filter(([name, type]) => old.has(name) && isOther(old.get(name)!, type));
  if (added.length + removed.length + changed.length === 0) return [];
  const parts = [
    ...(added.length > 0 ? [`${listed('column', added)} added`] : []),
    ...(removed.length > 0 ? [`${listed('column', removed)} removed`] : []),
    ...changed.map(([name, type]) => `the type of ${name} is ${type ?? 'unknown'} in place of ${old.get(name) ?? 'unknown'}`),
  ];
  const burst = differential ? 'Expect each host to log its whole result once, as removed rows and as added ones; a consumer sees other columns.' : 'A consumer sees other columns from the next run on.';
  return [{
    kind: 'columns', what: `Other columns come out: ${parts.join('; ')}.`, advice: added.length + removed.length > 0 ? `${burst} Name the columns in place of * to keep them as they are.` : burst,
    offset: null, word: '*', key: ({ columns }) => JSON.stringify([...byName(columns)].sort(([a], [b]) => (a < b ? -1 : 1))),
  }];
}

/** Columns that are read but do not come out as they are, and whose type is another. */
function retyped(before: State, after: State): Difference[] {
  return [...after.types].flatMap(([name, type]): Difference[] => {
    const old = before.types.get(name);
    const comesOut = after.columns.some(({ table, column }) => `${table}.${column}` === name);
    if (old === undefined || comesOut || !isOther(old, type)) return [];
    return [{ kind: 'meaning', what: `The column ${name} is ${type} in place of ${old}: comparisons with it, and its order, follow that.`, advice: 'Compare it with a value of the same kind, or cast it.', offset: null, word: columnOf(name), key: ({ types }) => types.get(name) ?? '' }];
  });
}

/** Integers of any width are one kind of value: osquery logs and compares them the same. */
function isOther(old: string | null, now: string | null): boolean {
  const kindOf = (type: string | null) => (type !== null && /INT/.test(type) ? 'INTEGER' : type);
  return old !== null && now !== null && kindOf(old) !== kindOf(now);
}

function byName(columns: readonly OutputColumn[]): Map<string, string | null> {
  return new Map(columns.map(({ name, type }) => [name, type]));
}

function columnOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

function listed(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
}
