import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import { marked } from './marked.ts';
import type { Hit } from './pagefind.ts';

/** One result: the heading it is found under, where that stands, and the words around the match. */
export default function SearchHit({ hit: { address, title, place, text }, query }: { readonly hit: Hit; readonly query: string }): ReactNode {
  return (
    <li>
      <h2>
        <Link to={address} autoAddBaseUrl={false}>
          <MarkedText text={title} query={query} />
        </Link>
      </h2>
      {place.length > 0 && <p className="search-path">{place.join(' › ')}</p>}
      <p>
        <MarkedText text={text} query={query} />
      </p>
    </li>
  );
}

/** `text` with the words of `query` in it marked. */
export function MarkedText({ text, query }: { readonly text: string; readonly query: string }): ReactNode {
  return marked(text, query.split(/\s+/)).map((part, index) => (part.match ? <mark key={index}>{part.text}</mark> : part.text));
}
