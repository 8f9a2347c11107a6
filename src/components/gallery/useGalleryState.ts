import { useCallback, useEffect, useRef, useState } from 'react';
import { useHistory } from '@docusaurus/router';
import { emptyState, printSearch, readSearch, type GalleryState, type Known } from '../../gallery/address.ts';

/** Milliseconds that the address waits for further typing: browsers limit how often it may change. */
const settle = 300;

export interface Held {
  readonly state: GalleryState;
  /** What of the address is not known. */
  readonly faults: readonly string[];
  /** Changes a part of the state: a step of its own in the history, where Back leads to what was before. */
  readonly change: (part: Partial<GalleryState>) => void;
  /** Changes the words as they are typed: one step for all that is typed in a row. */
  readonly type: (q: string) => void;
  /** Has the address say now what was typed, before its reader goes elsewhere. */
  readonly flush: () => void;
}

/** What the page shows, kept in its address. */
export function useGalleryState(known: Known): Held {
  const history = useHistory();
  const [held, setHeld] = useState<{ readonly state: GalleryState; readonly faults: readonly string[] }>({ state: emptyState, faults: [] });
  const state = useRef(emptyState);
  const typing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = useCallback((next: GalleryState, faults: readonly string[] = []) => {
    state.current = next;
    setHeld({ state: next, faults });
  }, []);

  // Past the router, which would take every step for a visit of another page and have the focus begin at its top.
  const write = useCallback((step: 'pushState' | 'replaceState') => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const search = printSearch(state.current);
    if (search !== window.location.search) window.history[step](null, '', `${window.location.pathname}${search}`);
  }, []);

  useEffect(() => {
    const read = (search: string) => {
      clearTimeout(timer.current);
      timer.current = undefined;
      typing.current = false;
      const { state: next, faults } = readSearch(search, known);
      show(next, faults);
    };
    const { pathname, search } = window.location;
    read(search);
    const unlisten = history.listen((location) => {
      if (location.pathname === pathname) read(location.search);
    });
    return () => {
      clearTimeout(timer.current);
      unlisten();
    };
  }, [history, known, show]);

  const flush = useCallback(() => {
    if (timer.current === undefined) return;
    write(typing.current ? 'replaceState' : 'pushState');
    typing.current = true;
  }, [write]);

  const change = useCallback((part: Partial<GalleryState>) => {
    flush();
    typing.current = false;
    show({ ...state.current, ...part });
    write('pushState');
  }, [flush, show, write]);

  const type = useCallback((q: string) => {
    show({ ...state.current, q });
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, settle);
  }, [flush, show]);

  return { ...held, change, type, flush };
}
