import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import useIsBrowser from '@docusaurus/useIsBrowser';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import CheckPack from '../components/check/CheckPack.tsx';
import styles from '../components/check/check.module.css';

/** The page that checks packs of others in the browser. Without JavaScript it says how the command line does the same. */
export default function CheckPage(): ReactNode {
  const inBrowser = useIsBrowser();
  return (
    <Layout title="Check my pack" description="Check osquery packs of your own in the browser: what fails, on which platform and osquery version, and how to mend it.">
      <main className={styles.page}>
        <Heading as="h1">Check my pack</Heading>
        <p>
          Give a pack of osquery, Fleet or Kibana, or SQL files, and see of each query where it compiles, from which osquery on, what it needs and costs, and
          what the rules find. All of it runs in your browser: nothing is uploaded.
        </p>
        {inBrowser && <CheckPack />}
        <noscript>
          <p>
            The check runs in the browser and needs JavaScript. In a clone of the repository, <code>npm run check -- laptops.conf</code> does the same on the
            command line: <Link to="/docs/check-your-own-packs/">Check your own packs</Link>.
          </p>
        </noscript>
        <Heading as="h2" id="about">
          About the check
        </Heading>
        <ul>
          <li>An error is what osquery, Fleet or Kibana refuses or skips. A warning is read or done in another way than it looks. A note asks for nothing.</li>
          <li>A fix is offered where there is one safe way, and only after it was tried here: its finding is gone, no error has come, and the columns are the same.</li>
          <li>Costs come from runs on small made-up <Link to="/docs/sample-hosts/">sample hosts</Link>, with figures that were measured on Linux.</li>
          <li>Files that a configuration names are read where they are among those given, under the path that it names.</li>
        </ul>
        <p>
          Next: what the findings mean in the <Link to="/rules/">rules</Link>, the same on the <Link to="/docs/check-your-own-packs/">command line</Link> and{' '}
          <Link to="/docs/in-your-ci/">in your CI</Link>, or a query on sample hosts in the <Link to="/playground/">playground</Link>.
        </p>
      </main>
    </Layout>
  );
}
