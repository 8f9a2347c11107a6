import { CHOMPING_MODE, CORE_SCHEMA, EVENT_ID, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/** Thrown inside of a reading where the text goes beyond what is read here. */
const beyond = Symbol('beyond plain YAML');

/** Deepest nesting that is read here. */
const deepest = 16;

/** Characters that need no thought: ASCII but for controls and tabs, and letters and signs that are no white space of any kind. */
const plainText = /^[\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff\uf900-\ufdcf]*$/;

/** The key of a mapping with its colon. */
const key = /[A-Za-z_][\w.@/-]*:(?=[ \n])/y;

/** Keys, in lower case, that mean something else than their letters or that reach into JavaScript's own objects. */
const peculiar = new Set(['null', 'true', 'false', 'constructor', 'prototype', '__proto__']);

const single = /'(?:[^'\n]|'')*'/y;
const double = /"(?:[^"\\\n]|\\["\\nt])*"/y;
const blockHeader = /[|>][+-]?\n/y;

/** A plain scalar in a block, up to the end of its line, and in a flow collection, up to the next indicator. */
const blockScalar = /[^\n]*/y;
const flowScalar = /[^\n,[\]{}]*/y;

/** What begins a plain scalar, and what none holds. */
const plainStart = /[^\s?:,[\]{}#&*!|>'"%@`-]|-[^\s,[\]{}-]/y;
const plainFault = /:(?=[ ]|$)| #/;

/**
 * Reads the YAML that content is written in: block mappings and sequences with words as keys, scalars on one line,
 * block scalars, flow collections on one line, comments on lines of their own. Gives what js-yaml gives, several times
 * as fast; undefined for all other text, be it right or wrong, and for what may not stand in content: js-yaml reads
 * that, and knows what to say.
 */
export function readPlainYaml(text: string): unknown {
  if (!plainText.test(text) || !text.endsWith('\n')) return undefined;
  try {
    return new PlainReader(text).document();
  } catch (error) {
    if (error === beyond) return undefined;
    throw error;
  }
}

class PlainReader {
  readonly #text: string;
  #at = 0;
  #lineStart = 0;
  /** The column of the first letter of this line, -1 at the end of the text. */
  #column = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    this.#nextLine();
    if (this.#column !== 0) throw beyond;
    const value = this.#block(0);
    if (this.#column >= 0) throw beyond;
    return value;
  }

  /** Goes to the first letter of the next line that holds one, comments aside. */
  #nextLine(): void {
    while (this.#at < this.#text.length) {
      this.#lineStart = this.#at;
      this.#skipSpaces();
      this.#column = this.#at - this.#lineStart;
      const character = this.#text[this.#at];
      if (character !== '\n' && character !== '#') return;
      this.#at = this.#text.indexOf('\n', this.#at) + 1;
    }
    this.#column = -1;
  }

  #skipSpaces(): void {
    while (this.#text[this.#at] === ' ') this.#at++;
  }

  /** Takes what the pattern matches here, and tells whether it did. */
  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #atItem(): boolean {
    return this.#text[this.#at] === '-' && this.#text[this.#at + 1] === ' ';
  }

  /** The collection that begins here, in this column. */
  #block(column: number): unknown {
    if (++this.#depth > deepest) throw beyond;
    const value = this.#atItem() ? this.#sequence(column) : this.#mapping(column);
    this.#depth--;
    return value;
  }

  #mapping(column: number): Record<string, unknown> {
    const mapping: Record<string, unknown> = {};
    while (this.#column === column) {
      const name = this.#key(mapping);
      mapping[name] = this.#text[this.#at] === '\n' ? this.#below(column) : this.#value(column);
    }
    if (this.#column > column) throw beyond;
    return mapping;
  }

  /** The collection that a key without a value on its line stands for; a sequence may stand in the column of its key. */
  #below(column: number): unknown {
    this.#nextLine();
    if (this.#column < column || (this.#column === column && !this.#atItem())) throw beyond;
    return this.#block(this.#column);
  }

  #sequence(column: number): unknown[] {
    const items: unknown[] = [];
    while (this.#column === column && this.#atItem()) {
      this.#at++;
      this.#skipSpaces();
      key.lastIndex = this.#at;
      if (key.test(this.#text)) {
        this.#column = this.#at - this.#lineStart;
        items.push(this.#block(this.#column));
      } else items.push(this.#value(column));
    }
    if (this.#column > column) throw beyond;
    return items;
  }

  /** A key that the mapping does not have yet, with its colon and the blanks behind it. */
  #key(mapping: Record<string, unknown>): string {
    const start = this.#at;
    if (!this.#take(key)) throw beyond;
    const name = this.#text.slice(start, this.#at - 1);
    if (peculiar.has(name.toLowerCase()) || Object.hasOwn(mapping, name)) throw beyond;
    this.#skipSpaces();
    return name;
  }

  /** The value behind a key or a dash, up to the next line; `column` is that of the collection around it. */
  #value(column: number): unknown {
    const character = this.#text[this.#at];
    if (character === '|' || character === '>') return this.#blockText(column);
    const value = this.#onLine(blockScalar);
    this.#skipSpaces();
    if (this.#text[this.#at] !== '\n') throw beyond;
    this.#nextLine();
    return value;
  }

  /** A value that begins and ends on this line; `scalar` tells how far a plain one goes. */
  #onLine(scalar: RegExp): unknown {
    switch (this.#text[this.#at]) {
      case '{': return this.#flow((mapping: Record<string, unknown>) => { mapping[this.#key(mapping)] = this.#onLine(flowScalar); }, {}, '}');
      case '[': return this.#flow((items: unknown[]) => { items.push(this.#onLine(flowScalar)); }, [], ']');
      case "'": return this.#quoted(single, SCALAR_STYLE.SINGLE_QUOTED);
      case '"': return this.#quoted(double, SCALAR_STYLE.DOUBLE_QUOTED);
      default: return this.#plain(scalar);
    }
  }

  /** A flow collection, filled entry by entry. */
  #flow<T>(readEntry: (collection: T) => void, collection: T, end: '}' | ']'): T {
    if (++this.#depth > deepest) throw beyond;
    this.#at++;
    this.#skipSpaces();
    while (this.#text[this.#at] !== end) {
      readEntry(collection);
      this.#skipSpaces();
      if (this.#text[this.#at] === end) break;
      if (this.#text[this.#at] !== ',') throw beyond;
      this.#at++;
      this.#skipSpaces();
    }
    this.#at++;
    this.#depth--;
    return collection;
  }

  #plain(scalar: RegExp): unknown {
    const start = this.#at;
    plainStart.lastIndex = start;
    if (!plainStart.test(this.#text)) throw beyond;
    this.#take(scalar);
    let end = this.#at;
    while (this.#text[end - 1] === ' ') end--;
    const value = this.#text.slice(start, end);
    if (plainFault.test(value)) throw beyond;
    return CORE_SCHEMA.resolveImplicitScalarTag(value).value;
  }

  #quoted(pattern: RegExp, style: ScalarEvent['style']): string {
    const start = this.#at + 1;
    if (!this.#take(pattern)) throw beyond;
    return this.#scalarText(style, start, this.#at - 1);
  }

  /** A text of several lines, which ends before the first that is not indented as its first one. */
  #blockText(column: number): string {
    const style = this.#text[this.#at] === '|' ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
    const sign = this.#text[this.#at + 1];
    if (!this.#take(blockHeader)) throw beyond;
    const start = this.#at;
    let indent = -1;
    while (this.#at < this.#text.length) {
      const line = this.#at;
      this.#skipSpaces();
      const own = this.#at - line;
      const blank = this.#text[this.#at] === '\n';
      // What the blank lines above the text may hold is a matter of its own.
      if (blank && indent < 0 && own > 0) throw beyond;
      if (!blank && indent < 0) indent = own;
      if (indent >= 0 && indent <= column) throw beyond;
      if (!blank && own < indent) {
        this.#at = line;
        break;
      }
      this.#at = this.#text.indexOf('\n', this.#at) + 1;
    }
    if (indent < 0) throw beyond;
    const text = this.#scalarText(style, start, this.#at, indent, sign === '-' ? CHOMPING_MODE.STRIP : sign === '+' ? CHOMPING_MODE.KEEP : CHOMPING_MODE.CLIP);
    this.#nextLine();
    return text;
  }

  #scalarText(style: ScalarEvent['style'], valueStart: number, valueEnd: number, indent = -1, chomping: ScalarEvent['chomping'] = CHOMPING_MODE.CLIP): string {
    return getScalarValue(this.#text, { type: EVENT_ID.SCALAR, style, valueStart, valueEnd, indent, chomping, fast: false, anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 });
  }
}
