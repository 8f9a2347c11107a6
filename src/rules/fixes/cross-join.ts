import { losesRowsToUsers } from '../../osquery/user-rows.ts';
import type { Edit, Fix } from './fix.ts';

/**
 * A per-user table is read after users, in the order in which it is written. Where the query does not read users yet, they
 * are joined if that only adds rows.
 */
export const crossJoin: Fix = {
  name: 'cross-join',
  rules: ['users-join'],
  propose({ verdict, tokens, at }) {
    const index = tokens.findIndex(({ start }) => start === at);
    const table = tokens[index];
    const before = tokens[index - 1];
    if (!verdict || !table || !before) return null;
    const readsUsers = tokens.slice(0, index).some(({ name }) => name === 'users');
    if (before.name === 'join' && readsUsers) {
      const inner = tokens[index - 2]?.name === 'inner' ? tokens[index - 2]! : before;
      if (['cross', 'left', 'outer', 'natural', 'right', 'full'].includes(tokens[index - 2]?.name ?? '')) return null;
      return { title: `Write CROSS JOIN ${table.text}`, consequence: null, change: { sql: [{ from: inner.start, to: before.end, text: 'CROSS JOIN' }] } };
    }
    if (before.name !== 'from' || tokens.some(({ name }) => name === 'users')) return null;
    if (verdict.platforms.some(({ platform, error }) => error === null && losesRowsToUsers(table.name, platform))) return null;
    const last = tokens[index + aliasLength(tokens.slice(index + 1, index + 3).map(({ kind, name }) => (kind === 'word' ? name : '')))]!;
    const key = /\bUSING \((\w+)\)/.exec(verdict.findings.find(({ rule, advice }) => rule === 'users-join' && advice?.includes(` ${table.name} `))?.advice ?? '')?.[1] ?? 'uid';
    const edits: Edit[] = [
      { from: table.start, to: table.start, text: 'users CROSS JOIN ' },
      { from: last.end, to: last.end, text: ` USING (${key})` },
    ];
    return {
      title: `Read users CROSS JOIN ${table.text} USING (${key})`,
      consequence: 'The query gives the rows of all users then, where it gave those of the daemon’s own user.',
      change: { sql: edits },
    };
  },
};

/** How many tokens after a table are its alias. */
function aliasLength([first = '', second = '']: readonly string[]): number {
  if (first === 'as') return second === '' ? 0 : 2;
  return first === '' || clauseWords.has(first) ? 0 : 1;
}

const clauseWords = new Set(['where', 'join', 'cross', 'left', 'right', 'full', 'inner', 'outer', 'natural', 'on', 'using', 'order', 'group', 'limit', 'union', 'except', 'intersect', 'having', 'window', 'not', 'indexed']);
