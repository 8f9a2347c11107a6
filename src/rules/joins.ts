import type { Answer, Loop } from '../engine/answer.ts';
import { requiredColumns } from '../engine/best-index.ts';
import { tablesAt, type TableDeclaration } from '../osquery/schema.ts';
import type { Subject } from './rule.ts';
import type { Verdict } from './verdict.ts';

/** How a table is joined: `fixed` where SQLite must keep the written order (CROSS JOIN, LEFT JOIN, or first in FROM). */
export type JoinWord = 'from' | 'cross' | 'left' | 'other';

/** A table where the statement reads it, in FROM or behind JOIN. */
export interface TableUse {
  readonly table: string;
  /** The name it goes by there, lower case. */
  readonly name: string;
  /** Index of the token that names the table. */
  readonly index: number;
  /** The SELECT that reads it (`scopesOf`). */
  readonly scope: string;
}

/** A statement's words and what it reads where. */
interface Reading {
  /** The words as SQLite compares them. */
  readonly words: readonly string[];
  /** The SELECT to which each word belongs. */
  readonly scopes: readonly string[];
  /** The tables, in the order of the text. */
  readonly tables: readonly TableUse[];
}

type Source = Pick<Subject, 'query' | 'tokens' | 'verdict'>;

/** The statement read last: the rules ask of one right after one another. */
let last: { readonly verdict: Verdict; readonly reading: Reading } | undefined;

/** What a statement reads, and in which of its SELECTs. */
export function readingOf(subject: Source): Reading {
  if (last?.verdict !== subject.verdict) last = { verdict: subject.verdict, reading: read(subject) };
  return last.reading;
}

function read(subject: Source): Reading {
  const words = subject.tokens.map(({ name }) => name);
  const scopes = scopesOf(words);
  const names = new Set<string>();
  for (const { latest } of subject.verdict.platforms) for (const { table } of latest.loops) names.add(table);
  const tables: TableUse[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (names.has(word) && isTableName(words, index)) tables.push({ table: word, name: nameAfter(words, index), index, scope: scopes[index]! });
  }
  return { words, scopes, tables };
}

/** The SELECT to which each word belongs: the parenthesis that holds it, -1 for none, and the branch of its UNION. */
function scopesOf(words: readonly string[]): string[] {
  const open: { at: number; branch: number; depth: number; scope: string }[] = [{ at: -1, branch: 0, depth: 0, scope: '-1 0' }];
  const scopes: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const inner = open.at(-1)!;
    scopes.push(inner.scope);
    if (word === '(' && openers.has(words[index + 1] ?? '')) open.push({ at: index, branch: 0, depth: 0, scope: `${index} 0` });
    else if (word === '(') inner.depth++;
    else if (word === ')' && inner.depth > 0) inner.depth--;
    else if (word === ')' && open.length > 1) open.pop();
    else if (inner.depth === 0 && compounds.has(word)) inner.scope = `${inner.at} ${++inner.branch}`;
  }
  return scopes;
}

const openers = new Set(['select', 'with', 'values']);

const compounds = new Set(['union', 'except', 'intersect']);

/** The SELECT around another, in the form of `scopesOf`; undefined for the outermost. */
export function scopeAround({ scopes }: Reading, scope: string): string | undefined {
  return scopes[Number.parseInt(scope, 10)];
}

/**
 * Where the statement reads a loop's table. A table that it reads several times under one name is told apart by the
 * order of the loops, which for the branches of a UNION is that of the text.
 */
function useOf(subject: Source, loop: Loop): TableUse | undefined {
  const same = readingOf(subject).tables.filter(({ table, name }) => table === loop.table && name === loop.name.toLowerCase());
  if (same.length < 2) return same[0];
  const loops = subject.verdict.platforms.find(({ latest }) => latest.loops.includes(loop))?.latest.loops ?? [];
  const keys = [...new Set(loops.filter(({ table, name }) => table === loop.table && name === loop.name).map(({ parent, depth }) => `${parent} ${depth}`))];
  return same[Math.min(keys.indexOf(`${loop.parent} ${loop.depth}`), same.length - 1)];
}

