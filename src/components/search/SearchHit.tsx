import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import type { Hit } from '@theme/searchByWorker';
import { excerpt, marked } from './excerpt.ts';

/** The search plugin numbers its indexes; these two find the words of a page rather than a title or a heading. */
const inText: ReadonlySet<number> = new Set([2, 4]);

/** The heading a hit is found under. */
export function hitTitle({ document, page, type }: Hit): string {
  return (inText.has(type) ? document.s : document.t) || (page ? page.t : '') || document.t;
}

/** Where that heading stands: section, folder, page. The name of a section comes from the top bar and the side bar, and is told once. */
export function hitPath(hit: Hit): readonly string[] {
  const { document, page } = hit;
  const above = document.b ?? (page ? page.b : undefined) ?? [];
  return [...new Set(page && page.t !== hitTitle(hit) ? [...above, page.t] : above)];
}

/** Address of the heading. */
export function hitAddress({ document }: Hit): string {
  return `${document.u}${document.h ?? ''}`;
}

/** One result: the heading it is found under, where that stands, and the words around the match. */
export default function SearchHit({ hit }: { readonly hit: Hit }): ReactNode {
  const path = hitPath(hit);
  return (
    <li>
      <h2>
        <Link to={hitAddress(hit)}>
          <MarkedText text={hitTitle(hit)} tokens={hit.tokens} />
        </Link>
      </h2>
      {path.length > 0 && <p className="search-path">{path.join(' › ')}</p>}
      {inText.has(hit.type) && (
        <p>
          <MarkedText text={excerpt(hit.document.t, hit.tokens)} tokens={hit.tokens} />
        </p>
      )}
    </li>
  );
}

/** `text` with the `tokens` in it marked. */
export function MarkedText({ text, tokens }: { readonly text: string; readonly tokens: readonly string[] }): ReactNode {
  return marked(text, tokens).map((part, index) => (part.match ? <mark key={index}>{part.text}</mark> : part.text));
}
