import { singleRowTables } from '../osquery/single-row.ts';
import { siblings, tableOffset } from './joins.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** An inner table that is generated anew for each row of an outer one. */
export const quadratic: Rule = {
  name: 'quadratic',
  levels: { production: 'error', teaching: 'warning' },
  finds: 'A join whose inner table is generated whole for each row of the outer one, because its join column is neither required nor an index.',
  why: 'osquery has no indexes but the columns a table can look up. Joining processes with itself by name took 0.7 s with 67 processes and 60 s with 567; by pid it is as fast as one scan.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest } of subject.verdict.platforms) {
    for (const loop of latest.loops) {
      if (loop.constraints.length > 0 || loop.unmet.length > 0 || loop.depth === 0 || singleRowTables.has(loop.table) || told.has(loop.name)) continue;
      const outer = siblings(latest, loop).filter(({ depth, table }) => depth < loop.depth && !singleRowTables.has(table));
      if (outer.length === 0) continue;
      told.add(loop.name);
      const by = loop.unused.map(({ column }) => column);
      yield {
        place: sqlPlace(subject.query, tableOffset(subject, loop)),
        message: `Table ${loop.table} is generated whole for each row of ${outer.at(-1)!.name}${by.length ? `: ${[...new Set(by)].join(' and ')} cannot be looked up` : ''}.`,
        advice: 'Join on a column that the table can look up (an index or required column), read the smaller table first, or put the inner rows into a CTE AS MATERIALIZED and join that.',
      };
    }
  }
}
