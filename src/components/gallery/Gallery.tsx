import { useCallback, useMemo, type ReactNode } from 'react';
import { useBaseUrlUtils } from '@docusaurus/useBaseUrl';
import type { GalleryIndex } from '../../artifacts/gallery-data.ts';
import type { Known } from '../../gallery/address.ts';
import { optionsOf } from '../../gallery/facets.ts';
import { prepare } from '../../gallery/search.ts';
import QueryFinder from './QueryFinder.tsx';
import { loadIndex, useLoaded } from './load.ts';
import Loading from './Loading.tsx';

/** Loads the list of queries, and shows it. */
export default function Gallery(): ReactNode {
  const { withBaseUrl } = useBaseUrlUtils();
  const address = withBaseUrl('/gallery/index.json');
  const load = useCallback(() => loadIndex(address), [address]);
  const loaded = useLoaded(load);
  return loaded.kind === 'ready' ? <Ready index={loaded.value} /> : <Loading state={loaded} what="the list of queries" />;
}

function Ready({ index }: { readonly index: GalleryIndex }): ReactNode {
  const prepared = useMemo(() => prepare(index), [index]);
  const known = useMemo((): Known => ({ options: optionsOf(index), versions: index.versions, refs: new Set(index.entries.map(({ ref }) => ref)) }), [index]);
  return <QueryFinder index={index} prepared={prepared} known={known} />;
}
