import type { Answer, Loop } from '../engine/answer.ts';
import { tablesAt, type TableDeclaration } from '../osquery/schema.ts';
import { identifier, tokenText, type Subject } from './rule.ts';

/** How a table is joined: `fixed` where SQLite must keep the written order (CROSS JOIN, LEFT JOIN, or first in FROM). */
export type JoinWord = 'from' | 'cross' | 'left' | 'other';

/** The word by which the loop's table is joined, read from the tokens before its name. */
export function joinWord(subject: Pick<Subject, 'query' | 'tokens'>, loop: Loop): JoinWord {
  const words = subject.tokens.map((token) => identifier(tokenText(subject, token)));
  const at = words.findIndex((word, index) => isTableName(words, index) && word === loop.table && nameAfter(words, index) === loop.name.toLowerCase());
  if (at < 0) return 'other';
  if (words[at - 1] === 'from') return 'from';
  if (words[at - 2] === 'cross') return 'cross';
  return words[at - 2] === 'left' || (words[at - 2] === 'outer' && words[at - 3] === 'left') ? 'left' : 'other';
}

/** The offset at which the loop's table stands in FROM or JOIN. */
export function tableOffset(subject: Pick<Subject, 'query' | 'tokens'>, loop: Pick<Loop, 'table' | 'name'>): number | null {
  const words = subject.tokens.map((token) => identifier(tokenText(subject, token)));
  const named = words.findIndex((word, index) => word === loop.table && isTableName(words, index) && nameAfter(words, index) === loop.name.toLowerCase());
  const any = named >= 0 ? named : words.findIndex((word, index) => word === loop.table && isTableName(words, index));
  return any < 0 ? null : subject.tokens[any]!.start;
}

/** Other loops of the same SELECT. */
export function siblings(answer: Answer, loop: Loop): Loop[] {
  return answer.loops.filter((other) => other !== loop && other.parent === loop.parent && other.depth !== loop.depth);
}

/** The declaration behind a loop. */
export function declarationOf(answer: Answer, { table }: Loop): TableDeclaration | undefined {
  return tablesAt(answer.target.platform, answer.target.version).get(table);
}

/**
 * Whether SQLite could as well make this outer loop an inner one: where a condition stands on one of its key columns,
 * both orders cost the same to osquery's cost rule and the written order decides (osquery-semantics of 5.23, measured).
 */
export function couldBeInner(answer: Answer, outer: Loop): boolean {
  const keys = declarationOf(answer, outer)?.columns.filter(({ options }) => options.has('index') || options.has('required') || options.has('additional'));
  return keys?.some(({ name }) => outer.offered.includes(name) && !outer.constraints.some(({ column }) => column === name)) ?? false;
}

function isTableName(words: readonly string[], index: number): boolean {
  return ['from', 'join', ','].includes(words[index - 1] ?? '');
}

function nameAfter(words: readonly string[], index: number): string {
  const next = words[index + 1] === 'as' ? words[index + 2] : words[index + 1];
  return next !== undefined && /^[a-z_]\w*$/.test(next) && !afterTable.has(next) ? next : words[index]!;
}

const afterTable = new Set(['where', 'join', 'cross', 'left', 'right', 'full', 'inner', 'natural', 'on', 'using', 'order', 'group', 'limit', 'union', 'except', 'intersect', 'having', 'window']);
