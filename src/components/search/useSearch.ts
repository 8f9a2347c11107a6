import { useEffect, useState } from 'react';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { findParts, type Hit } from './pagefind.ts';

/** Where a search stands. */
export type SearchState =
  | { readonly kind: 'idle' | 'loading' | 'unbuilt' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'found'; readonly hits: readonly Hit[]; readonly all: number };

/**
 * At most `limit` hits for `query`, searched in a worker. Until an answer is there the one before it stays;
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
    findParts(baseUrl, wanted, limit).then(
      found => !overtaken && setState({ kind: 'found', ...found }),
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
      const { hits, all } = state;
      if (!all) return `Nothing found for “${query.trim()}”. Try one word, a table’s exact name, or a technique such as T1053.`;
      if (all > hits.length) return `The first ${hits.length} of ${all} results`;
      return all === 1 ? '1 result' : `${all} results`;
    }
  }
}
