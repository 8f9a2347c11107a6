import { tokenize } from '../engine/tokens.ts';
import type { Catalogue, Pack } from '../model/catalogue.ts';
import type { Locator, Path } from '../model/place.ts';
import type { Complaint, Rule, Subject } from './rule.ts';

/** What a reviewer cannot see, or takes for something else, in any text of the content. */
export const textSafe: Rule = {
  name: 'text-safe',
  levels: { production: 'error', teaching: 'error', foreign: 'warning' },
  finds: 'Control characters, characters that change the direction of text, invisible characters, but for escapes in tests; in names, and in SQL outside of texts and comments, every character beyond ASCII; a comment in SQL that takes further lines with it because YAML joins them (`query: >`).',
  why: 'A reviewer must see what a query does. A right-to-left override shows code in another order than it runs in, and a Cyrillic `а` makes another name than the Latin `a` that it looks like.',
  checks: { query: checkQuery, pack: checkPack, catalogue: checkTopics },
};

function* checkQuery(subject: Subject): Iterable<Complaint> {
  yield* checkSpec(subject.query.spec, subject.query.at);
  yield* swallowed(subject);
}

/** A comment of the SQL that goes on in the next line of the file, for YAML has joined the two. */
function* swallowed({ query }: Subject): Iterable<Complaint> {
  const { query: sql } = query.spec;
  if (!sql.includes('--') || !/\.ya?ml$/.test(query.file)) return;
  for (const { kind, text, start, end } of tokenize(sql)) {
    if (kind !== 'comment' || !text.startsWith('--')) continue;
    const [first, last] = [start, Math.max(start, end - 1)].map((offset) => query.at.inText(['spec', 'query'], offset));
    if (first!.line === last!.line) continue;
    yield { place: first!, message: `YAML joins these lines, so the comment that begins here takes the SQL of ${last!.line - first!.line === 1 ? 'the next line' : `the next ${last!.line - first!.line} lines`} with it.`, advice: 'Write query: | with the bar, which keeps the lines.' };
  }
}

function checkPack(pack: Pack): Iterable<Complaint> {
  return checkSpec(pack.spec, pack.at);
}

function* checkTopics({ topics }: Catalogue): Iterable<Complaint> {
  for (const topic of topics) yield* checkSpec(topic.spec, topic.at);
}

/** Every key and every text of a spec; one complaint of a kind for each text, at its first character of that kind. */
function* checkSpec(spec: unknown, at: Locator): Iterable<Complaint> {
  for (const { path, text, isKey } of suspiciousTexts(spec, ['spec'])) {
    const place = (offset: number) => (isKey ? at.key(path) : at.inText(path, offset));
    const sql = !isKey && isSql(path);
    const hidden = firstHidden(text, (offset, character) => path[1] === 'tests' && !isKey && isEscaped(at, path, offset, character));
    if (hidden) {
      const advice = sql ? `Delete it; where the query looks for this character, write char(${hidden.character.codePointAt(0)}).` : 'Delete it.';
      yield { place: place(hidden.offset), message: `${codePoint(hidden.character)} ${kindOf(hidden.character)}${counted(hidden.more)}.`, advice };
    }
    const foreign = isKey ? firstForeign(text) : sql ? foreignInSql(text) : null;
    if (foreign) yield { place: place(foreign.offset), message: `${codePoint(foreign.character)} (${foreign.character}) ${looks(foreign.character)}${counted(foreign.more)}.`, advice: foreignAdvice(foreign.character, isKey) };
  }
}

/** Most texts are plain ASCII and need no closer look. */
const plainText = /^[\n\t\x20-\x7e]*$/;

/** Keys and texts with a character that is not plain ASCII. */
function* suspiciousTexts(value: unknown, path: Path): Iterable<{ path: Path; text: string; isKey: boolean }> {
  if (typeof value === 'string') {
    if (!plainText.test(value)) yield { path, text: value, isKey: false };
  } else if (value !== null && typeof value === 'object' && !isPlain(value)) {
    for (const [key, entry] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      if (typeof key === 'string' && !plainText.test(key)) yield { path: [...path, key], text: key, isKey: true };
      yield* suspiciousTexts(entry, [...path, key]);
    }
  }
}

