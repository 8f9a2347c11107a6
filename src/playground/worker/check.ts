import type { Engine } from '../../engine/engine.ts';
import { significantTokens } from '../../engine/tokens.ts';
import type { Finding } from '../../model/finding.ts';
import { inSql, offsetOf } from '../../rules/explain/bare-query.ts';
import { findingsInSql } from '../../rules/explain/explanation.ts';
import type { Problem, Tasks } from '../protocol.ts';

/** Longest SQL that is checked while it is typed; a statement of a pack is seldom longer than a tenth of it. */
const longestChecked = 50_000;

/**
 * The findings of the rules of `npm run check` that lie in the SQL, in the order of the text, for the platform of the host. Where an
 * older osquery is chosen, that is taken for the oldest that is to run it.
 */
export function check(engine: Engine, { sql, bench, plan }: Tasks['check']['ask']): Problem[] {
  if (sql.trim() === '') return [];
  if (sql.length > longestChecked) {
    return [{ rule: 'playground', level: 'note', message: `The rules look at SQL up to ${longestChecked} characters here, and this is longer.`, advice: 'It can be run all the same.', span: null }];
  }
  return findingsInSql(engine, sql, bench, plan).map((finding) => problemOf(finding, sql)).sort((a, b) => (a.span?.from ?? -1) - (b.span?.from ?? -1));
}

/** What to do about the first error that the rules find in the SQL; null where they find none. */
export function adviceOf(engine: Engine, ask: Tasks['check']['ask']): string | null {
  return check(engine, ask).find(({ level }) => level === 'error')?.advice ?? null;
}

function problemOf({ rule, level, message, advice = '', place }: Finding, sql: string): Problem {
  return { rule, level, message, advice, span: place.file === inSql ? spanAt(sql, offsetOf(sql, place)) : null };
}

/** The token at `offset`; the last one where the text ends before. */
function spanAt(sql: string, offset: number): { from: number; to: number } {
  const tokens = significantTokens(sql);
  const token = tokens.find(({ end }) => end > offset) ?? tokens.at(-1);
  if (!token) return { from: 0, to: sql.length };
  return token.start <= offset ? { from: offset, to: token.end } : { from: offset, to: Math.max(offset + 1, Math.min(token.start, sql.length)) };
}
