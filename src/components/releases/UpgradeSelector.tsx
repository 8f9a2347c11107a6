import { useState, type ReactNode } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { siteFiles } from '../../artifacts/site-address.ts';
import { loadSelector, type Loaded } from './load.ts';
import styles from './releases.module.css';

type State = { readonly kind: 'unopened' | 'loading' } | { readonly kind: 'failed'; readonly reason: string } | ({ readonly kind: 'ready' } & Loaded);

/** Opens the comparison of two releases of a pack. Nothing is loaded before; without JavaScript it is not there. */
export default function UpgradeSelector({ pack }: { readonly pack: string }): ReactNode {
  const inBrowser = useIsBrowser();
  const address = useBaseUrl(`/${siteFiles.releases(pack)}`);
  const [state, setState] = useState<State>({ kind: 'unopened' });
  if (!inBrowser) return null;

  const load = () => {
    setState({ kind: 'loading' });
    loadSelector(address).then(
      (loaded) => setState({ kind: 'ready', ...loaded }),
      (error: unknown) => setState({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    );
  };

  return (
    <details className={styles.panel} onToggle={(event) => event.currentTarget.open && state.kind === 'unopened' && load()}>
      <summary>What an update does to my fleet</summary>
      <p role="status" className={styles.state}>
        {state.kind === 'loading' && 'Loading the releases…'}
        {state.kind === 'failed' && `The releases could not be loaded: ${state.reason}. Each release below tells its own changes.`}
      </p>
      {state.kind === 'failed' && (
        <button type="button" className={styles.again} onClick={load}>
          Load again
        </button>
      )}
      {state.kind === 'ready' && <state.Selector data={state.data} />}
    </details>
  );
}
