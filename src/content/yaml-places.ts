import { CHOMPING_MODE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml';
import type { Locator, Path, Place } from '../model/place.ts';
import type { LineIndex } from './lines.ts';

/** Deepest nesting of collections that is read; the formats need a third of it. */
export const deepest = 32;

interface Node {
  readonly start: number;
  readonly keyStart: number | null;
  readonly scalar?: ScalarEvent;
  readonly children?: Map<string | number, Node>;
}

/** Where an event begins, a quoted text with its quotation mark; -1 where it stands for a value that is left out. */
export function startOf(event: Event): number {
  if ('valueStart' in event) return isQuoted(event) ? event.valueStart - 1 : event.valueStart;
  return 'start' in event ? event.start : 'anchorStart' in event ? event.anchorStart : 0;
}

function isQuoted({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
}

function isBlock({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
}

/** The places of a document's values, from its events. An alias stands where its anchor does; an alias of what holds it stands for nothing. */
function buildTree(text: string, events: readonly Event[]): Node {
  let position = events.findIndex(({ type }) => type !== EVENT_ID.DOCUMENT);
  let last = 0;
  const anchors = new Map<string, Node>();
  const anchorOf = ({ anchorStart, anchorEnd }: Pick<ScalarEvent, 'anchorStart' | 'anchorEnd'>) => text.slice(anchorStart, anchorEnd).replace(/^[&*]/, '');
  const readNode = (): Node => {
    const event = events[position++]!;
    if (event.type === EVENT_ID.ALIAS) return anchors.get(anchorOf(event)) ?? { start: event.anchorStart, keyStart: null };
    const node = readOwn(event);
    if ('anchorStart' in event && event.anchorStart >= 0) anchors.set(anchorOf(event), node);
    return node;
  };
  const readOwn = (event: Event): Node => {
    // A value that is left out stands nowhere: its place is that of what was read before it, its key.
    if (event.type === EVENT_ID.SCALAR && event.valueStart < 0) return { start: last, keyStart: null };
    const start = Math.max(0, startOf(event));
    last = start;
    if (event.type === EVENT_ID.SCALAR) return { start, keyStart: null, scalar: event };
    const children = new Map<string | number, Node>();
    for (let index = 0; events[position]?.type !== EVENT_ID.POP && position < events.length; index++) {
      if (event.type === EVENT_ID.SEQUENCE) {
        children.set(index, readNode());
        continue;
      }
      const key = readNode();
      children.set(key.scalar ? getScalarValue(text, key.scalar) : '', { ...readNode(), keyStart: key.start });
    }
    position++;
    return { start, keyStart: null, children };
  };
  return events[position] ? readNode() : { start: 0, keyStart: null };
}

/**
 * Tells where the values of a YAML document stand. `text` is the document, and `base` where it begins in the file
 * whose lines are given.
 */
export class YamlLocator implements Locator {
  readonly file: string;
  readonly #lines: LineIndex;
  readonly #text: string;
  readonly #base: number;
  #root: Node | undefined;

  constructor(lines: LineIndex, text: string, base = 0) {
    this.file = lines.file;
    this.#lines = lines;
    this.#text = text;
    this.#base = base;
  }

  value(path: Path): Place {
    return this.#place(this.#startOf(this.#find(path)));
  }

  key(path: Path): Place {
    const node = this.#find(path);
    return this.#place(node.keyStart ?? this.#startOf(node));
  }

  inText(path: Path, offset: number): Place {
    const node = this.#find(path);
    return this.#place(node.scalar ? this.#sourceOffset(node.scalar, offset) : node.start);
  }

  line(line: number): string {
    return this.#lines.line(line);
  }

  #place(offset: number): Place {
    return this.#lines.place(this.#base + offset);
  }

  #find(path: Path): Node {
    // Most documents are fine, and nobody ever asks for their places: reading the few others twice is cheaper than
    // keeping the parse of all.
    let node = (this.#root ??= buildTree(this.#text, parseEvents(this.#text, { maxDepth: deepest })));
    for (const step of path) {
      const child = node.children?.get(step);
      if (!child) break;
      node = child;
    }
    return node;
  }

  /** Where a reader sees the value begin: the first letter of a block scalar, not its indentation. */
  #startOf(node: Node): number {
    return node.scalar && isBlock(node.scalar) ? this.#sourceOffset(node.scalar, 0) : node.start;
  }

  /** Source offset of character `offset` of a scalar's value; block scalars lose their indentation, quoted ones their escapes. */
  #sourceOffset(scalar: ScalarEvent, offset: number): number {
    const { valueStart, valueEnd, indent } = scalar;
    if (scalar.style === SCALAR_STYLE.LITERAL_BLOCK) {
      let source = valueStart;
      let left = offset;
      while (source < valueEnd) {
        const newline = this.#text.indexOf('\n', source);
        const end = newline < 0 || newline > valueEnd ? valueEnd : newline;
        const lineStart = Math.min(source + indent, end);
        const length = end - lineStart;
        if (left <= length) return lineStart + left;
        left -= length + 1;
        source = end + 1;
      }
      return valueEnd;
    }
    if (scalar.style !== SCALAR_STYLE.FOLDED_BLOCK) return offsetInFlow(this.#text, scalar, offset);
    // The shortest stretch of source whose value reaches the character; folding never lengthens it.
    const whole = getScalarValue(this.#text, scalar);
    if (offset >= whole.length) return valueEnd;
    let low = valueStart;
    let high = valueEnd;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#valueLength(scalar, middle) > offset) high = middle;
      else low = middle + 1;
    }
    const source = Math.max(valueStart, low - 1);
    // A blank or line end that folding makes is reached with the next line only: it is the line end before that.
    const folded = /\s/.test(whole[offset]!) && !/\s/.test(this.#text[source]!);
    if (!folded) return source;
    return offset < whole.length - 1 ? this.#text.lastIndexOf('\n', source) : valueEnd;
  }

  /** Characters of a folded block up to `end`; line ends that would stand at a cut there belong to what follows. */
  #valueLength(scalar: ScalarEvent, end: number): number {
    return getScalarValue(this.#text, { ...scalar, valueEnd: end, ...(end < scalar.valueEnd && { chomping: CHOMPING_MODE.STRIP }) }).length;
  }
}

/** Blanks, and where there is a line end those behind it too. */
const blanks = /[ \t]*(\n[ \t\n]*)?/y;
const escapedQuote = /''/y;
const escape = /\\(?:x..|u.{4}|U(.{8})|(\n[ \t\n]*)|.)/y;

/** Source offset of character `offset` of the value of a plain or quoted scalar; that of its end where it has no such character. */
function offsetInFlow(text: string, { style, valueStart, valueEnd }: ScalarEvent, offset: number): number {
  const escaped = style === SCALAR_STYLE.SINGLE_QUOTED ? escapedQuote : style === SCALAR_STYLE.DOUBLE_QUOTED ? escape : null;
  let source = valueStart;
  for (let left = offset; source < valueEnd; ) {
    const [space, lineEnds] = matchAt(blanks, text, source)!;
    if (space !== '') {
      const characters = lineEnds === undefined ? space.length : foldedLength(lineEnds);
      if (left < characters) return lineEnds === undefined ? source + left : source;
      left -= characters;
      source += space.length;
      continue;
    }
    const found = escaped && matchAt(escaped, text, source);
    const characters = found ? unescapedLength(found) : 1;
    if (left < characters) return source;
    left -= characters;
    source += found ? found[0].length : 1;
  }
  return valueEnd;
}

function matchAt(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

/** How many characters line ends become with the blanks around them: one blank, or a line end for each empty line. */
function foldedLength(lineEnds: string): number {
  return Math.max(1, lineEnds.split('\n').length - 2);
}

/** How many UTF-16 units an escape stands for: two beyond U+FFFF, and none for an escaped line end, with which js-yaml drops empty lines too. */
function unescapedLength([, codePoint, lineEnds]: RegExpExecArray): number {
  if (lineEnds !== undefined) return 0;
  return codePoint !== undefined && Number.parseInt(codePoint, 16) > 0xffff ? 2 : 1;
}
