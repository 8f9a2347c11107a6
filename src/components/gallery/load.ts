import { useCallback, useEffect, useState } from 'react';
import type { GalleryGroup, GalleryIndex } from '../../artifacts/gallery-data.ts';
import { readGroup, readIndex } from '../../gallery/read.ts';
import type { Picked } from '../../gallery/selection.ts';
import { fetchJson } from '../fetch-json.ts';

/** Something that is loaded: `again` tries once more after a failure, whose reason goes on after a colon. */
export type Loaded<T> = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly reason: string; readonly again: () => void } | { readonly kind: 'ready'; readonly value: T };

/** What `load` gives, loaded again whenever `load` is another function. What came before stays until then. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  const again = useCallback(() => setTries((count) => count + 1), []);
  useEffect(() => {
    let wanted = true;
    setState((before) => (before.kind === 'ready' ? before : { kind: 'loading' }));
    load().then(
      (value) => wanted && setState({ kind: 'ready', value }),
      (error: unknown) => wanted && setState({ kind: 'failed', reason: error instanceof Error ? error.message : String(error), again }),
    );
    return () => {
      wanted = false;
    };
  }, [load, tries, again]);
  return state;
}

/** Loads the list of all queries. Rejects with an Error whose message goes on after a colon. */
export async function loadIndex(address: string): Promise<GalleryIndex> {
  return readIndex(await fetchJson(address));
}

/** The packs and topics that were loaded or are being loaded, by address; what failed is forgotten. */
const groups = new Map<string, Promise<GalleryGroup>>();

/** Finds the queries with these references, in this order, and loads the files that hold them. Rejects as `loadIndex` does. */
export async function loadPicked(index: GalleryIndex, refs: readonly string[], addressOf: (file: string) => string): Promise<Picked[]> {
  return Promise.all(refs.map(async (ref): Promise<Picked> => {
    const holder = index.groups.find((group) => ref.startsWith(`${group.ref}/`))!;
    const group = await loadGroup(addressOf(holder.file), holder.ref);
    const query = group.queries.find((candidate) => candidate.ref === ref);
    if (!query) throw new Error(`${ref} is not among the queries of ${holder.ref}; reload the page, the site may be newer than it`);
    return { group, query };
  }));
}

function loadGroup(address: string, ref: string): Promise<GalleryGroup> {
  const known = groups.get(address);
  if (known) return known;
  const loading = fetchJson(address).then((value) => readGroup(value, ref));
  groups.set(address, loading);
  loading.catch(() => groups.delete(address));
  return loading;
}
