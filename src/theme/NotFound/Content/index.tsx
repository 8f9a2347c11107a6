import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import type { Props } from '@theme/NotFound/Content';

/** What a visitor sees at an address that leads nowhere: what may have happened, and where to go. */
export default function NotFoundContent({ className }: Props): ReactNode {
  return (
    <main className={`container not-found ${className ?? ''}`}>
      <Heading as="h1">There is no page at this address</Heading>
      <p>
        The address may be mistyped, or the page was moved or removed since the link was made. A retired query keeps its entry in the
        releases of its pack; its name is never used for another one.
      </p>
      <ul>
        <li>
          <Link to="/packs/">Packs</Link>: all production queries, by pack.
        </li>
        <li>
          <Link to="/examples/">Examples</Link>: questions and their queries, by topic.
        </li>
        <li>
          <Link to="/docs/">Docs</Link>: formats, rules, versions, contributing.
        </li>
        <li>
          <Link to="/search/">Search</Link>: by question, table or technique.
        </li>
      </ul>
      <p>
        If a page of this site led you here, that is a fault of the site: <Link to="/docs/contributing/">report it</Link>.
      </p>
    </main>
  );
}
