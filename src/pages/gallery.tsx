import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import Gallery from '../components/gallery/Gallery.tsx';
import PlainList from '../components/gallery/PlainList.tsx';
import styles from '../components/gallery/gallery.module.css';

/** The page of the gallery. Without JavaScript it is a list of all queries. */
export default function GalleryPage(): ReactNode {
  const inBrowser = useIsBrowser();
  return (
    <Layout title="Query gallery" description="Search and filter all osquery queries of the packs and the examples, compare two, and make a pack of several.">
      <main className={styles.page}>
        <Heading as="h1">Query gallery</Heading>
        <p>
          Every query of the <Link to="/packs/">packs</Link> and every <Link to="/examples/">example</Link>. Find one, compare two, or select several and
          take them as one pack for osqueryd, Fleet or Kibana.
        </p>
        {inBrowser && <Gallery />}
        <noscript>
          <p>Search, filters and packs of your own need JavaScript. The list reads without it.</p>
          <PlainList />
        </noscript>
        <Heading as="h2" id="about">
          About the gallery
        </Heading>
        <ul>
          <li>All words have to be found, each from the beginning of a word on. A name with a match comes before a description or an answered question with one, and that before the rest: why a query is asked, its tables, columns, tags and techniques.</li>
          <li>The number beside a value tells how many queries choosing it would give, with all that is asked for otherwise. Several values of one filter widen it; filters together narrow the list.</li>
          <li>What you asked for and selected stands in the address, so a link shares it. Nothing that you type leaves the browser otherwise.</li>
          <li>A pack of selected queries has no version and no releases. To get changes with their effects on a fleet, take the <Link to="/packs/">packs</Link> themselves and <Link to="/docs/tuning/">tune</Link> them.</li>
          <li>Examples teach and are not production content. They can be selected, with the interval and logging of their lesson, which you can change.</li>
        </ul>
        <p>
          Next: start from the <Link to="/questions/">questions</Link> that people ask, try a query on a sample host in the <Link to="/playground/">playground</Link>, or read <Link to="/docs/artefacts/">which file is for which program</Link>.
        </p>
      </main>
    </Layout>
  );
}
