import type { ForeignVerdict } from './check-foreign.ts';
import { longestName, queryNamePattern, reservedQueryNames, reservedQuerySuffixes } from '../model/names.ts';

/** Something of a pack of others that another form cannot hold as it is. */
export interface ForeignLoss {
  /** Name of the query, as it was; null where the whole pack is concerned. */
  readonly query: string | null;
  readonly message: string;
}

/** A name that this repository, osquery, Fleet and Kibana all accept, as near to another as one can be, and none of `taken`. */
export function plainName(name: string, taken: ReadonlySet<string>): string {
  const words = name.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, longestName - 10);
  let plain = queryNamePattern.test(words) ? words : `q_${words || 'query'}`;
  if (reservedQuerySuffixes.some((suffix) => plain.endsWith(suffix)) || (reservedQueryNames as readonly string[]).includes(plain)) plain = `${plain}_value`;
  let free = plain;
  for (let count = 2; taken.has(free); count++) free = `${plain}_${count}`;
  return free;
}

/** Why a query cannot be handed on; null where it can. */
export function whyNot({ unjudged, platforms }: ForeignVerdict): string | null {
  if (unjudged !== null) return `It is left out: ${unjudged}.`;
  if (platforms.some(({ error }) => error === null)) return null;
  return `It is left out, for it compiles on none of its platforms: ${[...new Set(platforms.map(({ error }) => error!.message))].join('; ')}.`;
}
