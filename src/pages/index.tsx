import type { ReactNode } from 'react';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import Doors from '../components/home/Doors.tsx';
import Facts from '../components/home/Facts.tsx';
import LiveQuery from '../components/home/LiveQuery.tsx';
import styles from './index.module.css';

/** The home page: one sentence, three doors, one query with the rows it gave. */
export default function HomePage(): ReactNode {
  const { title, tagline } = useDocusaurusContext().siteConfig;
  return (
    <Layout description={`${title}: ${tagline}. SQL, sample results, false positives and next steps for every query.`}>
      <main className={styles.home}>
        <div className={styles.opening}>
          <div>
            <Heading as="h1">{sentence(tagline)}</Heading>
            <p className={styles.lead}>
              Each query is compiled against osquery’s tables on every platform it names and run on sample hosts, and comes with what a row
              means and what to do about it.
            </p>
            <Doors />
          </div>
          <LiveQuery />
        </div>
        <Facts />
      </main>
    </Layout>
  );
}

function sentence(phrase: string): string {
  return phrase.endsWith('.') ? phrase : `${phrase}.`;
}
