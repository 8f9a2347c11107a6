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
  const tokens: Token[] = [];
  let start = 0;
  while (start < sql.length) {
    const [kind, end] = nextToken(sql, start);
    const text = sql.slice(start, end);
    const lower = text.toLowerCase();
    tokens.push({ kind, start, end, text, lower, name: kind === 'quoted' ? lower.slice(1, -1) : lower });
    start = end;
  }
  return tokens;
}

/** The statement split last: the engine, the rules and the tests ask for the tokens of one query right after one another. */
let last: { readonly sql: string; readonly tokens: readonly Token[] } = { sql: '', tokens: [] };

/** The tokens that matter to the parser: without white space and comments. */
export function significantTokens(sql: string): readonly Token[] {
  if (last.sql !== sql) last = { sql, tokens: tokenize(sql).filter((token) => token.kind !== 'space' && token.kind !== 'comment') };
  return last.tokens;
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

const space = /[ \t\n\f\r]+/y;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const number = /0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const variable = /\?\d*|[:@#$](?:[A-Za-z0-9_$\u0080-\uffff]|::|\([^)\s]*\))+/y;
const blob = /[xX]'((?:[0-9a-fA-F]{2})*)'/y;
const operator = /->>|->|\|\||<<|>>|<=|>=|<>|!=|==|[-+*/%&|~<>=]/y;

function nextToken(sql: string, start: number): [TokenKind, number] {
  const character = sql[start]!;
  const second = sql[start + 1];
  if ((character === 'x' || character === 'X') && second === "'") {
    const end = match(blob, sql, start);
    if (end > start) return ['blob', end];
    const close = sql.indexOf("'", start + 2);
    return ['illegal', close < 0 ? sql.length : close + 1];
  }
  // Most tokens are words and what parts them.
  const wordEnd = match(word, sql, start);
  if (wordEnd > start) return ['word', wordEnd];
  const spaceEnd = match(space, sql, start);
  if (spaceEnd > start) return ['space', spaceEnd];
  if (character === '-' && second === '-') {
    const end = sql.indexOf('\n', start);
    return ['comment', end < 0 ? sql.length : end];
  }
  if (character === '/' && second === '*') {
    const end = sql.indexOf('*/', start + 2);
    return ['comment', end < 0 ? sql.length : end + 2];
  }
  if (character === "'") return literal(sql, start, "'", 'string');
  if (character === '"' || character === '`') return literal(sql, start, character, 'quoted');
  if (character === '[') {
    const end = sql.indexOf(']', start);
    return end < 0 ? ['illegal', sql.length] : ['quoted', end + 1];
  }
  const numberEnd = match(number, sql, start);
  if (numberEnd > start) {
    const tail = match(word, sql, numberEnd);
    return tail > numberEnd ? ['illegal', tail] : ['number', numberEnd];
  }
  if ('?:@#$'.includes(character)) {
    const end = match(variable, sql, start);
    return end > start ? ['variable', end] : ['illegal', start + 1];
  }
  const operatorEnd = match(operator, sql, start);
  if (operatorEnd > start) return ['operator', operatorEnd];
  return ['(),;.'.includes(character) ? 'punctuation' : 'illegal', start + 1];
}

/** Where the match of a sticky pattern at `start` ends; `start` itself where it does not match. */
function match(pattern: RegExp, sql: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(sql) ? pattern.lastIndex : start;
}

function literal(sql: string, start: number, quote: string, kind: TokenKind): [TokenKind, number] {
  let position = start + 1;
  for (;;) {
    const end = sql.indexOf(quote, position);
    if (end < 0) return ['illegal', sql.length];
    if (sql[end + 1] !== quote) return [kind, end + 1];
    position = end + 2;
  }
}
