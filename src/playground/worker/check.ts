import type { Engine } from '../../engine/engine.ts';
import { significantTokens } from '../../engine/tokens.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Finding } from '../../model/finding.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { checkQuery, subjectOf } from '../../rules/check.ts';
import { judge } from '../../rules/verdict.ts';
import type { Problem, Tasks } from '../protocol.ts';
import { inSql, queryOf } from './query.ts';

/** A catalogue without content: what is typed is held to the rules by itself. */
export const noContent: Catalogue = { packs: [], topics: [], hosts: new Map() };

/** Longest SQL that is checked while it is typed; a statement of a pack is seldom longer than a tenth of it. */
const longestChecked = 50_000;

/**
 * The findings of the rules of `npm run check` that lie in the SQL, in the order of the text, for the platform of the host. Where an
 * older osquery is chosen, that is taken for the oldest that is to run it.
 */
export function check(engine: Engine, { sql, bench: { platform, version }, plan }: Tasks['check']['ask']): Problem[] {
  if (sql.trim() === '') return [];
  if (sql.length > longestChecked) {
    return [{ rule: 'playground', level: 'note', message: `The rules look at SQL up to ${longestChecked} characters here, and this is longer.`, advice: 'It can be run all the same.', span: null }];
  }
  const query = queryOf(sql, [platform], plan, version === latestVersion ? undefined : version);
  const findings = checkQuery(subjectOf(engine, noContent, query, null, judge(engine, query)));
  const shown = findings.filter(({ place, rule }) => place.file === inSql || rule === 'minimum-version');
  const told = shown.map((finding) => problemOf(finding, sql)).sort((a, b) => (a.span?.from ?? -1) - (b.span?.from ?? -1));
  const { error } = engine.analyse(sql, { platform, version });
  if (!error || told.some(({ level }) => level === 'error')) return told;
  return [...told, { rule: 'sql-compiles', level: 'error', message: `osquery ${version} on ${platform} refuses the SQL: ${error.message}.`, advice: 'Choose a newer osquery, or leave out what it does not have.', span: spanAt(sql, error.offset ?? 0) }];
}

function problemOf({ rule, level, message, advice = '', place }: Finding, sql: string): Problem {
  return { rule, level, message, advice, span: place.file === inSql ? spanAt(sql, place.column - 1) : null };
}

/** The token at `offset`; the last one where the text ends before. */
function spanAt(sql: string, offset: number): { from: number; to: number } {
  const tokens = significantTokens(sql);
  const token = tokens.find(({ end }) => end > offset) ?? tokens.at(-1);
  if (!token) return { from: 0, to: sql.length };
  return token.start <= offset ? { from: offset, to: token.end } : { from: offset, to: Math.max(offset + 1, Math.min(token.start, sql.length)) };
}
