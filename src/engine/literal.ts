/** Characters that a reader does not see, or a consumer of the artefacts drops: Kibana takes line breaks out of the SQL. */
const hidden = /([\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029\uFFF9-\uFFFB]+)/u;

/** What of the two kinds of values a column of a list holds; `any` where its rows do not show it. */
export type ColumnKind = 'text' | 'number' | 'any';

/** Why a value cannot stand in a list, and what to write instead. */
export interface Misfit {
  readonly message: string;
  readonly advice: string;
}

/**
 * A value as an SQL expression that gives just this value. Texts are quoted, with hidden characters and line breaks
 * written as `char(…)`; a whole number beyond 2^53 comes as a text of digits, since YAML would round it.
 */
export function sqlLiteral(value: string | number, kind: ColumnKind): string | Misfit {
  if (typeof value === 'number') {
    if (kind === 'text') return { message: `${value} is a number, and the column holds texts.`, advice: `Put it in quotes, just as osquery shows it: '${value}'.` };
    if (!Number.isFinite(value)) return { message: `${value} is no number that SQL knows.`, advice: 'Write a number of digits.' };
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) return { message: 'The number is larger than 2^53, and was rounded when the file was read.', advice: 'Put it in quotes.' };
    return String(value);
  }
  if (kind === 'number') {
    const whole = /^-?\d{1,19}$/.test(value) ? BigInt(value) : null;
    if (whole !== null && BigInt.asIntN(64, whole) === whole) return String(whole);
    return { message: `${JSON.stringify(value)} is no number, and the column holds numbers.`, advice: 'Write a number.' };
  }
  if (value.includes('\0')) return { message: 'The text holds a NUL character, at which SQLite would end it.', advice: 'Drop it.' };
  if (/\p{Surrogate}/u.test(value)) return { message: 'The text holds half a character.', advice: 'Write the whole character.' };
  const parts = value.split(hidden).filter((part) => part !== '');
  return parts.map((part) => (hidden.test(part) ? `char(${Array.from(part, (character) => character.codePointAt(0)).join(', ')})` : quoted(part))).join(' || ') || "''";
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
