import { significantTokens } from '../engine/tokens.ts';
import type { Catalogue, Query } from '../model/catalogue.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** The same SQL in two queries. */
export const duplicateSql: Rule = {
  name: 'duplicate-sql',
  levels: { production: 'error', teaching: 'error' },
  finds: 'SQL that another query of the packs, or another example, has too; letter case, white space and comments do not count.',
  why: 'A host with both packs pays for the same rows twice, and a correction made in one place is missed in the other. A pack and an example may share SQL: the example explains what the pack runs.',
  checks: { query: check },
};

function* check({ query, catalogue }: Subject): Iterable<Complaint> {
  const first = firstWithSql(catalogue).get(key(query));
  if (!first || first === query) return;
  yield {
    place: sqlPlace(query, null),
    message: `The SQL is that of ${first.file}.`,
    advice: 'Keep one of the two, or make them ask different things.',
  };
}

/** The first query of each SQL, by setting; kept as long as its catalogue, which a check asks once for each query. */
const known = new WeakMap<Catalogue, Map<string, Query>>();

function firstWithSql(catalogue: Catalogue): Map<string, Query> {
  let queries = known.get(catalogue);
  if (!queries) {
    queries = new Map();
    const all = [...catalogue.packs.flatMap((pack) => pack.queries), ...catalogue.topics.flatMap((topic) => topic.examples)];
    for (const query of all) if (!queries.has(key(query))) queries.set(key(query), query);
    known.set(catalogue, queries);
  }
  return queries;
}

function key(query: Query): string {
  return `${query.setting} ${normalised(query.spec.query)}`;
}

/** The SQL without comments, white space, letter case outside texts, and closing semicolons. */
export function normalised(sql: string): string {
  const words = significantTokens(sql).map(({ kind, start, end }) => (kind === 'string' ? sql.slice(start, end) : sql.slice(start, end).toLowerCase()));
  while (words.at(-1) === ';') words.pop();
  return words.join(' ');
}
