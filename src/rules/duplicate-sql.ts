import { withSameSql } from './catalogue-index.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** The same SQL in two queries. */
export const duplicateSql: Rule = {
  name: 'duplicate-sql',
  levels: { production: 'error', teaching: 'error' },
  finds: 'SQL that another query of the packs, or another example, has too; letter case, white space and comments do not count.',
  why: 'A host with both packs pays for the same rows twice, and a correction made in one place is missed in the other. A pack and an example may share SQL: the example explains what the pack runs. So may a deprecated query and its successor.',
  checks: { query: check },
};

/** A query that goes and its successor may be the same: that is how one moves to another pack. */
function* check({ query, catalogue }: Subject): Iterable<Complaint> {
  const [first] = withSameSql(query, catalogue).filter(({ spec }) => !spec.deprecated);
  if (!first || first === query || query.spec.deprecated) return;
  yield {
    place: sqlPlace(query, null),
    message: `The SQL is that of ${first.file}.`,
    advice: 'Keep one of the two, or make them ask different things.',
  };
}