/** The word by which the loop's table is joined, read from the tokens before its name. */
export function joinWord(subject: Source, loop: Loop): JoinWord {
  const { words } = readingOf(subject);
  const at = useOf(subject, loop)?.index;
  if (at === undefined) return 'other';
  if (words[at - 1] === 'from') return 'from';
  if (words[at - 2] === 'cross') return 'cross';
  return words[at - 2] === 'left' || (words[at - 2] === 'outer' && words[at - 3] === 'left') ? 'left' : 'other';
}

/** The offset at which the loop's table stands in FROM or JOIN. */
export function tableOffset(subject: Source, loop: Loop): number | null {
  const use = useOf(subject, loop) ?? readingOf(subject).tables.find(({ table }) => table === loop.table);
  return use ? subject.tokens[use.index]!.start : null;
}

/** The name that a table goes by where the statement first reads it: its alias, or its own. */
export function nameInStatement({ tokens }: Pick<Subject, 'tokens'>, table: string): string | undefined {
  const words = tokens.map(({ name }) => name);
  const at = words.findIndex((word, index) => word === table && isTableName(words, index));
  return at < 0 ? undefined : nameAfter(words, at);
}

/** Other loops of the same SELECT. */
export function siblings(answer: Answer, loop: Loop): Loop[] {
  return answer.loops.filter((other) => other !== loop && other.parent === loop.parent && other.depth !== loop.depth);
}

/** The declaration behind a loop. */
export function declarationOf(answer: Answer, { table }: Loop): TableDeclaration | undefined {
  return tablesAt(answer.target.platform, answer.target.version).get(table);
}

/** Each loop over a table with required columns, with their names; a table under one name comes until it is in `told`. */
export function* requiredLoops({ verdict }: Pick<Subject, 'verdict'>, told: ReadonlySet<string>): Iterable<{ latest: Answer; loop: Loop; required: readonly string[] }> {
  for (const { latest } of verdict.platforms) {
    for (const loop of latest.loops) {
      const table = declarationOf(latest, loop);
      const required = table ? requiredColumns(table) : [];
      if (required.length > 0 && !told.has(loop.name)) yield { latest, loop, required };
    }
  }
}

/**
 * Whether SQLite could as well make this outer loop an inner one: where a condition stands on one of its key columns,
 * both orders cost the same to osquery's cost rule and the written order decides (osquery-semantics of 5.23, measured).
 */
export function couldBeInner(answer: Answer, outer: Loop): boolean {
  const keys = declarationOf(answer, outer)?.columns.filter(({ options }) => options.has('index') || options.has('required') || options.has('additional'));
  return keys?.some(({ name }) => outer.offered.includes(name) && !outer.constraints.some(({ column }) => column === name)) ?? false;
}

/** Whether a table is named at `index`: behind FROM, JOIN or a comma between tables, and not before the dot of a column. */
function isTableName(words: readonly string[], index: number): boolean {
  if (words[index + 1] === '.') return false;
  let before = index - 1;
  while (words[before] === '(') before--;
  const word = words[before] ?? '';
  return word === 'from' || word === 'join' || (word === ',' && clauseAt(words, before) === 'from');
}

const clauses = new Set(['select', 'from', 'where', 'by', 'having', 'values', 'limit', 'window']);

/** The word that begins the clause in which `index` lies. */
function clauseAt(words: readonly string[], index: number): string | undefined {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    if (words[at] === ')') depth++;
    else if (words[at] === '(') depth--;
    else if (depth <= 0 && clauses.has(words[at]!)) return words[at];
  }
  return undefined;
}

function nameAfter(words: readonly string[], index: number): string {
  const next = words[index + 1] === 'as' ? words[index + 2] : words[index + 1];
  return next !== undefined && /^[a-z_]\w*$/.test(next) && !afterTable.has(next) ? next : words[index]!;
}

const afterTable = new Set(['where', 'join', 'cross', 'left', 'right', 'full', 'inner', 'natural', 'on', 'using', 'order', 'group', 'limit', 'union', 'except', 'intersect', 'having', 'window']);
