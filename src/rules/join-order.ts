import { couldBeInner, joinWord, requiredLoops, siblings, tableOffset } from './joins.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** A table with a required column that is, or could become, the outer loop of a join. */
export const joinOrder: Rule = {
  name: 'join-order',
  levels: { production: 'error', teaching: 'error', foreign: 'warning' },
  finds: 'A join in which a table with a required column is the outer loop, or could become it.',
  why: 'A required column can take its value from another table only if that table is read first. Where both join columns are keys, both orders cost the same and the table written first in FROM becomes the outer loop; CROSS JOIN and LEFT JOIN keep the written order.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest, loop, required } of requiredLoops(subject, told)) {
    const others = siblings(latest, loop);
    if (others.length === 0) continue;
    const outer = others.filter(({ depth }) => depth < loop.depth);
    if (loop.unmet.length > 0 && required.some((column) => loop.offered.includes(column))) {
      told.add(loop.name);
      const giver = others[0]!.name;
      yield { place: sqlPlace(subject.query, tableOffset(subject, loop)), message: `Table ${loop.table} is read before ${giver}, which is to give its required column ${required.join(' or ')}: the statement fails.`, advice: `Write FROM ${others[0]!.table} AS ${giver} CROSS JOIN ${loop.table}: CROSS JOIN keeps the written order.` };
    } else if (loop.unmet.length === 0 && joinWord(subject, loop) === 'other' && outer.some((other) => couldBeInner(latest, other))) {
      told.add(loop.name);
      yield { place: sqlPlace(subject.query, tableOffset(subject, loop)), message: `Table ${loop.table} needs its required column from ${outer[0]!.name}, but nothing keeps SQLite from reading it first.`, advice: `Write CROSS JOIN ${loop.table} after ${outer[0]!.table}: it keeps the written order.` };
    }
  }
}
