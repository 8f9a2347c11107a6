import { tableChanges, type TableChange } from '../../osquery/changes/table-changes.ts';
import type { Platform } from '../../model/platform.ts';
import { compareVersions } from '../../osquery/versions.ts';
import type { Difference } from './differences.ts';
import type { State } from './state.ts';

/** A difference that is known to come with one version. */
export type DatedDifference = Omit<Difference, 'key'> & { readonly since: string };

/** Known changes of what the tables of a query give, between two osquery versions that both take it. */
export function tableDifferences(before: State, after: State, platform: Platform, differential: boolean): DatedDifference[] {
  const up = compareVersions(before.version, after.version) < 0;
  const [older, newer] = up ? [before, after] : [after, before];
  return tableChanges
    .filter(({ since }) => compareVersions(older.version, since) < 0 && compareVersions(since, newer.version) <= 0)
    .filter((change) => concerns(change, platform, newer))
    .map((change): DatedDifference => ({
      since: change.since,
      kind: change.effect === 'flag' && up ? 'empties' : 'meaning',
      what: up ? `${change.table}: ${change.change}` : `${change.table}: not yet so before ${change.since}: ${change.change}`,
      advice: (up ? change.advice : undefined) ?? adviceFor(change, up, differential),
      offset: null,
      word: change.columns?.find((column) => newer.reads.get(change.table)?.has(column)) ?? change.table,
    }));
}

function concerns({ table, columns, platforms }: TableChange, platform: Platform, { reads }: State): boolean {
  const own = reads.get(table);
  return own !== undefined && (platforms === undefined || platforms.includes(platform)) && (columns === undefined || columns.some((column) => own.has(column)));
}

function adviceFor({ effect }: TableChange, up: boolean, differential: boolean): string {
  const more = (effect === 'more') === up;
  switch (effect) {
    case 'more':
    case 'fewer':
      if (differential) return `Expect ${more ? 'rows that are new to be logged as added' : 'rows that are gone to be logged as removed'} once.`;
      return `Expect ${more ? 'more' : 'fewer'} rows.`;
    case 'values':
      return `${differential ? 'Expect each row that is different once as removed and added. ' : ''}Look at what filters and alerts on these columns count on.`;
    case 'flag':
      return 'Nothing: the flag does no harm.';
    case 'conditions':
      return 'Try the query on a host with each version.';
  }
}
