/** A member of an object. Keys may stand twice: osquery's parser keeps both, and reads the first. */
export interface Member {
  readonly key: string;
  readonly keyAt: number;
  readonly value: Json;
}

export interface JsonObject {
  readonly kind: 'object';
  readonly at: number;
  readonly members: readonly Member[];
}

export interface JsonArray {
  readonly kind: 'array';
  readonly at: number;
  readonly items: readonly Json[];
}

/** A scalar; `text` is a string's value, a number as written, or the word. */
export interface JsonScalar {
  readonly kind: 'string' | 'number' | 'boolean' | 'null';
  readonly at: number;
  /** Offset behind its last character. */
  readonly end: number;
  readonly text: string;
}

/** A JSON value with its offset in the parsed text. */
export type Json = JsonObject | JsonArray | JsonScalar;

/** Why a text is no JSON, and where. */
export interface JsonFault {
  readonly at: number;
  readonly message: string;
  readonly advice: string;
}

/**
 * The two parsers in osquery. Configurations and packs go through RapidJSON at 1a825d24, without flags but for the
 * iterative one: strict JSON, no byte-order mark, bytes beyond ASCII as they are. Packs of a glob go through Boost's
 * property tree, which skips a byte-order mark, takes numbers of any size and refuses a low surrogate that stands alone.
 */
export type Dialect = 'rapidjson' | 'property-tree';

/** Reads a text as one of osquery's parsers does. Never throws, and nesting of any depth does no harm. */
export function parseJson(text: string, dialect: Dialect = 'rapidjson'): { json: Json } | { fault: JsonFault } {
  try {
    return { json: new Parser(text, dialect).document() };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault };
    throw error;
  }
}

/** The first member of that key. */
export function memberOf(object: JsonObject, key: string): Member | undefined {
  return object.members.find((member) => member.key === key);
}

/** Where the character with index `offset` of a text's value stands in the parsed text; escapes take several characters there. */
export function offsetInText(source: string, { at, end }: Pick<JsonScalar, 'at' | 'end'>, offset: number): number {
  // What is no text by itself, such as a number that is read as one, stands as it is.
  if (source[at] !== '"') return Math.min(at + offset, end);
  let position = at + 1;
  for (let left = offset; left > 0 && position < end - 1; left--) position += source[position] !== '\\' ? 1 : source[position + 1] === 'u' ? 6 : 2;
  return Math.min(position, end - 1);
}

class Fault extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.message);
    this.fault = fault;
  }
}