/** Whether nothing in a value needs a closer look; walks without noting where it is. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return plainText.test(value);
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  for (const key in value) if (!plainText.test(key) || !isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}

/** The query itself, the wrong queries of a lesson, and the discovery queries of a pack. */
function isSql(path: Path): boolean {
  return path.at(-1) === 'query' || path.at(-2) === 'discovery';
}

interface Found {
  readonly offset: number;
  readonly character: string;
  /** How many more of the kind follow in the same text. */
  readonly more: number;
}

/** Characters without a picture: controls but for line feed and tab, halves of surrogate pairs, and Unicode’s ignorable ones. */
const hiddenCharacter = /(?![\n\t])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2028\u2029\uFFF9-\uFFFB]/gu;

function firstHidden(text: string, isAllowed: (offset: number, character: string) => boolean): Found | null {
  return first([...text.matchAll(hiddenCharacter)].filter(({ index, 0: character }) => !isAllowed(index, character)), 0);
}

/** Whether the file has an escape in place of the character, which every reader sees. Half a character is none, however it is written. */
function isEscaped(at: Locator, path: Path, offset: number, character: string): boolean {
  return !/\p{Cs}/u.test(character) && !at.line(at.inText(path, offset).line).includes(character);
}

/** Characters beyond ASCII that are seen. */
const foreignCharacter = /(?![\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2028\u2029\uFFF9-\uFFFB])[^\0-\x7F]/gu;

function firstForeign(text: string): Found | null {
  return first([...text.matchAll(foreignCharacter)], 0);
}

function foreignInSql(sql: string): Found | null {
  const matches = tokenize(sql).flatMap(({ kind, start, end }) => {
    if (kind === 'string' || kind === 'comment' || kind === 'space') return [];
    return [...sql.slice(start, end).matchAll(foreignCharacter)].map((match) => ({ character: match[0], offset: start + match.index }));
  });
  return matches[0] ? { ...matches[0], more: matches.length - 1 } : null;
}

function first(matches: readonly RegExpExecArray[], start: number): Found | null {
  const match = matches[0];
  return match ? { offset: start + match.index, character: match[0], more: matches.length - 1 } : null;
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function kindOf(character: string): string {
  if (/\p{Bidi_Control}/u.test(character)) return 'changes the direction in which the text is shown';
  if (/\p{Cs}/u.test(character)) return 'is half a character';
  return /[\p{Cc}\u2028\u2029]/u.test(character) ? 'is a control character' : 'is invisible';
}

/** ASCII characters that others are taken for (Unicode, confusables.txt): Cyrillic, Greek, and what word processors write. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's', һ: 'h', ԁ: 'd', ԛ: 'q', ԝ: 'w',
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', Х: 'X', І: 'I', Ѕ: 'S', Ј: 'J',
  α: 'a', γ: 'y', ι: 'i', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X',
  ı: 'i', '‘': "'", '’': "'", '“': '"', '”': '"', '‚': ',', '–': '-', '—': '-', '−': '-', '‐': '-', '‑': '-', '∗': '*', '⁎': '*',
};

function lookAlike(character: string): string | undefined {
  const plain = lookAlikes[character] ?? character.normalize('NFKC');
  return /^[ -~]$/.test(plain) ? plain : undefined;
}

function looks(character: string): string {
  const plain = lookAlike(character);
  return plain === ' ' ? 'looks like a blank' : plain ? `looks like ${plain}` : 'is not ASCII';
}

function foreignAdvice(character: string, isKey: boolean): string {
  const plain = lookAlike(character);
  if (plain) return plain === ' ' ? 'Write a plain blank.' : `Write the plain ${plain}.`;
  return isKey ? 'Use a name of ASCII letters, digits and _.' : 'Use ASCII for everything but texts in single quotes.';
}

function counted(more: number): string {
  return more === 0 ? '' : `, and ${more} more of the kind ${more === 1 ? 'follows' : 'follow'} in this text`;
}
