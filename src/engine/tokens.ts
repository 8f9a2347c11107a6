export type TokenKind =
  | 'space' | 'comment' | 'word' | 'number' | 'string' | 'quoted' | 'blob' | 'variable' | 'operator' | 'punctuation' | 'illegal';

/** A token of an SQL text; `start` and `end` are UTF-16 offsets, end-exclusive. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** As it is written. */
  readonly text: string;
  /** The same in lower case. */
  readonly lower: string;
  /** As SQLite compares names: in lower case, and without the quotes of a name. */
  readonly name: string;
}

/**
 * Splits an SQL text into tokens as SQLite 3.42.0 does (tokenize.c): every character belongs to one token, and
 * what SQLite would refuse is `illegal`. `quoted` is an identifier in double quotes, backticks or brackets.
 */
export function tokenize(sql: string): Token[] {
  return split(sql, true);
}

/** The statement split last: the engine, the rules and the tests ask for the tokens of one query right after one another. */
let last: { readonly sql: string; readonly tokens: readonly Token[] } = { sql: '', tokens: [] };

/** The tokens that matter to the parser: without white space and comments. */
export function significantTokens(sql: string): readonly Token[] {
  if (last.sql !== sql) last = { sql, tokens: split(sql, false) };
  return last.tokens;
}

/** The partners asked for last: syntax and rules ask for those of one statement right after one another. */
let paired: { readonly tokens: readonly Token[]; readonly partners: Int32Array } = { tokens: [], partners: new Int32Array() };

/**
 * For each parenthesis the index of its partner, by which a walk steps over what stands between them: of one that is never closed the
 * number of tokens, of one that is never opened -1. For any other token its own index.
 */
export function partnersOf(tokens: readonly Token[]): Int32Array {
  if (paired.tokens !== tokens) paired = { tokens, partners: pair(tokens) };
  return paired.partners;
}

function pair(tokens: readonly Token[]): Int32Array {
  const partners = new Int32Array(tokens.length);
  const open: number[] = [];
  tokens.forEach(({ text }, index) => {
    partners[index] = text === '(' ? tokens.length : text === ')' ? (open.pop() ?? -1) : index;
    if (text === '(') open.push(index);
    else if (text === ')' && partners[index]! >= 0) partners[partners[index]!] = index;
  });
  return partners;
}

function split(sql: string, withBlanks: boolean): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  while (start < sql.length) {
    const blank = blankEnd(sql, start);
    if (blank === start) {
      const token = readToken(sql, start);
      tokens.push(token);
      start = token.end;
    } else {
      if (withBlanks) tokens.push(tokenOf(sql[start] === '-' || sql[start] === '/' ? 'comment' : 'space', sql, start, blank));
      start = blank;
    }
  }
  return tokens;
}

/** The SQL with comments dropped, white space outside literals as single blanks, and without closing semicolons. */
export function oneLine(sql: string): string {
  const parts: string[] = [];
  let gap = false;
  for (const { kind, text } of tokenize(sql)) {
    if (kind === 'space' || kind === 'comment') {
      gap = parts.length > 0;
      continue;
    }
    if (gap) parts.push(' ');
    parts.push(text);
    gap = false;
  }
  while (parts.at(-1) === ';' || parts.at(-1) === ' ') parts.pop();
  return parts.join('');
}

/** The SQL without comments, white space, letter case outside texts, and closing semicolons: two of the same meaning are equal. */
export function normalised(sql: string): string {
  const words = significantTokens(sql).map(({ kind, text, lower }) => (kind === 'string' ? text : lower));
  while (words.at(-1) === ';') words.pop();
  return words.join(' ');
}

/** A byte-order mark is white space where a token could begin, and a letter within a word. */
const space = /[ \t\n\f\r\ufeff]+/y;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const number = /0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const variable = /\?\d*|[:@#$](?:[A-Za-z0-9_$\u0080-\uffff]|::|\([^)\s]*\))+/y;
const blob = /[xX]'((?:[0-9a-fA-F]{2})*)'/y;
const operator = /->>|->|\|\||<<|>>|<=|>=|<>|!=|==|[-+*/%&|~<>=]/y;

/** Where white space or a comment that begins at `start` ends; `start` itself where neither does. */
function blankEnd(sql: string, start: number): number {
  if (sql.startsWith('--', start)) return endOrAll(sql, sql.indexOf('\n', start));
  if (sql.startsWith('/*', start)) return endOrAll(sql, sql.indexOf('*/', start + 2), 2);
  return match(space, sql, start);
}

function readToken(sql: string, start: number): Token {
  const character = sql[start]!;
  if ((character === 'x' || character === 'X') && sql[start + 1] === "'") {
    const end = match(blob, sql, start);
    return end > start ? tokenOf('blob', sql, start, end) : tokenOf('illegal', sql, start, endOrAll(sql, sql.indexOf("'", start + 2), 1));
  }
  const wordEnd = match(word, sql, start);
  if (wordEnd > start) return tokenOf('word', sql, start, wordEnd);
  if ('(),;'.includes(character)) return tokenOf('punctuation', sql, start, start + 1);
  if (character === "'") return literal(sql, start, "'", 'string');
  if (character === '"' || character === '`') return literal(sql, start, character, 'quoted');
  if (character === '[') {
    const end = sql.indexOf(']', start);
    return end < 0 ? tokenOf('illegal', sql, start, sql.length) : tokenOf('quoted', sql, start, end + 1);
  }
  const numberEnd = match(number, sql, start);
  if (numberEnd > start) {
    const tail = match(word, sql, numberEnd);
    return tokenOf(tail > numberEnd ? 'illegal' : 'number', sql, start, tail);
  }
  if (character === '.') return tokenOf('punctuation', sql, start, start + 1);
  const variableEnd = match(variable, sql, start);
  if (variableEnd > start) return tokenOf('variable', sql, start, variableEnd);
  const operatorEnd = match(operator, sql, start);
  if (operatorEnd > start) return tokenOf('operator', sql, start, operatorEnd);
  return tokenOf('illegal', sql, start, start + 1);
}

function tokenOf(kind: TokenKind, sql: string, start: number, end: number): Token {
  const text = sql.slice(start, end);
  const lower = text.toLowerCase();
  return { kind, start, end, text, lower, name: kind === 'quoted' ? lower.slice(1, -1) : lower };
}

/** The end of what was found at `index`, which has this length; that of the text where it was not found. */
function endOrAll(sql: string, index: number, length = 0): number {
  return index < 0 ? sql.length : index + length;
}

/** Where the match of a sticky pattern at `start` ends; `start` itself where it does not match. */
function match(pattern: RegExp, sql: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(sql) ? pattern.lastIndex : start;
}

function literal(sql: string, start: number, quote: string, kind: TokenKind): Token {
  let position = start + 1;
  for (;;) {
    const end = sql.indexOf(quote, position);
    if (end < 0) return tokenOf('illegal', sql, start, sql.length);
    if (sql[end + 1] !== quote) return tokenOf(kind, sql, start, end + 1);
    position = end + 2;
  }
}
