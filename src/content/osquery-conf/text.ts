import type { Place } from '../../model/place.ts';

/** What of a text was kept: stretches of the new text with where they stood in the old one, in order. */
class OffsetMap {
  readonly #here: number[] = [];
  readonly #there: number[] = [];

  add(here: number, there: number): void {
    this.#here.push(here);
    this.#there.push(there);
  }

  source(offset: number): number {
    const index = lastAtMost(this.#here, offset);
    return index < 0 ? offset : this.#there[index]! + offset - this.#here[index]!;
  }
}

/**
 * A configuration as osquery hands it to its JSON parser. Every backslash before a line end is taken out with it, then
 * lines are trimmed, and empty ones and those that begin with `#` or `//` are dropped (osquery/config/config.cpp,
 * stripConfigComments). Places are those of the file.
 */
export class ConfText {
  readonly file: string;
  /** What is parsed. */
  readonly text: string;
  readonly #source: string;
  readonly #joined = new OffsetMap();
  readonly #kept = new OffsetMap();
  #lineStarts: number[] | undefined;

  constructor(file: string, source: string) {
    this.file = file;
    this.#source = source;
    this.text = this.#strip(this.#join(source));
  }

  /** Where the character with this offset in `text` stands in the file. */
  place(offset: number): Place {
    return this.#placeOf(this.#joined.source(this.#kept.source(offset)));
  }

  /** A line of the file, counted from 1, without its end. */
  line(line: number): string {
    const start = this.#starts[line - 1];
    if (start === undefined) return '';
    const newline = this.#source.indexOf('\n', start);
    const end = newline < 0 ? this.#source.length : newline;
    return this.#source.slice(start, this.#source[end - 1] === '\r' ? end - 1 : end);
  }

  #join(source: string): string {
    let joined = '';
    for (let start = 0; ; ) {
      const end = source.indexOf('\\\n', start);
      this.#joined.add(joined.length, start);
      joined += source.slice(start, end < 0 ? undefined : end);
      if (end < 0) return joined;
      start = end + 2;
    }
  }

  #strip(joined: string): string {
    let text = '';
    for (let start = 0, end = 0; end >= 0; start = end + 1) {
      end = joined.indexOf('\n', start);
      if (end === start) continue;
      const line = joined.slice(start, end < 0 ? undefined : end);
      const [from, to] = trimmed(line);
      if (line === '' || line[from] === '#' || line.startsWith('//', from)) continue;
      this.#kept.add(text.length, start + from);
      text += `${line.slice(from, to)}\n`;
    }
    return text;
  }

  get #starts(): number[] {
    if (this.#lineStarts) return this.#lineStarts;
    this.#lineStarts = [0];
    for (let end = this.#source.indexOf('\n'); end >= 0; end = this.#source.indexOf('\n', end + 1)) this.#lineStarts.push(end + 1);
    return this.#lineStarts;
  }

  #placeOf(offset: number): Place {
    const inside = Math.min(offset, this.#source.length);
    const line = lastAtMost(this.#starts, inside);
    return { file: this.file, line: line + 1, column: inside - this.#starts[line]! + 1 };
  }
}

/** Where a line begins and ends without the blanks around it, as isspace(3) knows them. */
function trimmed(line: string): [from: number, to: number] {
  const isBlank = (index: number) => ' \t\v\f\r'.includes(line[index]!);
  let from = 0;
  let to = line.length;
  while (from < to && isBlank(from)) from++;
  while (to > from && isBlank(to - 1)) to--;
  return [from, to];
}

/** Index of the last number of an ascending list that is not above `limit`; -1 where there is none. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = -1;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
