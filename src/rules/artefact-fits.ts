import type { Pack } from '../model/catalogue.ts';
import type { Locator } from '../model/place.ts';
import { consumerNames, losses, type Loss } from './losses.ts';
import type { Complaint, Rule } from './rule.ts';

/** What a consumer's format has no place for. Only what the pack or a query of it uses is told. */
export const artefactFits: Rule = {
  name: 'artefact-fits',
  levels: { production: 'note', teaching: 'off' },
  finds: 'What a consumer of the artefacts does not get as it is meant.',
  why: 'A pack is used in several forms, and no two of them hold the same. Whoever deploys one must know what it does not do there.',
  checks: { pack: check },
};

function* check(pack: Pack): Iterable<Complaint> {
  // One finding for each key: the consumers that lose the same thing stand together.
  const groups = new Map<string, Loss[]>();
  for (const loss of losses(pack)) {
    const key = `${loss.query ?? ''} ${loss.key} ${loss.message}`;
    groups.set(key, [...(groups.get(key) ?? []), loss]);
  }
  for (const group of groups.values()) {
    const [{ query, key, message }] = group as [Loss];
    const at = query === undefined ? pack.at : pack.queries.find(({ spec }) => spec.name === query)!.at;
    yield { place: placeOf(at, key), message: `${group.map(({ format }) => consumerNames[format]).join(', ')}: ${message}`, advice: 'Nothing need be done in this repository; the page of the pack says the same.' };
  }
}

function placeOf(at: Locator, key: string): Complaint['place'] {
  return ['shard', 'denylist', 'startup_priority'].includes(key) ? at.key(['spec', 'osquery', key]) : at.key(['spec', key]);
}
