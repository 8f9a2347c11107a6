import type { ReactNode } from 'react';
import { marked } from '../../gallery/words.ts';

/** A text in which the terms that were looked for are marked. */
export default function Marked({ text, terms }: { readonly text: string; readonly terms: readonly string[] }): ReactNode {
  return marked(text, terms).map((part, index) => (part.match ? <mark key={index}>{part.text}</mark> : part.text));
}