type Open = { kind: 'object'; at: number; members: Member[]; key: string; keyAt: number } | { kind: 'array'; at: number; items: Json[] };

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const plain = /[^"\\\u0000-\u001f]+/y;
const hex = /[0-9a-fA-F]{4}/y;
const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class Parser {
  readonly #text: string;
  readonly #dialect: Dialect;
  #position = 0;

  constructor(text: string, dialect: Dialect) {
    // osquery hands the text over as a C string.
    const end = text.indexOf('\0');
    this.#text = dialect === 'rapidjson' && end >= 0 ? text.slice(0, end) : text;
    this.#dialect = dialect;
    if (dialect === 'property-tree' && text.startsWith('\uFEFF')) this.#position = 1;
  }

  document(): Json {
    this.#match(space);
    if (this.#position >= this.#text.length) this.#fail('The file holds nothing but comments and blanks', 'Write a JSON object.');
    const value = this.#value();
    this.#match(space);
    if (this.#position < this.#text.length) this.#fail('Text follows after the end of the JSON', this.#strayAdvice('Drop it, or mend the brackets before it.'));
    return value;
  }

  /** One value. Containers are kept on a stack of our own, so that deep nesting does not use up the program's. */
  #value(): Json {
    const stack: Open[] = [];
    for (;;) {
      let value: Json | null = this.#begin(stack);
      while (value) {
        const parent = stack.at(-1);
        if (!parent) return value;
        if (parent.kind === 'array') parent.items.push(value);
        else parent.members.push({ key: parent.key, keyAt: parent.keyAt, value });
        this.#match(space);
        if (this.#take(',')) {
          this.#match(space);
          if (parent.kind === 'object') this.#key(parent);
          value = null;
        } else if (this.#take(parent.kind === 'array' ? ']' : '}')) {
          stack.pop();
          value = parent.kind === 'array' ? { kind: 'array', at: parent.at, items: parent.items } : { kind: 'object', at: parent.at, members: parent.members };
        } else this.#fail(`A comma or ${parent.kind === 'array' ? ']' : '}'} is missing`, this.#strayAdvice('Put a comma between two members, and close every bracket.'));
      }
    }
  }

  /** Begins a value: a scalar or an empty container is whole, of any other container null is given and it is open. */
  #begin(stack: Open[]): Json | null {
    this.#match(space);
    const at = this.#position;
    if (this.#take('{')) {
      this.#match(space);
      if (this.#take('}')) return { kind: 'object', at, members: [] };
      const open: Open = { kind: 'object', at, members: [], key: '', keyAt: 0 };
      this.#key(open);
      stack.push(open);
      return null;
    }
    if (this.#take('[')) {
      this.#match(space);
      if (this.#take(']')) return { kind: 'array', at, items: [] };
      stack.push({ kind: 'array', at, items: [] });
      return null;
    }
    if (this.#text[at] === '"') return this.#scalar('string', at, this.#string());
    for (const word of ['true', 'false', 'null']) if (this.#take(word)) return this.#scalar(word === 'null' ? 'null' : 'boolean', at, word);
    const text = this.#match(number);
    if (text === '') return this.#fail('A value is missing', this.#strayAdvice('Write a text in double quotes, a number, true, false, null, {…} or […].'));
    if (this.#dialect === 'rapidjson' && !Number.isFinite(Number(text))) this.#fail(`The number ${text.slice(0, 20)}… is too large`, 'Write a smaller number.', at);
    return this.#scalar('number', at, text);
  }

  #scalar(kind: JsonScalar['kind'], at: number, text: string): JsonScalar {
    return { kind, at, end: this.#position, text };
  }

  #key(open: Open & { kind: 'object' }): void {
    open.keyAt = this.#position;
    if (this.#text[this.#position] !== '"') this.#fail('A key is missing', this.#strayAdvice('A key is a text in double quotes.'));
    open.key = this.#string();
    this.#match(space);
    if (!this.#take(':')) this.#fail('A colon is missing after the key', 'Write : between key and value.');
  }

  #string(): string {
    const at = this.#position++;
    let value = '';
    for (;;) {
      value += this.#match(plain);
      if (this.#take('"')) return value;
      if (this.#position >= this.#text.length) this.#fail('The text has no closing quotation mark', 'Close it with ".', at);
      if (this.#text[this.#position] !== '\\') {
        const newline = this.#text[this.#position] === '\n';
        this.#fail(`A ${newline ? 'line end' : 'control character'} stands within a text`, newline ? 'End the line with a backslash, or write \\n.' : 'Write it as \\t or \\u0009.');
      }
      value += this.#escape();
    }
  }

  #escape(): string {
    const at = this.#position;
    const letter = this.#text[at + 1] ?? '';
    this.#position += 2;
    if (Object.hasOwn(escapes, letter)) return escapes[letter]!;
    if (letter !== 'u') this.#fail(`\\${letter} is no escape of JSON`, 'Double the backslash.', at);
    const unit = this.#unit(at);
    if (unit >= 0xdc00 && unit <= 0xdfff && this.#dialect === 'property-tree') this.#fail('Half of a surrogate pair stands alone', 'Write both halves, or the character itself.', at);
    if (unit < 0xd800 || unit > 0xdbff) return String.fromCharCode(unit);
    const second = this.#take('\\u') ? this.#unit(at) : 0;
    if (second < 0xdc00 || second > 0xdfff) this.#fail('Half of a surrogate pair stands alone', 'Write both halves, or the character itself.', at);
    return String.fromCharCode(unit, second);
  }

  #unit(at: number): number {
    const digits = this.#match(hex);
    if (digits === '') this.#fail('\\u is not followed by four hexadecimal digits', 'Write four digits, or double the backslash.', at);
    return Number.parseInt(digits, 16);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#position += found.length;
    return found;
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#position)) return false;
    this.#position += text.length;
    return true;
  }

  /** Advice for what people write most often where JSON wants something else. */
  #strayAdvice(usual: string): string {
    const rest = this.#text.slice(this.#position, this.#position + 10);
    const before = this.#text.slice(0, this.#position).trimEnd().at(-1);
    if (rest === '') return 'The text ends too early: close every { and [.';
    if (rest.startsWith('\uFEFF')) return 'Save the file without a byte-order mark.';
    if (/^(\/[/*]|#)/.test(rest)) return 'osquery takes out whole lines that begin with # or // and no other comment: give the comment a line of its own.';
    if (before === ',' && /^[}\]]/.test(rest)) return 'Drop the comma before the bracket.';
    if (rest.startsWith("'")) return 'Texts and keys stand in double quotes.';
    if (/^-?(NaN|Inf)/.test(rest)) return 'Write a number.';
    if (/^[+.\d]/.test(rest)) return 'Write the number without +, without leading zeros, and with a digit before the point.';
    return usual;
  }

  #fail(message: string, advice: string, at = this.#position): never {
    throw new Fault({ at, message, advice });
  }
}
