import { readsEveryUser } from '../osquery/user-rows.ts';
import { declarationOf, joinWord, siblings, tableOffset } from './joins.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** A per-user table that sees the daemon's own user only. */
export const usersJoin: Rule = {
  name: 'users-join',
  levels: { production: 'error', teaching: 'error', foreign: 'warning' },
  finds: 'A per-user table that is read without users CROSS JOIN … USING (uid).',
  why: 'Without a user these tables give the rows of the user the daemon runs as, root or SYSTEM, and only log a warning. With a plain JOIN the per-user table can become the outer loop, and then it does the same.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest } of subject.verdict.platforms) {
    for (const loop of latest.loops) {
      const table = declarationOf(latest, loop);
      if (!table?.userData || told.has(loop.name)) continue;
      if (readsEveryUser(loop.table, latest.target.platform, loop.constraints.filter(({ operator }) => operator === '=').map(({ column }) => column))) continue;
      const key = table.columns.some(({ name }) => name === 'uid') ? 'uid' : 'username';
      // Any condition on the user silences osquery's warning, but only = and IN name users (osquery/tables/system/system_utils.cpp).
      const constrained = loop.constraints.some(({ column, operator }) => (column === 'uid' || column === 'username') && operator === '=');
      const users = siblings(latest, loop).find((other) => other.table === 'users');
      if (constrained && (!users || joinWord(subject, loop) === 'cross' || joinWord(subject, loop) === 'left')) continue;
      told.add(loop.name);
      yield {
        place: sqlPlace(subject.query, tableOffset(subject, loop)),
        message: constrained
          ? `Table ${loop.table} takes its users from a join whose order SQLite may change.`
          : `Table ${loop.table} is per user: without a ${key} it gives, of the rows that belong to users, those of the daemon's own only.`,
        advice: `Write FROM users CROSS JOIN ${loop.table} USING (${key}).`,
      };
    }
  }
}
