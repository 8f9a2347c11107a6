import type { FormEvent, ReactNode } from 'react';
import { useHistory } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { emptyState, longestQuery, printSearch } from '../../gallery/address.ts';
import styles from './Doors.module.css';

/** The search field of the gallery, which is where it leads. */
export default function GallerySearch(): ReactNode {
  const history = useHistory();
  const gallery = useBaseUrl('/gallery/');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get('q') ?? '');
    history.push({ pathname: gallery, search: printSearch({ ...emptyState, q }) });
  };
  return (
    <form role="search" aria-label="Queries" action={gallery} className={styles.search} onSubmit={submit}>
      <label htmlFor="home-search">A question, a table or a technique</label>
      <div>
        <input id="home-search" type="search" name="q" maxLength={longestQuery} autoComplete="off" />
        <button type="submit">Find queries</button>
      </div>
    </form>
  );
}
