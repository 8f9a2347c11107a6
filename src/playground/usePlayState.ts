import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { showLinked } from './linked.ts';
import { longestLinked, printHash, readHash, type Choices, type PlayState } from './state.ts';

/** How long (ms) the address waits for further typing: browsers limit how often it may change. */
const settle = 300;

export interface Held {
  readonly state: PlayState;
  /** The SQL as it was first loaded, from the link or as a question. */
  readonly original: string;
  /** What was wrong with the link. */
  readonly faults: readonly string[];
  /** How often SQL was loaded, from the address or as a question; 0 in HTML that was built, before its address is known. */
  readonly loads: number;
}

/**
 * What the page shows, kept in the hash of its address: `usual` until that is read, which is before the page is painted anew. `load` puts
 * other SQL in place, `edit` changes a part of the state.
 */
export function usePlayState(usual: PlayState, choices: Choices): Held & { edit: (part: Partial<PlayState>) => void; load: (part: Partial<PlayState>) => void } {
  const [held, setHeld] = useState<Held>({ state: usual, faults: [], original: usual.sql, loads: 0 });
  /** The hash that the state is of, or was written to. */
  const known = useRef('');

  useLayoutEffect(() => {
    const read = () => {
      known.current = location.hash;
      const { state, faults } = readHash(location.hash, usual, choices);
      setHeld(({ loads }) => ({ state, faults, original: state.sql, loads: loads + 1 }));
    };
    read();
    showLinked();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
    // The choices are data of the page and never change.
  }, []);

  const { state } = held;
  useEffect(() => {
    const isUsual = state.sql === usual.sql && state.host === usual.host && state.version === usual.version && state.tab === usual.tab;
    const timer = setTimeout(() => {
      // A link was followed a moment ago: its own event is on the way, and must find the address as it is.
      if (location.hash !== known.current) return;
      const hash = isUsual && location.hash === '' ? '' : state.sql.length > longestLinked ? '' : printHash(state);
      if (hash !== location.hash) history.replaceState(history.state, '', hash || location.pathname + location.search);
      known.current = location.hash;
    }, settle);
    return () => clearTimeout(timer);
  }, [state]);

  const edit = useCallback((part: Partial<PlayState>) => setHeld((before) => ({ ...before, state: { ...before.state, ...part } })), []);
  const load = useCallback((part: Partial<PlayState>) => setHeld((before) => {
    const next = { ...before.state, ...part };
    return { ...before, state: next, original: next.sql, faults: [], loads: before.loads + 1 };
  }), []);
  return { ...held, edit, load };
}
