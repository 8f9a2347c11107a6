import type { SqlError } from './answer.ts';
import { significantTokens, type Token } from './tokens.ts';

/**
 * Depth of nested parentheses that osquery's SQLite 3.42 still parses: its parser keeps a stack of 100 entries
 * (YYSTACKDEPTH), and each open parenthesis needs one beside the few of the statement around it.
 */
const deepestNesting = 90;

/** What the text of a statement shows before SQLite reads it; offsets are UTF-16. */
export interface Shape {
  readonly tokens: readonly Token[];
  /** Where each statement begins: more than one where something follows a semicolon. */
  readonly statements: readonly number[];
  /** Syntax that the engine's newer SQLite accepts and osquery's 3.42 refuses, or nesting beyond its parser. */
  readonly error: SqlError | null;
}

/** Reads the tokens of `sql` and finds what osquery's SQLite 3.42.0 would refuse although a newer one does not. */
export function readShape(sql: string): Shape {
  const tokens = significantTokens(sql);
  const statements: number[] = [];
  let fresh = true;
  for (const token of tokens) {
    if (sql[token.start] === ';' && token.kind === 'punctuation') fresh = true;
    else if (fresh) {
      statements.push(token.start);
      fresh = false;
    }
  }
  return { tokens, statements, error: newerSyntax(sql, tokens) };
}

function newerSyntax(sql: string, tokens: readonly Token[]): SqlError | null {
  // One entry for each open parenthesis: the call it belongs to, and how many commas stand directly in it.
  const open: { call: string | null; start: number; commas: number }[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const text = sql.slice(token.start, token.end);
    const inner = open.at(-1);
    if (token.kind === 'illegal' && /^[\d.]/.test(text)) {
      return { message: `unrecognized token: "${text}"`, offset: token.start };
    }
    if (token.kind === 'punctuation' && text === '(') {
      const previous = tokens[i - 1];
      const call = previous?.kind === 'word' ? sql.slice(previous.start, previous.end).toLowerCase() : null;
      open.push({ call, start: previous?.start ?? token.start, commas: 0 });
      if (open.length > deepestNesting) return { message: 'parser stack overflow', offset: token.start };
      continue;
    }
    if (token.kind === 'punctuation' && text === ')') {
      const closed = open.pop();
      if (closed?.call === 'iif' && closed.commas !== 2) {
        return { message: 'wrong number of arguments to function iif()', offset: closed.start };
      }
      continue;
    }
    if (!inner) continue;
    if (text === ',') inner.commas++;
    // ORDER BY inside the arguments of an aggregate came with SQLite 3.44; inside OVER (…) it is old.
    if (token.kind === 'word' && text.toLowerCase() === 'order' && isCall(inner.call) && !isSelect(sql, tokens, i)) {
      return { message: 'near "ORDER": syntax error', offset: token.start };
    }
  }
  return null;
}

/** Words before a parenthesis that open something else than a function call. */
const noCalls = new Set(['over', 'in', 'as', 'exists', 'from', 'join', 'not', 'and', 'or', 'on', 'where', 'select', 'union', 'all', 'except', 'intersect', 'values', 'when', 'then', 'else', 'case', 'filter', 'using', 'by', 'having', 'materialized', 'like', 'glob', 'between', 'is', 'limit', 'offset', 'window', 'set', 'key', 'check', 'distinct']);

function isCall(word: string | null): boolean {
  return word !== null && !noCalls.has(word);
}

/** Whether the parenthesis around token `index` holds a SELECT of its own, in which ORDER BY is at home. */
function isSelect(sql: string, tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (let i = index - 1; i >= 0; i--) {
    const text = sql.slice(tokens[i]!.start, tokens[i]!.end);
    if (text === ')') depth++;
    else if (text === '(' && depth-- === 0) {
      const first = tokens[i + 1];
      return first !== undefined && /^(select|with|values)$/i.test(sql.slice(first.start, first.end));
    }
  }
  return false;
}
