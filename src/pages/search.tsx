import { useEffect, useRef, useState, type ReactNode } from 'react';
import { PageMetadata } from '@docusaurus/theme-common';
import Head from '@docusaurus/Head';
import { useHistory, useLocation } from '@docusaurus/router';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import SearchHit from '../components/search/SearchHit.tsx';
import { statusOf, useSearch } from '../components/search/useSearch.ts';

/** More hits than anyone reads; a narrower search is the better way on. */
const most = 60;

/** The page that lists all results of a search; `?q=` holds what is looked for, so that a search can be linked to. */
export default function SearchPage(): ReactNode {
  const history = useHistory();
  const location = useLocation();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const state = useSearch(query, most);

  // The address is read after the first render only: the page is built without one.
  useEffect(() => {
    const asked = new URLSearchParams(location.search).get('q') ?? '';
    setQuery(asked);
    if (!asked) field.current?.focus();
  }, [location.search]);

  const change = (value: string) => {
    setQuery(value);
    history.replace({ ...location, search: value ? `?${new URLSearchParams({ q: value })}` : '' });
  };

  return (
    <Layout>
      <PageMetadata title={query ? `Search: ${query}` : 'Search'} description="Search packs, queries, examples, rules and docs." />
      <Head>
        <meta name="robots" content="noindex, follow" />
      </Head>
      <main className="container search-page">
        <Heading as="h1">Search</Heading>
        <form onSubmit={event => event.preventDefault()}>
          <label htmlFor="search-page-field">A question, a table, a column or an ATT&amp;CK technique</label>
          <input
            ref={field}
            id="search-page-field"
            type="search"
            name="q"
            autoComplete="off"
            value={query}
            onChange={event => change(event.target.value)}
          />
        </form>
        <noscript>
          <p>Search runs in the browser and needs JavaScript. The lists of packs, examples and docs above can be read without it.</p>
        </noscript>
        <p role="status" className="search-status">
          {statusOf(state, query)}
        </p>
        {state.kind === 'found' && (
          <ol className="search-hits">
            {state.hits.map(hit => (
              <SearchHit key={hit.address} hit={hit} query={query} />
            ))}
          </ol>
        )}
      </main>
    </Layout>
  );
}
