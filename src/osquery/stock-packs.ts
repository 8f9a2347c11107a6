import facts from './stock-packs.json' with { type: 'json' };
import type { Platform } from '../model/platform.ts';

/** A query of the packs that osquery brings. */
export interface StockQuery {
  readonly pack: string;
  readonly name: string;
  /** Platform word of the query or else of its pack, as written there; `any` where there is none. */
  readonly platform: string;
  /** Seconds. */
  readonly interval: number;
  readonly snapshot: boolean;
  readonly tables: readonly string[];
  /** First and last of the known osquery versions on which its SQL compiles, by platform; a platform on which it never does is left out. */
  readonly spans: Partial<Readonly<Record<Platform, readonly [first: string, last: string]>>>;
  /** Output columns in order. */
  readonly columns: readonly string[];
}

interface Fact {
  readonly platform: string;
  readonly interval: number;
  readonly snapshot?: boolean;
  readonly tables: readonly string[];
  readonly spans: StockQuery['spans'];
  readonly columns: readonly string[];
}

const packs = facts.packs as unknown as Readonly<Record<string, Readonly<Record<string, Fact>>>>;

/** Every query of osquery's stock packs, in their order; the source is named in stock-packs.json. */
export const stockQueries: readonly StockQuery[] = Object.entries(packs).flatMap(([pack, queries]) =>
  Object.entries(queries).map(([name, fact]): StockQuery => ({ ...fact, pack, name, snapshot: fact.snapshot ?? false })));

const byName = new Map(stockQueries.map((query) => [`${query.pack}/${query.name}`, query]));

/** A stock query by `pack/query`. */
export function stockQuery(reference: string): StockQuery | undefined {
  return byName.get(reference);
}

/** Names of the stock packs. */
export const stockPacks: readonly string[] = Object.keys(packs);
