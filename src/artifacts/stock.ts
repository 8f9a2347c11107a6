import { logName } from '../model/names.ts';
import type { StockFate, StockFates } from '../model/stock.ts';
import { stockQueries, type StockQuery } from '../osquery/stock-packs.ts';

/** A query that takes the place of a stock query, or looks for what was behind it. */
export interface Successor {
  readonly pack: string;
  readonly query: string;
  readonly logName: string;
}

/** A stock query and what becomes of it. */
export interface StockEntry {
  readonly stock: StockQuery;
  /** With osquery's default delimiter. */
  readonly logName: string;
  readonly fate: StockFate;
  /** None where it is dropped. */
  readonly successors: readonly Successor[];
  /** Where it is dropped: what looks for the behaviour behind it. */
  readonly instead: readonly Successor[];
  /** Its output columns that a successor has under the same name, and those that none has. */
  readonly kept: readonly string[];
  readonly gone: readonly string[];
  /** Output columns of the successors that it had not. */
  readonly added: readonly string[];
}

/**
 * Every stock query that is accounted for, in the order of the stock packs. `columnsOf` gives the output columns of a query
 * by `pack/query`.
 */
export function stockEntries(fates: StockFates, columnsOf: (reference: string) => readonly string[]): StockEntry[] {
  return stockQueries.flatMap((stock): StockEntry[] => {
    const fate = fates.get(`${stock.pack}/${stock.name}`);
    if (!fate) return [];
    const references = 'dropped' in fate ? [] : fate.successors;
    // A SELECT of all columns of a join gives some names twice.
    const before = [...new Set(stock.columns)];
    const columns = [...new Set(references.flatMap((reference) => columnsOf(reference)))];
    return [{
      stock,
      logName: logName(stock.pack, stock.name),
      fate,
      successors: references.map(successorOf),
      instead: 'dropped' in fate ? fate.instead.map(successorOf) : [],
      kept: references.length > 0 ? before.filter((name) => columns.includes(name)) : [],
      gone: references.length > 0 ? before.filter((name) => !columns.includes(name)) : [],
      added: columns.filter((name) => !before.includes(name)),
    }];
  });
}

/** The stock queries, as `stock pack/query`, whose place the query `reference` takes. */
export function replacedBy(fates: StockFates, reference: string): string[] {
  return [...fates].filter(([, fate]) => !('dropped' in fate) && fate.successors.includes(reference)).map(([name]) => name);
}

function successorOf(reference: string): Successor {
  const [pack, query] = reference.split('/') as [string, string];
  return { pack, query, logName: logName(pack, query) };
}
