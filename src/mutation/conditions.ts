import { significantTokens, type Token } from '../engine/tokens.ts';

/** One operand of AND and OR in a WHERE, ON or HAVING clause; `start` and `end` are offsets in the SQL, end-exclusive. */
export interface Condition {
  readonly start: number;
  readonly end: number;
  /** What leaves the rest of the clause as it is: 1 beside AND or alone, 0 beside OR. */
  readonly neutral: '0' | '1';
}

const openers = new Set(['where', 'on', 'having']);

/** Words that end a clause at its own depth. */
const enders = new Set(['where', 'group', 'having', 'order', 'limit', 'window', 'union', 'except', 'intersect', 'join', 'left', 'right', 'full', 'inner', 'cross', 'natural', ';', ',']);

/** Every condition of a statement, those of its subqueries and common table expressions included, in the order of the text. */
export function conditionsOf(sql: string): Condition[] {
  const tokens = significantTokens(sql);
  const found: Condition[] = [];
  tokens.forEach(({ kind, lower }, index) => {
    if (kind === 'word' && openers.has(lower)) found.push(...operands(tokens, index + 1, clauseEnd(tokens, index + 1), '1'));
  });
  return found.sort((a, b) => a.start - b.start);
}

/** Where the clause that begins at a token ends: a word that ends it, the parenthesis around it, or the text. */
function clauseEnd(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let index = from; index < tokens.length; index++) {
    const { lower } = tokens[index]!;
    if (lower === '(') depth++;
    else if (lower === ')' && --depth < 0) return index;
    else if (depth === 0 && enders.has(lower)) return index;
  }
  return tokens.length;
}

function operands(tokens: readonly Token[], from: number, to: number, neutral: Condition['neutral']): Condition[] {
  for (const [word, own] of [['or', '0'], ['and', '1']] as const) {
    const parts = split(tokens, from, to, word);
    if (parts.length > 1) return parts.flatMap(([start, end]) => operands(tokens, start, end, own));
  }
  const inner = boolean(tokens, from, to);
  if (inner) return operands(tokens, ...inner, neutral);
  return from < to ? [{ start: tokens[from]!.start, end: tokens[to - 1]!.end, neutral }] : [];
}

/** The parts of an expression between the words `word` of its own depth; the AND of BETWEEN and what stands within CASE part nothing. */
function split(tokens: readonly Token[], from: number, to: number, word: string): [number, number][] {
  const parts: [number, number][] = [];
  let start = from;
  let depth = 0;
  let between = false;
  for (let index = from; index < to; index++) {
    const { lower } = tokens[index]!;
    if (lower === '(' || lower === 'case') depth++;
    else if (lower === ')' || lower === 'end') depth--;
    if (depth > 0) continue;
    if (lower === 'between') between = true;
    else if (lower === 'and' && between) between = false;
    else if (lower === word) {
      parts.push([start, index]);
      start = index + 1;
    }
  }
  return [...parts, [start, to]];
}

/** The inside of a pair of parentheses, or of NOT and such a pair, that is the whole expression and no subquery. */
function boolean(tokens: readonly Token[], from: number, to: number): [number, number] | null {
  const start = tokens[from]?.lower === 'not' ? from + 1 : from;
  if (tokens[start]?.lower !== '(' || tokens[to - 1]?.lower !== ')') return null;
  let depth = 0;
  for (let index = start; index < to; index++) {
    const { lower } = tokens[index]!;
    if (lower === '(') depth++;
    else if (lower === ')' && --depth === 0 && index < to - 1) return null;
  }
  return ['select', 'values', 'with'].includes(tokens[start + 1]?.lower ?? '') ? null : [start + 1, to - 1];
}
