/** A text or number of JSON or YAML as it stands in a file, with its offsets there. */
export interface Scalar {
  readonly from: number;
  readonly to: number;
  /** What is read of it. */
  readonly value: string;
  readonly quote: '"' | "'" | '';
}

const doubleQuoted = /"(?:[^"\\\n]|\\.)*"/y;
const singleQuoted = /'(?:[^'\n]|'')*'/y;
/** A plain value of YAML ends with its line, at a comment, and in braces at a comma or the brace. */
const plain = /[^\s"'{}[\],#][^\n\r]*?(?=\s*(?:[\n\r]|$)|\s+#|,\s|[}\]])/y;

/** The scalar that begins at an offset, within its line; null where none does that can be read with certainty. */
export function scalarAt(text: string, from: number): Scalar | null {
  const quote = text[from] === '"' ? '"' : text[from] === "'" ? "'" : '';
  const pattern = quote === '"' ? doubleQuoted : quote === "'" ? singleQuoted : plain;
  pattern.lastIndex = from;
  const written = pattern.exec(text)?.[0];
  const value = written === undefined ? null : valueOf(written, quote);
  return value === null ? null : { from, to: from + written!.length, value, quote };
}

function valueOf(written: string, quote: Scalar['quote']): string | null {
  if (quote === '') return written;
  if (quote === "'") return written.slice(1, -1).replaceAll("''", "'");
  try {
    return String(JSON.parse(written));
  } catch {
    return null;
  }
}

/** A value as it is written where a scalar stands: a text in its quotation marks, a number without. */
export function spell(value: string | number, { quote }: Pick<Scalar, 'quote'>): string {
  if (typeof value === 'number') return String(value);
  return quote === '"' ? JSON.stringify(value) : quote === "'" ? `'${value.replaceAll("'", "''")}'` : value;
}

/** The ways in which a stretch of SQL may be written in a file: as it is, as in JSON, and as between the single quotation marks of YAML. */
export function sqlSpellings(sql: string): string[] {
  return [...new Set([sql, JSON.stringify(sql).slice(1, -1), sql.replaceAll("'", "''")])];
}
