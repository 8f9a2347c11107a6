import { useEffect, useState } from 'react';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { fetchIndexesByWorker, searchByWorker, type Hit } from '@theme/searchByWorker';

/** Where a search stands. */
export type SearchState =
  | { readonly kind: 'idle' | 'loading' | 'unbuilt' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'found'; readonly hits: readonly Hit[] };

/**
 * At most `limit` hits for `query`, searched in the worker of the search plugin. Until an answer is there the one before it stays;
 * an answer that a newer query has overtaken is dropped.
 */
export function useSearch(query: string, limit: number): SearchState {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const [state, setState] = useState<SearchState>({ kind: 'idle' });
  const wanted = query.trim();

  useEffect(() => {
    if (!wanted) {
      setState({ kind: 'idle' });
      return undefined;
    }
    if (process.env.NODE_ENV !== 'production') {
      setState({ kind: 'unbuilt' });
      return undefined;
    }
    let overtaken = false;
    setState(earlier => (earlier.kind === 'found' ? earlier : { kind: 'loading' }));
    fetchIndexesByWorker(baseUrl, '')
      .then(() => searchByWorker(baseUrl, '', wanted, limit))
      .then(
        hits => !overtaken && setState({ kind: 'found', hits }),
        (error: unknown) => !overtaken && setState({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
      );
    return () => {
      overtaken = true;
    };
  }, [wanted, baseUrl, limit]);

  return state;
}

/** What a reader is told of a search: how much it found, or what is wrong and what to do. */
export function statusOf(state: SearchState, query: string): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'loading':
      return 'Searching…';
    case 'failed':
      return `The search index could not be read: ${state.reason}. Reload the page, or go by the lists of packs and examples.`;
    case 'unbuilt':
      return 'The search index is made by a build; it is absent while the development server runs.';
    case 'found': {
      const { length } = state.hits;
      if (!length) return `Nothing found for “${query.trim()}”. Try one word, a table’s exact name, or a technique such as T1053.`;
      return length === 1 ? '1 result' : `${length} results`;
    }
  }
}
