import type { SqlError } from './answer.ts';
import { refusalOf, syntaxNeeds, type SyntaxNeed } from './syntax.ts';
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
  /** The names, in lower case, that stand before a parenthesis: of functions, but of tables with arguments or columns too. */
  readonly calls: readonly string[];
  /** What it needs of osquery beyond tables, columns and functions. */
  readonly needs: readonly SyntaxNeed[];
  /** Syntax that the engine's newer SQLite accepts and osquery's 3.42 refuses, or nesting beyond its parser. */
  readonly error: SqlError | null;
}

/** What an osquery of this version refuses of a text that the engine's SQLite accepts; null where it takes all of it. */
export function refused({ error, needs }: Shape, version: string): SqlError | null {
  return error ?? refusalOf(needs, version);
}

/** The shape read last: a statement is analysed and then run. */
let last: Shape | undefined;

/** Reads the tokens of `sql` and finds what osquery's SQLite 3.42.0 would refuse although a newer one does not. */
export function readShape(sql: string): Shape {
  const tokens = significantTokens(sql);
  if (last?.tokens !== tokens) last = shapeOf(tokens);
  return last;
}

function shapeOf(tokens: readonly Token[]): Shape {
  const statements: number[] = [];
  const calls: string[] = [];
  let previous: Token | undefined;
  for (const token of tokens) {
    if (token.text !== ';' && (!previous || previous.text === ';')) statements.push(token.start);
    if (token.text === '(' && previous && (previous.kind === 'quoted' || (previous.kind === 'word' && isCall(previous.name)))) calls.push(previous.name);
    previous = token;
  }
  return { tokens, statements, calls, needs: syntaxNeeds(tokens), error: newerSyntax(tokens) };
}

function newerSyntax(tokens: readonly Token[]): SqlError | null {
  // One entry for each open parenthesis: the call it belongs to, and how many commas stand directly in it.
  const open: { call: string | null; start: number; commas: number }[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text, lower, start } = tokens[i]!;
    if (kind === 'illegal' && /^[\d.]/.test(text)) {
      return { message: `unrecognized token: "${text}"`, offset: start };
    }
    if (text === '(') {
      const previous = tokens[i - 1];
      open.push({ call: previous?.kind === 'word' ? previous.lower : null, start: previous?.start ?? start, commas: 0 });
      if (open.length > deepestNesting) return { message: 'parser stack overflow', offset: start };
      continue;
    }
    if (text === ')') {
      const closed = open.pop();
      if (closed?.call === 'iif' && closed.commas !== 2) {
        return { message: 'wrong number of arguments to function iif()', offset: closed.start };
      }
      continue;
    }
    const inner = open.at(-1);
    if (!inner) continue;
    if (text === ',') inner.commas++;
    // ORDER BY inside the arguments of an aggregate came with SQLite 3.44; inside OVER (…) it is old.
    if (kind === 'word' && lower === 'order' && isCall(inner.call) && !isSelect(tokens, i)) {
      return { message: 'near "ORDER": syntax error', offset: start };
    }
  }
  return null;
}

/** Words before a parenthesis that open something else than a function call. */
const noCalls = new Set(['over', 'in', 'as', 'exists', 'from', 'join', 'not', 'and', 'or', 'on', 'where', 'select', 'union', 'all', 'except', 'intersect', 'values', 'when', 'then', 'else', 'case', 'cast', 'filter', 'using', 'by', 'having', 'materialized', 'like', 'glob', 'between', 'is', 'limit', 'offset', 'window', 'set', 'key', 'check', 'distinct']);

function isCall(word: string | null): boolean {
  return word !== null && !noCalls.has(word);
}

/** Whether the parenthesis around token `index` holds a SELECT of its own, in which ORDER BY is at home. */
function isSelect(tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (let i = index - 1; i >= 0; i--) {
    const { text } = tokens[i]!;
    if (text === ')') depth++;
    else if (text === '(' && depth-- === 0) {
      const first = tokens[i + 1];
      return first !== undefined && /^(select|with|values)$/.test(first.lower);
    }
  }
  return false;
}
