/** A stretch of text, and whether it is one that was looked for. */
export interface Part {
  readonly text: string;
  readonly match: boolean;
}

const word = /[\p{L}\p{N}]+/gu;

/** More terms than anyone types; the rest is left out. */
const mostTerms = 12;

/**
 * What is looked for: the parts of `query` between blanks, each as its words in lower case. `T1053.003` is one term of
 * two words, and so is `listening_ports`: they have to follow one another.
 */
export function termsOf(query: string): string[] {
  return [...new Set(query.split(/\s+/).map(normal).filter(Boolean))].slice(0, mostTerms);
}

/** Texts as `holds` searches them; no term reaches from one text into the next. */
export function searchable(texts: readonly string[]): string {
  return ` ${texts.map(normal).join(' | ')} `;
}

/** Whether a searchable text has the term: its words in a row, of the last one at least the beginning. */
export function holds(text: string, term: string): boolean {
  return text.includes(startOf(term));
}

/** What a searchable text has where it has the term. */
export function startOf(term: string): string {
  return ` ${term}`;
}

/** The same where the last word of the term is whole. */
export function wholeOf(term: string): string {
  return ` ${term} `;
}

/** `text` cut into stretches that one of `terms` matches and stretches that none does. */
export function marked(text: string, terms: readonly string[]): Part[] {
  if (terms.length === 0) return [{ text, match: false }];
  const words = [...text.matchAll(word)].map((found) => ({ text: found[0].toLowerCase(), start: found.index, end: found.index + found[0].length }));
  const wanted = terms.map((term) => term.split(' '));
  const parts: Part[] = [];
  let done = 0;
  for (let at = 0; at < words.length; at++) {
    const lengths = wanted.filter((term) => startsAt(words, at, term)).map((term) => endOf(words, at, term));
    const { start } = words[at]!;
    if (lengths.length === 0 || start < done) continue;
    const end = Math.max(...lengths);
    if (start > done) parts.push({ text: text.slice(done, start), match: false });
    parts.push({ text: text.slice(start, end), match: true });
    done = end;
  }
  return done < text.length ? [...parts, { text: text.slice(done), match: false }] : parts;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function startsAt(words: readonly Word[], at: number, term: readonly string[]): boolean {
  return term.every((part, index) => {
    const own = words[at + index]?.text;
    return own !== undefined && (index === term.length - 1 ? own.startsWith(part) : own === part);
  });
}

/** Where a match ends: within its last word, unless lower case has another length there than the text itself. */
function endOf(words: readonly Word[], at: number, term: readonly string[]): number {
  const { text, start, end } = words[at + term.length - 1]!;
  return text.length === end - start ? start + term.at(-1)!.length : end;
}

function normal(text: string): string {
  return (text.toLowerCase().match(word) ?? []).join(' ');
}
