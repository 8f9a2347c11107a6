import type { ComponentProps, ReactNode } from 'react';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import Head from '@docusaurus/Head';
import useBaseUrl from '@docusaurus/useBaseUrl';
import Heading from '@theme/Heading';
import { siteFiles } from '../artifacts/site-address.ts';
import UpgradeSelector from './releases/UpgradeSelector.tsx';
import TableFilter from './tables/TableFilter.tsx';

type Props = Omit<ComponentProps<typeof Heading>, 'as'>;

/** A heading of the second level; below that of a pack's versions stands what compares them, below that of the table reference its filter. */
export default function SectionHeading(props: Props): ReactNode {
  return (
    <>
      <Heading as="h2" {...props} />
      {props.id === 'versions-and-epochs' && <OfReleases />}
      {props.id === 'find-a-table' && <OfTables />}
    </>
  );
}

/** What belongs to the releases of the pack that the page names in its front matter; nothing on another page. */
function OfReleases(): ReactNode {
  const { releases: pack } = useDoc().frontMatter as { readonly releases?: string };
  return (
    pack !== undefined && (
      <>
        <FeedLink path={siteFiles.feed(pack)} title="Releases of this pack" />
        <FeedLink path={siteFiles.feedOfAll} title="Releases of all packs" />
        <UpgradeSelector key={pack} pack={pack} />
      </>
    )
  );
}

/** The filter of a page whose front matter asks for it. */
function OfTables(): ReactNode {
  const { filters_tables: filters } = useDoc().frontMatter as { readonly filters_tables?: string };
  return filters !== undefined && <TableFilter />;
}

function FeedLink({ path, title }: { readonly path: string; readonly title: string }): ReactNode {
  const address = useBaseUrl(`/${path}`);
  return (
    <Head>
      <link rel="alternate" type="application/atom+xml" title={title} href={address} />
    </Head>
  );
}
