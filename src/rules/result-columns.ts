import type { Token } from '../engine/tokens.ts';
import type { Subject } from './rule.ts';

/** One entry of a SELECT’s list of result columns. */
export interface ResultItem {
  /** Offsets of the whole entry in the SQL, end-exclusive. */
  readonly start: number;
  readonly end: number;
  /** Where the name stands under which the column comes out: behind AS, or the last word of a plain column. */
  readonly name: number;
}

/** Words that end a list of result columns. */
const enders = new Set(['from', 'where', 'group', 'having', 'order', 'limit', 'window', 'union', 'except', 'intersect']);

/**
 * The result columns of the statement as it is written: those of its first outermost SELECT, which names them for all
 * of a compound. Empty where there is none, or where an entry is `*` and so stands for any number of columns.
 */
export function resultItems(subject: Pick<Subject, 'tokens'>): ResultItem[] {
  const { tokens } = subject;
  const word = (token: Token | undefined) => (token?.kind === 'word' ? token.lower : '');
  let position = outermostSelect(subject) + 1;
  if (position === 0) return [];
  if (['distinct', 'all'].includes(word(tokens[position]))) position++;
  const items: ResultItem[] = [];
  let depth = 0;
  let entry: Token[] = [];
  const close = () => {
    if (entry.length > 0) items.push({ start: entry[0]!.start, end: entry.at(-1)!.end, name: entry.at(-1)!.start });
    entry = [];
  };
  for (; position < tokens.length; position++) {
    const token = tokens[position]!;
    const { text } = token;
    if (token.kind === 'punctuation' && text === '(') depth++;
    if (token.kind === 'punctuation' && text === ')') depth--;
    // In `a IS DISTINCT FROM b` the word belongs to the expression.
    const ends = depth === 0 && ((enders.has(word(token)) && !(word(token) === 'from' && word(tokens[position - 1]) === 'distinct')) || text === ';');
    if (ends) break;
    if (depth === 0 && text === ',') close();
    else if (text === '*' && isStar(subject, position)) return [];
    else entry.push(token);
  }
  close();
  return items;
}

/** Whether the `*` at `index` stands for all columns: not in count(*), and not as a multiplication. */
export function isStar(subject: Pick<Subject, 'tokens'>, index: number): boolean {
  const previous = subject.tokens[index - 1];
  if (!previous || subject.tokens[index]!.text !== '*') return false;
  const text = previous.lower;
  return previous.kind === 'punctuation' ? text === ',' || text === '.' : previous.kind === 'word' && ['select', 'distinct', 'all'].includes(text);
}

function outermostSelect(subject: Pick<Subject, 'tokens'>): number {
  let depth = 0;
  return subject.tokens.findIndex((token) => {
    const { text } = token;
    if (token.kind === 'punctuation' && text === '(') depth++;
    if (token.kind === 'punctuation' && text === ')') depth--;
    return depth === 0 && token.kind === 'word' && token.lower === 'select';
  });
}
