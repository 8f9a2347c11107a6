import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import styles from './epochs.module.css';

type State = { readonly kind: 'waiting' } | { readonly kind: 'failed'; readonly reason: string } | { readonly kind: 'ready'; readonly Bench: ComponentType };

/** A simulated host to try changes of a query on. Its code comes in a file of its own, once the page is there. */
export default function EpochDemo(): ReactNode {
  const [state, setState] = useState<State>({ kind: 'waiting' });
  useEffect(() => {
    import('./Bench.tsx').then(
      ({ default: Bench }) => setState({ kind: 'ready', Bench }),
      (error: unknown) => setState({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    );
  }, []);
  if (state.kind === 'ready') return <state.Bench />;
  return (
    <p className={styles.absent} role="status">
      {state.kind === 'failed'
        ? `The demonstration could not be loaded: ${state.reason}. Load the page again; the results below are the same ones.`
        : 'The demonstration runs in your browser and needs JavaScript. The results below are the same ones.'}
    </p>
  );
}
