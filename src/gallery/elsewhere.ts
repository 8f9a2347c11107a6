import type { GalleryEntry, GalleryIndex } from '../artifacts/gallery-data.ts';
import { holds, marked, searchable } from './words.ts';

/** A text of an entry that its place in the list does not show, and in which terms stand. */
export interface Elsewhere {
  readonly title: string;
  readonly text: string;
}

/** About how much (characters) is shown around a match. */
const excerptLength = 160;

/**
 * Where the terms stand that are not in what the list shows of an entry (name, question, description, tables, techniques'
 * ids): questions that it answers, columns, tags, techniques' names and tactics, and the words around them in its reason.
 */
export function matchesElsewhere(entry: GalleryEntry, { techniques }: Pick<GalleryIndex, 'techniques'>, terms: readonly string[]): Elsewhere[] {
  const { name, question, description, tables, attack, questions, columns, tags, why } = entry;
  const shown = searchable([name, question ?? '', description, ...tables, ...attack]);
  let missing = terms.filter((term) => !holds(shown, term));
  const found: Elsewhere[] = [];
  const look = (title: string, texts: readonly string[]) => {
    const matching = texts.filter((text) => missing.some((term) => holds(searchable([text]), term)));
    if (matching.length === 0) return;
    found.push({ title, text: matching.join(title === 'Answers' ? ' ' : ', ') });
    missing = missing.filter((term) => !holds(searchable(matching), term));
  };
  look('Answers', questions);
  look('Columns', columns);
  look('Tags', tags);
  look('ATT&CK', attack.map((id) => [techniques[id]?.title, ...(techniques[id]?.tactics ?? [])].join(', ')));
  if (missing.length > 0 && missing.some((term) => holds(searchable([why]), term))) found.push({ title: 'Why', text: excerpt(why, missing) });
  return found;
}

/** The words around the first match, cut at blanks. */
function excerpt(text: string, terms: readonly string[]): string {
  if (text.length <= excerptLength) return text;
  const [first] = marked(text, terms);
  const at = first!.match ? 0 : first!.text.length;
  const from = Math.max(0, Math.min(at - excerptLength / 3, text.length - excerptLength));
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  const cut = text.indexOf(' ', start + excerptLength);
  return `${start > 0 ? '… ' : ''}${text.slice(start, cut < 0 ? text.length : cut)}${cut < 0 ? '' : ' …'}`;
}
