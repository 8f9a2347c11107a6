import type { Level } from '../model/finding.ts';
import type { CheckView, FindingView, QueryView } from './protocol.ts';

/** Levels, gravest first. */
export const levels = ['error', 'warning', 'note'] as const satisfies readonly Level[];

/** By what the list of queries is narrowed: words, of which each has to be found, and the gravest level of a query's findings. */
export interface ListFilter {
  readonly words: string;
  readonly level: Level | 'none' | 'any';
}

/** The gravest level among findings; null where there are none. */
export function worstLevel(findings: readonly FindingView[]): Level | null {
  return levels.find((level) => findings.some((finding) => finding.level === level)) ?? null;
}

/** Queries that a filter lets through, those with the gravest findings first, otherwise as the files have them. */
export function listed(queries: readonly QueryView[], { words, level }: ListFilter): QueryView[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = (query: QueryView) => {
    const worst = worstLevel(query.findings);
    return worst === null ? levels.length : levels.indexOf(worst);
  };
  return queries
    .filter((query) => level === 'any' || (worstLevel(query.findings) ?? 'none') === level)
    .filter((query) => wanted.every((word) => textOf(query).includes(word)))
    .map((query) => ({ query, rank: rank(query) }))
    .sort((a, b) => a.rank - b.rank || a.query.id - b.query.id)
    .map(({ query }) => query);
}

function textOf({ name, pack, file, sql, tables, findings }: QueryView): string {
  return [name, pack, file, sql, ...tables, ...findings.flatMap(({ rule, message }) => [rule, message])].join('\n').toLowerCase();
}

/** Findings by level: `2 errors, 1 note`; empty where there are none. */
export function countWords(findings: readonly { readonly level: Level }[]): string {
  return levels.flatMap((level) => {
    const number = findings.filter((finding) => finding.level === level).length;
    return number === 0 ? [] : [`${number} ${level}${number === 1 ? '' : 's'}`];
  }).join(', ');
}

/** What a check comes to, in a sentence or two. */
export function summaryWords({ version, files, queries, findings }: CheckView): string {
  const all = (number: number, one: string, several: string) => `${number} ${number === 1 ? one : several}`;
  const found = [...findings, ...queries.flatMap((query) => query.findings)];
  const failing = queries.filter((query) => worstLevel(query.findings) === 'error').length;
  const unjudged = queries.filter((query) => query.unjudged !== null).length;
  const head = `${all(queries.length, 'query', 'queries')} in ${all(files, 'file', 'files')}, for osquery ${version}: ${queries.length === 0 ? 'nothing to judge' : failing === 0 ? 'none has errors' : `${failing} ${failing === 1 ? 'has' : 'have'} errors`}${unjudged > 0 ? `, ${unjudged} not judged` : ''}.`;
  return found.length === 0 ? `${head} Nothing is found.` : `${head} ${countWords(found)} in all.`;
}
