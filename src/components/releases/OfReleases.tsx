import type { ReactNode } from 'react';
import Head from '@docusaurus/Head';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { siteFiles } from '../../artifacts/site-address.ts';
import UpgradeSelector from './UpgradeSelector.tsx';

/** What belongs to the releases of a pack: its feeds, and what compares two of them. */
export default function OfReleases({ pack }: { readonly pack: string }): ReactNode {
  return (
    <>
      <FeedLink path={siteFiles.feed(pack)} title="Releases of this pack" />
      <FeedLink path={siteFiles.feedOfAll} title="Releases of all packs" />
      <UpgradeSelector key={pack} pack={pack} />
    </>
  );
}

function FeedLink({ path, title }: { readonly path: string; readonly title: string }): ReactNode {
  const address = useBaseUrl(`/${path}`);
  return (
    <Head>
      <link rel="alternate" type="application/atom+xml" title={title} href={address} />
    </Head>
  );
}
