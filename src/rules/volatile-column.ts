import { tablesAt } from '../osquery/schema.ts';
import { volatileReason } from '../osquery/volatile.ts';
import { columnBefore } from './operands.ts';
import { sqlPlace, tokenText, type Complaint, type Rule, type Subject } from './rule.ts';

/** Columns that change by themselves, in a query that logs changes. */
export const volatileColumn: Rule = {
  name: 'volatile-column',
  levels: { production: 'error', teaching: 'warning' },
  finds: 'Differential logging of a column whose value changes although nothing has happened: process ids, counters, sizes, times of last use, uptime.',
  why: 'A differential query compares whole rows. One value that differs at each run makes each run log the whole row as removed and added again.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  if (subject.query.spec.logging === 'snapshot') return;
  // Rows of an evented table are never compared: each is logged once.
  if (subject.verdict.platforms.some(({ platform, latest }) => latest.reads.some(({ table }) => tablesAt(platform, latest.target.version).get(table)?.evented))) return;
  const told = new Set<string>();
  for (const index of resultTokens(subject)) {
    const use = columnBefore(subject, index);
    const why = use && volatileReason(use.table, use.column);
    if (!why || told.has(`${use.table}.${use.column}`)) continue;
    told.add(`${use.table}.${use.column}`);
    yield {
      place: sqlPlace(subject.query, subject.tokens[index]!.start),
      message: `${use.table}.${use.column} changes by itself: ${why}. Every run would log the row again.`,
      advice: 'Leave the column out, turn it into something that stays (a threshold, a date), or log snapshots.',
    };
  }
}

/** Indexes of the tokens between the outermost SELECTs and their FROMs: what becomes output. */
function* resultTokens(subject: Subject): Iterable<number> {
  let depth = 0;
  let inResult = false;
  for (const [index, token] of subject.tokens.entries()) {
    const text = tokenText(subject, token).toLowerCase();
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth === 0 && text === 'select') inResult = true;
    else if (depth === 0 && text === 'from') inResult = false;
    else if (inResult && token.kind === 'word' && tokenText(subject, subject.tokens[index - 1]!).toLowerCase() !== 'as') yield index;
  }
}
