/** A position in a file: the file's path inside the repository, line and column counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A way into a YAML document: keys of mappings and indexes of sequences, from the root. */
export type Path = readonly (string | number)[];

/** Tells where the values of one file stand. A path that does not exist gives its nearest existing parent. */
export interface Locator {
  readonly file: string;
  /** Where the value of `path` starts: a quoted text at its quotation mark, a block scalar at its first character. */
  value(path: Path): Place;
  /** Where the key of `path` starts; the value where it has no key. */
  key(path: Path): Place;
  /** Where the character with index `offset` of the text value at `path` stands: behind the quotation mark, and with escapes and block scalars counted as they are written. */
  inText(path: Path, offset: number): Place;
  /** The text of line `line`, without its end of line. */
  line(line: number): string;
}
