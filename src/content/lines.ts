import type { Place } from '../model/place.ts';

/** Line starts of a text, to turn offsets into places. */
export class LineIndex {
  readonly file: string;
  readonly #text: string;
  #lineStarts: number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
  }

  get #starts(): number[] {
    if (this.#lineStarts) return this.#lineStarts;
    this.#lineStarts = [0];
    for (let end = this.#text.indexOf('\n'); end >= 0; end = this.#text.indexOf('\n', end + 1)) this.#lineStarts.push(end + 1);
    return this.#lineStarts;
  }

  place(offset: number): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: offset - this.#starts[low]! + 1 };
  }

  /** The offset of a place; that of the text's end where there is none. */
  offset({ line, column }: Pick<Place, 'line' | 'column'>): number {
    const start = this.#starts[line - 1];
    return start === undefined ? this.#text.length : Math.min(start + column - 1, this.#text.length);
  }

  line(line: number): string {
    const start = this.#starts[line - 1];
    if (start === undefined) return '';
    const end = this.#text.indexOf('\n', start);
    return this.#text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  }
}
