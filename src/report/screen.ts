/**
 * Characters that a terminal acts on or does not show: control characters (they could move the cursor or change
 * colours), format characters (they could turn the reading direction), line separators, lone surrogates.
 */
const unshown = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text that is safe on a terminal: what is not shown comes as `\u001b`, and beyond the base plane as `\u{e0041}`. */
export function visible(text: string): string {
  return text.replace(unshown, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

const zeroWidth = /[\p{Mn}\p{Me}]/u;
const wide = /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const halfWidth = /[\uff61-\uffdc]/u;

/** How many columns of a terminal a text takes that `visible` has passed: 2 for wide characters, 0 for combining ones. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (character < '\u0300') return 1;
  if (zeroWidth.test(character)) return 0;
  return wide.test(character) && !halfWidth.test(character) ? 2 : 1;
}

/** Text with blanks behind it, up to `width` columns. */
export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** A line as a terminal shows it, cut to a window, with the column of the window where the caret belongs. */
export interface Excerpt {
  readonly text: string;
  /** Terminal columns before the caret. */
  readonly caret: number;
}

const tabStop = 4;
const longestLine = 2000;

/**
 * The part of a source line around `column` (counted from 1 in UTF-16 units), at most about `width` terminal columns.
 * Tabs become blanks up to every fourth column; `…` stands where the line goes on.
 */
export function excerpt(line: string, column: number, width: number): Excerpt {
  const at = Math.min(Math.max(column - 1, 0), line.length);
  const from = boundary(line, at > longestLine ? at - longestLine : 0);
  const to = boundary(line, Math.min(line.length, at + longestLine));
  const cells = cellsOf(line.slice(from, to));
  const caretCell = cells.findIndex(({ end }) => from + end > at);
  const position = caretCell < 0 ? cells.length : caretCell;
  const [first, last] = chooseWindow(cells, position, width);
  const head = first > 0 || from > 0 ? '…' : '';
  const tail = last < cells.length || to < line.length ? '…' : '';
  const shown = (start: number, end: number) => cells.slice(start, end).map(({ text }) => text).join('');
  return { text: head + shown(first, last) + tail, caret: textWidth(head + shown(first, position)) };
}

interface Cell {
  readonly text: string;
  readonly width: number;
  /** Where the character ends in the source, in UTF-16 units. */
  readonly end: number;
}

function cellsOf(source: string): Cell[] {
  const cells: Cell[] = [];
  let end = 0;
  let shown = 0;
  for (const character of source) {
    end += character.length;
    const text = character === '\t' ? ' '.repeat(tabStop - (shown % tabStop)) : visible(character);
    const width = textWidth(text);
    cells.push({ text, width, end });
    shown += width;
  }
  return cells;
}

/** Grows a window around `position`, a third of the room before it, until `width` columns are used. */
function chooseWindow(cells: readonly Cell[], position: number, width: number): [first: number, last: number] {
  const room = (start: number, end: number) => cells.slice(start, end).reduce((sum, cell) => sum + cell.width, 0);
  if (room(0, cells.length) <= width) return [0, cells.length];
  let first = position;
  let last = position;
  let used = 0;
  while (first > 0 && used + cells[first - 1]!.width <= width / 3) used += cells[--first]!.width;
  while (last < cells.length && used + cells[last]!.width <= width) used += cells[last++]!.width;
  while (first > 0 && used + cells[first - 1]!.width <= width) used += cells[--first]!.width;
  return [first, last];
}

/** `offset`, moved so that it does not part a surrogate pair. */
function boundary(line: string, offset: number): number {
  const code = line.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff && offset > 0 ? offset - 1 : offset;
}
