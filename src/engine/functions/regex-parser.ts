/** A pattern that osquery refuses, or that takes too long to match. */
export class RegexError extends Error {}

/** A set of bytes, by number. */
export type ByteSet = readonly boolean[];

/** A parsed pattern. Groups are numbered from 1, in the order of their opening brackets. */
export type Node =
  | { readonly kind: 'set'; readonly set: ByteSet }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'group'; readonly number: number; readonly node: Node }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number; readonly greedy: boolean; readonly groups: readonly [from: number, to: number] }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'boundary'; readonly negated: boolean }
  | { readonly kind: 'lookahead'; readonly node: Node; readonly negated: boolean }
  | { readonly kind: 'backreference'; readonly number: number };

/** Sets are written as regular expressions over single bytes; letters are ASCII ones, as in the C locale. */
function bytesThat(match: RegExp): ByteSet {
  return Array.from({ length: 256 }, (_, byte) => match.test(String.fromCharCode(byte)));
}

export const wordBytes = bytesThat(/[A-Za-z0-9_]/);

const anyByte = bytesThat(/[^\n\r]/);

const classes: Readonly<Record<string, ByteSet>> = {
  alnum: bytesThat(/[A-Za-z0-9]/),
  alpha: bytesThat(/[A-Za-z]/),
  blank: bytesThat(/[ \t]/),
  cntrl: bytesThat(/[\x00-\x1f\x7f]/),
  digit: bytesThat(/[0-9]/),
  graph: bytesThat(/[!-~]/),
  lower: bytesThat(/[a-z]/),
  print: bytesThat(/[ -~]/),
  punct: bytesThat(/[!-/:-@[-`{-~]/),
  space: bytesThat(/[\t-\r ]/),
  upper: bytesThat(/[A-Z]/),
  xdigit: bytesThat(/[A-Fa-f0-9]/),
  d: bytesThat(/[0-9]/),
  s: bytesThat(/[\t-\r ]/),
  w: wordBytes,
};

const controlEscapes: Readonly<Record<string, number>> = { f: 12, n: 10, r: 13, t: 9, v: 11 };

function complement(set: ByteSet): ByteSet {
  return set.map((contained) => !contained);
}

const singles: ByteSet[] = [];

/** The set of one byte; kept, since patterns are mostly made of them. */
function only(byte: number): ByteSet {
  return (singles[byte] ??= Array.from({ length: 256 }, (_, other) => other === byte));
}

/** The set of `\d`, `\D`, `\s`, `\S`, `\w` or `\W`. */
function classEscape(letter: string): ByteSet | undefined {
  const set = 'dsw'.includes(letter.toLowerCase()) ? classes[letter.toLowerCase()] : undefined;
  return set && letter !== letter.toLowerCase() ? complement(set) : set;
}

/**
 * Parses a pattern, given as a byte string, as libc++'s std::regex does: official osquery builds use it
 * (cmake/flags.cmake). That is the ECMAScript grammar of JavaScript without named groups, inline flags and
 * lookbehind, with POSIX classes, and strict: a lone `]`, `{` or `}` and an escaped letter without a meaning are
 * errors. Throws RegexError.
 */
export function parseRegex(pattern: string): { readonly node: Node; readonly groups: number } {
  const parser = new Parser(pattern);
  const node = parser.choice();
  if (!parser.atEnd) throw new RegexError();
  return { node, groups: parser.groups };
}

class Parser {
  groups = 0;
  /** Groups before the innermost lookahead: libc++ numbers the groups of a lookahead on its own. */
  #outerGroups = 0;
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get atEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  choice(): Node {
    const nodes = [this.#sequence()];
    while (this.#take('|')) nodes.push(this.#sequence());
    return nodes.length === 1 ? nodes[0]! : { kind: 'choice', nodes };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    while (!this.atEnd && !'|)'.includes(this.#next())) nodes.push(this.#term());
    return { kind: 'sequence', nodes };
  }

  #term(): Node {
    if (this.#take('^')) return { kind: 'start' };
    if (this.#take('$')) return { kind: 'end' };
    if (this.#take('\\b')) return { kind: 'boundary', negated: false };
    if (this.#take('\\B')) return { kind: 'boundary', negated: true };
    if (this.#take('(?=')) return { kind: 'lookahead', node: this.#lookahead(), negated: false };
    if (this.#take('(?!')) return { kind: 'lookahead', node: this.#lookahead(), negated: true };
    const before = this.groups;
    const atom = this.#atom();
    const bounds = this.#quantifier();
    if (!bounds) return atom;
    return { kind: 'repeat', node: atom, ...bounds, greedy: !this.#take('?'), groups: [before + 1, this.groups] };
  }

  #lookahead(): Node {
    const outside = this.#outerGroups;
    this.#outerGroups = this.groups;
    const node = this.#closed();
    this.#outerGroups = outside;
    return node;
  }

  #closed(): Node {
    const node = this.choice();
    if (!this.#take(')')) throw new RegexError();
    return node;
  }

  #atom(): Node {
    if (this.#take('.')) return { kind: 'set', set: anyByte };
    if (this.#take('(?:')) return this.#closed();
    if (this.#take('[')) return { kind: 'set', set: this.#brackets() };
    if (this.#take('\\')) return this.#escape();
    if (this.#take('(')) {
      const number = ++this.groups;
      return { kind: 'group', number, node: this.#closed() };
    }
    const character = this.#next();
    if ('*+?{}])'.includes(character)) throw new RegexError();
    this.#at++;
    return { kind: 'set', set: only(character.charCodeAt(0)) };
  }

  #quantifier(): { readonly min: number; readonly max: number } | null {
    if (this.#take('*')) return { min: 0, max: Infinity };
    if (this.#take('+')) return { min: 1, max: Infinity };
    if (this.#take('?')) return { min: 0, max: 1 };
    if (!this.#take('{')) return null;
    const [, min, comma, max] = this.#takeMatch(/(\d+)(,?)(\d*)\}/y);
    const lower = Number(min);
    const upper = comma === '' ? lower : max === '' ? Infinity : Number(max);
    if ((comma === '' && max !== '') || upper < lower) throw new RegexError();
    return { min: lower, max: upper };
  }

  /** What follows a backslash outside of brackets. */
  #escape(): Node {
    const digits = /[1-9]\d*/y;
    digits.lastIndex = this.#at;
    const reference = digits.exec(this.#pattern);
    if (!reference) return { kind: 'set', set: this.#escapedSet() };
    this.#at = digits.lastIndex;
    const number = this.#outerGroups + Number(reference[0]);
    if (number > this.groups) throw new RegexError();
    return { kind: 'backreference', number };
  }

  #escapedSet(): ByteSet {
    const set = classEscape(this.#next());
    if (!set) return only(this.#escapedByte());
    this.#at++;
    return set;
  }

  /** The byte of an escaped character; the backslash has been taken. */
  #escapedByte(): number {
    const letter = this.#next();
    this.#at++;
    const control = controlEscapes[letter];
    if (control !== undefined) return control;
    if (letter === '0') return 0;
    if (letter === 'c') return this.#takeMatch(/[A-Za-z]/y)[0]!.charCodeAt(0) % 32;
    if (letter === 'x') return Number.parseInt(this.#takeMatch(/[0-9A-Fa-f]{2}/y)[0]!, 16);
    if (letter === 'u') return Number.parseInt(this.#takeMatch(/[0-9A-Fa-f]{4}/y)[0]!, 16) & 0xff;
    if (/[A-Za-z_1-9]/.test(letter)) throw new RegexError();
    return letter.charCodeAt(0);
  }

  #brackets(): ByteSet {
    const negated = this.#take('^');
    const set = Array<boolean>(256).fill(false);
    const add = (bytes: ByteSet) => bytes.forEach((contained, byte) => (set[byte] ||= contained));
    while (!this.#take(']')) {
      const from = this.#bracketItem();
      const isRange = typeof from === 'number' && this.#next() === '-' && this.#pattern[this.#at + 1] !== ']';
      if (typeof from !== 'number') {
        add(from);
      } else if (isRange) {
        this.#at++;
        const to = this.#bracketItem();
        if (typeof to !== 'number' || to < from) throw new RegexError();
        for (let byte = from; byte <= to; byte++) set[byte] = true;
      } else {
        set[from] = true;
      }
    }
    return negated ? complement(set) : set;
  }

  /** A byte, which may begin a range, or a set. */
  #bracketItem(): number | ByteSet {
    if (this.#take('[:')) {
      const set = classes[this.#takeMatch(/([A-Za-z]+):\]/y)[1]!.toLowerCase()];
      if (!set) throw new RegexError();
      return set;
    }
    if (this.#take('[=')) return this.#takeMatch(/([^])=\]/y)[1]!.charCodeAt(0);
    if (this.#take('[.')) return this.#takeMatch(/([^])\.\]/y)[1]!.charCodeAt(0);
    if (this.#take('\\')) {
      if (this.#take('b')) return 8;
      const set = classEscape(this.#next());
      if (!set) return this.#escapedByte();
      this.#at++;
      if (this.#next() === '-' && this.#pattern[this.#at + 1] !== ']') throw new RegexError();
      return set;
    }
    const character = this.#next();
    this.#at++;
    return character.charCodeAt(0);
  }

  /** The next character; an error at the end of the pattern. */
  #next(): string {
    const character = this.#pattern[this.#at];
    if (character === undefined) throw new RegexError();
    return character;
  }

  #take(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #takeMatch(expression: RegExp): RegExpExecArray {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#pattern);
    if (!match) throw new RegexError();
    this.#at = expression.lastIndex;
    return match;
  }
}
