import { schema } from '../osquery/schema.ts';
import { isStar } from './result-columns.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** `*` for all columns of a table. */
export const selectStar: Rule = {
  name: 'select-star',
  levels: { production: 'error', teaching: 'warning', foreign: 'note' },
  finds: '`*` in place of the names of the columns of a table.',
  why: 'The rows are logged as they come out. An osquery that adds a column to the table turns every row into another one, so each host logs all its rows as removed and all again as added.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const { query, tokens, verdict } = subject;
  const stars = tokens.filter((_, index) => isStar(subject, index) && !isInExists(subject, index) && readsTable(subject, index));
  const names = verdict.columns.map(({ name }) => name);
  for (const token of stars) {
    yield {
      place: sqlPlace(query, token.start),
      message: 'The columns are not named: * gives other columns with another osquery.',
      advice: stars.length === 1 && names.length > 0 ? `Write out those that are wanted of ${names.join(', ')}.` : 'Write out the columns that are wanted.',
    };
  }
}

/** EXISTS asks for any row, and no column of it comes out. */
function isInExists(subject: Subject, index: number): boolean {
  const words = subject.tokens.slice(Math.max(0, index - 3), index).map(({ lower }) => lower);
  return words.join(' ') === 'exists ( select';
}

/** Whether the SELECT of this `*` reads a table of osquery, whose columns may change; those of a subselect or CTE are written out. */
function readsTable(subject: Subject, star: number): boolean {
  const words = subject.tokens.map(({ name }) => name);
  let depth = 0;
  let from = false;
  for (let index = star + 1; index < words.length && depth >= 0; index++) {
    const word = words[index]!;
    if (word === '(') depth++;
    else if (word === ')') depth--;
    if (depth !== 0) continue;
    if (word === 'from') from = true;
    else if (from && enders.has(word)) return false;
    const isSource = from && ['from', 'join', ','].includes(words[index - 1]!);
    if (isSource && Object.entries(schema.tables).some(([name, { aliases }]) => name === word || (aliases && Object.hasOwn(aliases, word)))) return true;
  }
  return false;
}

/** Words that end a FROM. */
const enders = new Set(['where', 'group', 'having', 'order', 'limit', 'window', 'union', 'except', 'intersect', ';']);
