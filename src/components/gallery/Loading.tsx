import type { ReactNode } from 'react';
import type { Loaded } from './load.ts';
import texts from '../text.module.css';

interface Props {
  readonly state: Loaded<unknown>;
  /** What is loaded, as it goes on after “Loading” and before “could not be loaded”. */
  readonly what: string;
}

/** What is said while something is loaded, and where it could not be. */
export default function Loading({ state, what }: Props): ReactNode {
  return (
    <div role="status">
      {state.kind === 'loading' && <p className={texts.quiet}>Loading {what}…</p>}
      {state.kind === 'failed' && (
        <p className={texts.fault}>
          {what.charAt(0).toUpperCase() + what.slice(1)} could not be loaded: {state.reason}.{' '}
          <button type="button" onClick={state.again}>
            Load again
          </button>
        </p>
      )}
    </div>
  );
}
