import type { Deprecation } from '../model/query.ts';
import { compareVersions } from '../osquery/versions.ts';
import { changeText, type Change } from './change.ts';
import { isDay } from './check-history.ts';
import { contractHash, type Contract } from './contract.ts';
import { differenceOf } from './difference.ts';
import { adviceOf, consumerText, counterText, endpointText, rangeText } from './effect-text.ts';
import { effectsOf, epochPrice } from './effects.ts';
import { retiredNames, type History, type Release, type ReleaseEffect } from './releases-file.ts';
import { demandedPart, nextVersion } from './version-part.ts';

export interface ReleaseRequest {
  /** Releases so far; null before the first. */
  readonly history: History | null;
  /** Contract of the pack as it stands. */
  readonly contract: Contract;
  /** Markdown; a major release needs one. */
  readonly note?: string;
  /** Day of the release as YYYY-MM-DD. */
  readonly date: string;
  /** Oldest and newest osquery that the pack was checked against. */
  readonly range: { readonly from: string; readonly to: string };
}

export type ReleaseRefusal = 'no-changes' | 'note-missing' | 'overdue' | 'retired-name' | 'date' | 'other-pack';

/** The new release and the history with it, or why there is none. */
export type ReleasePlan =
  | { readonly release: Release; readonly history: History; readonly refusal?: undefined }
  | { readonly refusal: { readonly reason: ReleaseRefusal; readonly message: string; readonly advice: string } };

/** The next release of a pack: version, changes and effects computed from its contract and the last released one. */
export function planRelease({ history, contract, note, date, range }: ReleaseRequest): ReleasePlan {
  const last = history?.releases[0] ?? null;
  const changes = differenceOf(last?.contract ?? null, contract);
  const part = demandedPart(changes);
  const written = note?.trim();
  if (history && history.pack !== contract.pack) {
    return refuse('other-pack', `The releases are those of ${history.pack}, the pack is ${contract.pack}.`, 'A renamed pack is a new pack: begin its releases anew, and keep the old pack as deprecated.');
  }
  if (last && part === 'none') return refuse('no-changes', `Nothing has changed since ${last.version}.`, 'There is nothing to release.');
  const back = retiredNames(history?.releases ?? []).filter((name) => Object.hasOwn(contract.queries, name));
  if (back.length > 0) return refuse('retired-name', `The name ${back.join(', ')} was retired and must not come back.`, 'Give the query a name that was never released: consumers keep rows by log name.');
  if (!isDay(date) || (last && date < last.date)) {
    return refuse('date', `${date} cannot be the day of the release${last ? ` after ${last.version} of ${last.date}` : ''}.`, 'Give a day as YYYY-MM-DD that is not before the last release; check the clock.');
  }
  const version = nextVersion(last?.version ?? null, changes);
  const overdue = announcedFor(contract).find(([, { removed_in: end }]) => compareVersions(version, end) >= 0);
  if (overdue) {
    const [what, { removed_in: end }] = overdue;
    return refuse('overdue', `${what} was to go in ${end}, and this release is ${version}.`, 'Remove it, or name a later version in removed_in.');
  }
  if (last && part === 'major' && !written) {
    return refuse('note-missing', `${version} is a major release, and it has no note: ${changes.filter((change) => demandedPart([change]) === 'major').map(labelled).join(' ')}`, 'Add a note that says why, and what whoever runs the pack has to do.');
  }
  const release: Release = {
    version,
    date,
    osquery: { from: range.from, to: range.to },
    ...(written && { note: written }),
    changes: changes.map((change) => ({ ...change, text: changeText(change) })),
    effects: last ? releaseEffects(last.contract, contract, changes) : [],
    contract_hash: contractHash(contract),
    contract,
  };
  const releases = [release, ...(history?.releases ?? [])];
  return { release, history: { pack: contract.pack, retired: retiredNames(releases), releases } };
}

/** The effects of a step in words; cases in which nothing happens are told only where a query has no other. */
export function releaseEffects(before: Contract | null, after: Contract | null, changes: readonly Change[] = differenceOf(before, after)): ReleaseEffect[] {
  const price = after || before ? epochPrice((after ?? before)!) : 0;
  return effectsOf(before, after, changes).flatMap((effect) => {
    const told = effect.cases.map((one): ReleaseEffect => {
      const { kind, text } = adviceOf(effect, one, { price });
      return {
        query: effect.query, hosts: one.hosts, osquery: rangeText(one.osquery),
        logs: endpointText(one), counter: counterText(one), consumer: consumerText(effect, one), advice: kind, action: text,
      };
    });
    const notable = told.filter(({ advice }) => advice !== 'nothing');
    return notable.length > 0 ? notable : told.slice(0, 1);
  });
}

/** What the contract announces to go, by name; a pack that is gone is announced no more. */
function announcedFor({ pack, status, deprecated, queries }: Contract): [string, Deprecation][] {
  const named = Object.entries(queries).map(([name, query]) => [name, query.deprecated] as const);
  return [...(status === 'removed' ? [] : [[pack, deprecated] as const]), ...named].flatMap(([name, announced]) => (announced ? [[name, announced]] : []));
}

function refuse(reason: ReleaseRefusal, message: string, advice: string): ReleasePlan {
  return { refusal: { reason, message, advice } };
}

function labelled(change: Change): string {
  return change.query === undefined ? changeText(change) : `${change.query}: ${changeText(change)}`;
}
