import { findFunction } from '../osquery/functions.ts';
import type { StatementKind } from '../engine/answer.ts';
import { findWord, sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** One SELECT and nothing else. */
export const oneStatement: Rule = {
  name: 'one-statement',
  levels: { production: 'error', teaching: 'error', foreign: 'warning' },
  finds: 'Several statements or none, a statement that is no SELECT, a parameter; in packs also a function that looks at the host or acts on it by itself, such as carve() and sleep().',
  why: 'Of several statements osquery logs the rows of the first and then an error. A CREATE TABLE works once and fails from then on, ATTACH and most pragmas are denied, and a parameter runs as NULL because nothing binds it.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const { query, verdict, tokens } = subject;
  const answer = verdict.platforms[0]?.latest;
  if (!answer) return;
  const [first, second] = answer.statements;
  if (second !== undefined) {
    yield { place: sqlPlace(query, second), message: 'A second statement begins here.', advice: 'Keep one SELECT a query; put the other into a file of its own, or join the two with UNION ALL.' };
  }
  const fault = faultOf(answer.kind);
  // What begins with no known word is a syntax error, which sql-compiles tells.
  if (fault && !(answer.kind === 'other' && answer.error)) yield { place: sqlPlace(query, first ?? 0), ...fault };
  for (const token of tokens) {
    if (token.kind !== 'variable') continue;
    yield { place: sqlPlace(query, token.start), message: `${token.text} is a parameter: nothing binds it, so it is NULL.`, advice: 'Write the value itself, in single quotes where it is a text.' };
  }
  if (query.setting !== 'production') return;
  for (const name of answer.functions) {
    if (!findFunction(name)?.touchesHost) continue;
    yield { place: sqlPlace(query, findWord(subject, name)?.start ?? first ?? 0), message: `The function ${name}() looks at the host or acts on it: a scheduled query reads tables and does nothing else.`, advice: `Drop ${name}(), and run it by hand where it is wanted.` };
  }
}

function faultOf(kind: StatementKind): { message: string; advice: string } | null {
  switch (kind) {
    case 'select': return null;
    case 'none': return { message: 'There is no statement: osquery would run the text and never log a row.', advice: 'Write a SELECT.' };
    case 'explain': return { message: 'EXPLAIN logs the plan of a query and not its rows.', advice: 'Drop EXPLAIN.' };
    case 'pragma': return { message: 'A pragma reads or sets SQLite itself, and osquery denies nearly all of them.', advice: 'Write a SELECT.' };
    case 'write': return { message: 'The statement writes, and the tables of osquery can only be read.', advice: 'Write a SELECT.' };
    case 'schema': return { message: 'The statement changes the schema: it works at its first run and fails at each later one.', advice: 'Write a SELECT; WITH names a result for use in one.' };
    case 'attach': return { message: 'osquery denies ATTACH and DETACH.', advice: 'Write a SELECT on the tables of osquery.' };
    case 'transaction': return { message: 'The statement begins or ends a transaction, and gives no rows.', advice: 'Write a SELECT.' };
    case 'other': return { message: 'The statement is no SELECT.', advice: 'Write a SELECT.' };
  }
}
