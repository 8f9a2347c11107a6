import type { Answer, Loop } from '../engine/answer.ts';
import { singleRowTables, smallTables, uniqueKeys } from '../osquery/single-row.ts';
import { siblings, tableOffset } from './joins.ts';
import { comparisons } from './operands.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

const joinAdvice = 'Join on a column that the table can look up (an index or required column), read the smaller table first, or put the inner rows into a CTE AS MATERIALIZED and join that.';
const subqueryAdvice = 'Let the subquery stand by itself, as in name NOT IN (SELECT name FROM …): then it is read once. Or look the table up by an index or required column.';

/** An inner table that is generated anew for each row of an outer one. */
export const quadratic: Rule = {
  name: 'quadratic',
  levels: { production: 'error', teaching: 'warning', foreign: 'warning' },
  finds: 'A table that is generated whole for each row of another, in a join or in a subquery that refers to the statement around it, because the column that joins them is neither required nor an index.',
  why: 'osquery has no indexes but the columns a table can look up. Joining processes with itself by name took 0.7 s with 67 processes and 60 s with 567; by pid it is as fast as one scan.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest } of subject.verdict.platforms) {
    for (const loop of latest.loops) {
      if (loop.constraints.some(({ operator }) => operator !== 'LIMIT' && operator !== 'OFFSET') || loop.unmet.length > 0 || singleRowTables.has(loop.table) || told.has(loop.name)) continue;
      const outer = outerOf(subject, latest, loop);
      if (outer === null) continue;
      told.add(loop.name);
      const by = loop.unused.map(({ column }) => column);
      yield {
        place: sqlPlace(subject.query, tableOffset(subject, loop)),
        message: `Table ${loop.table} is generated whole for each row of ${outer}${by.length ? `: ${[...new Set(by)].join(' and ')} cannot be looked up` : ''}.`,
        advice: outer === around ? subqueryAdvice : joinAdvice,
      };
    }
  }
}

const around = 'the statement around its subquery';

/** What a table is generated anew for, each row of it; null where it is read once, or for rows that are few. */
function outerOf(subject: Subject, answer: Answer, loop: Loop): string | null {
  const outer = siblings(answer, loop).filter((other) => other.depth < loop.depth && !singleRowTables.has(other.table) && !isOneRow(subject, other));
  if (smallTables.has(loop.table) && outer.length === 1 && smallTables.has(outer[0]!.table)) return null;
  // Where the outer table lacks its required column the statement fails, which other rules tell.
  if (outer.some(({ unmet }) => unmet.length > 0)) return null;
  if (outer.length > 0) return outer.at(-1)!.name;
  const repeated = loop.correlated && answer.loops.some((other) => !other.correlated && !singleRowTables.has(other.table));
  return repeated ? around : null;
}

/** Whether a loop has one row at most: what tells the rows of its table apart is compared with a constant, as in pid = 1. */
function isOneRow(subject: Subject, { table, depth, correlated, constraints }: Loop): boolean {
  const key = Object.hasOwn(uniqueKeys, table) ? uniqueKeys[table] : undefined;
  // Only in the outermost loop is the value sure not to come from another table.
  if (key === undefined || depth > 0 || correlated || !constraints.some(({ column, operator }) => column === key && operator === '=')) return false;
  return comparisons(subject).some((other) => other.table === table && other.column === key && (other.operator === '=' || other.operator === '=='));
}
