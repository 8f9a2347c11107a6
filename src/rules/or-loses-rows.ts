import type { Loop } from '../engine/answer.ts';
import { declarationOf, tableOffset } from './joins.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** An OR that SQLite reads as several scans of a table whose rows it cannot tell apart. */
export const orLosesRows: Rule = {
  name: 'or-loses-rows',
  levels: { production: 'error', teaching: 'error', foreign: 'warning' },
  finds: 'An OR over a column that osquery reads in several scans, on a table without a key that tells its rows apart.',
  why: 'SQLite drops duplicates between the branches of an OR by row number or primary key. osquery numbers the rows of each scan anew, so on such a table rows of the later branch are lost in silence.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest } of subject.verdict.platforms) {
    if (latest.loops.length < 2) continue;
    const scans = new Map<string, Loop[]>();
    for (const loop of latest.loops) {
      const key = `${loop.parent} ${loop.depth} ${loop.name}`;
      scans.set(key, [...(scans.get(key) ?? []), loop]);
    }
    for (const [loop, ...more] of scans.values()) {
      const table = loop && declarationOf(latest, loop);
      if (!loop || !table || more.length === 0 || told.has(loop.name)) continue;
      const keyed = table.columns.some(({ options }) => options.has('index') || options.has('additional'));
      if (keyed && !table.userData) continue;
      told.add(loop.name);
      yield {
        place: sqlPlace(subject.query, tableOffset(subject, loop)),
        message: `The OR reads ${loop.table} in ${more.length + 1} scans whose rows cannot be told apart: some are lost.`,
        advice: 'Use IN for a list of values, or one SELECT for each branch joined with UNION ALL.',
      };
    }
  }
}
