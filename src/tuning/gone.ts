import type { Pack } from '../model/catalogue.ts';
import { nearestName } from '../model/names.ts';
import type { History, Release } from '../releases/releases-file.ts';

/** What to say of a name that an overlay uses and the packs do not have. */
export interface Told {
  readonly message: string;
  readonly advice: string;
}

/** Of a pack that is not there, or is there as a name that was given up. */
export function unknownPack(name: string, packs: readonly Pack[]): Told {
  const removed = packs.find(({ spec }) => spec.name === name)?.spec.deprecated;
  if (removed) return { message: `The pack ${name} was removed in ${removed.removed_in}.`, advice: moveTo(removed.successor) };
  const known = packs.filter(({ spec }) => spec.status !== 'removed').map(({ spec }) => spec.name);
  const near = nearestName(name, known);
  return { message: `There is no pack ${name}.`, advice: near ? `Write ${near}.` : `Known packs: ${known.join(', ') || 'none'}.` };
}

/** Of a query that the pack does not have: where a release removed or renamed it, with what took its place. */
export function unknownQuery(name: string, pack: Pack, history: History | undefined): Told {
  const end = endOf(name, history?.releases ?? []);
  if (end) {
    const message = end.renamedTo === undefined ? `The query ${name} was removed in ${end.version}.` : `The query ${name} was renamed to ${end.renamedTo} in ${end.version}.`;
    return { message, advice: moveTo(end.successor) };
  }
  const known = pack.queries.map(({ spec }) => spec.name);
  const near = nearestName(name, known);
  return { message: `The pack ${pack.spec.name} has no query ${name}.`, advice: near ? `Write ${near}.` : `Its queries: ${known.join(', ')}.` };
}

function moveTo(successor: string | undefined): string {
  return successor === undefined ? 'Nothing takes its place: drop it here.' : `${successor} takes its place: move what still holds there, and drop it here.`;
}

interface End {
  readonly version: string;
  readonly renamedTo?: string;
  /** What is there today in its place: a query of the same pack, a pack, or pack/query. */
  readonly successor?: string;
}

/** In which release a query went. A name is never used again, so there is one. */
function endOf(name: string, releases: readonly Release[]): End | undefined {
  for (const { version, changes } of releases) {
    const renamedTo = changes.find(({ kind, before }) => kind === 'query-renamed' && before === name)?.after;
    if (renamedTo !== undefined) {
      const next = endOf(renamedTo, releases.slice(0, releases.findIndex((release) => release.version === version)));
      return { version, renamedTo, successor: next ? next.successor : renamedTo };
    }
    const removal = changes.find(({ kind, query }) => kind === 'query-removed' && query === name);
    if (removal) return { version, successor: removal.successor };
  }
  return undefined;
}
