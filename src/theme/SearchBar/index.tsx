import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import SearchField from '../../components/search/SearchField.tsx';

/** The search of the top bar: a field with suggestions, and on a phone, where there is no room for one, a link to the search page. */
export default function SearchBar(): ReactNode {
  return (
    <>
      <SearchField />
      <Link to="/search/" className="search-link" aria-label="Search">
        <svg viewBox="0 0 16 16" width="18" height="18" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" aria-hidden="true">
          <circle cx="6.8" cy="6.8" r="4.8" />
          <path d="m10.5 10.5 4 4" />
        </svg>
      </Link>
    </>
  );
}
