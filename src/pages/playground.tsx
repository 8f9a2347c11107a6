import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import Layout from '@theme/Layout';
import Playground from '../playground/Playground.tsx';
import styles from '../playground/playground.module.css';

/** The page of the playground. Its text, a query and the rows of it read without JavaScript; all else needs it. */
export default function PlaygroundPage(): ReactNode {
  return (
    <Layout title="Playground" description="Write osquery SQL in the browser, run it on sample hosts, and see what osquery would do with it.">
      <main className={styles.page}>
        <Heading as="h1">Playground</Heading>
        <p>
          Ask a sample host a question in SQL, and see the rows and what osquery would do to get them. All of it runs in your browser:
          nothing that you type leaves it.
        </p>
        <noscript>The playground runs SQLite in the browser and needs JavaScript: without it, nothing below can be changed or run. The examples show their results all the same.</noscript>
        <Playground />
        <Heading as="h2" id="keys">
          Keys
        </Heading>
        <ul>
          <li>
            <kbd>Ctrl</kbd>+<kbd>Enter</kbd> (<kbd>⌘</kbd>+<kbd>Enter</kbd> on a Mac) runs the SQL.
          </li>
          <li>
            <kbd>Ctrl</kbd>+<kbd>Space</kbd> offers tables, columns and functions; <kbd>Enter</kbd> or <kbd>Tab</kbd> takes one.
          </li>
          <li>
            <kbd>F8</kbd> goes to the next finding of the rules.
          </li>
          <li>
            <kbd>Tab</kbd> indents. To leave the editor, press <kbd>Escape</kbd>, then <kbd>Tab</kbd>.
          </li>
        </ul>
        <Heading as="h2" id="limits">
          What it is and is not
        </Heading>
        <p>
          The hosts are made up and small: <Link to="/docs/sample-hosts/">sample hosts</Link>. The SQL is planned as osquery plans it, with
          its tables, its required columns and its functions, and held to the <Link to="/rules/">rules</Link> that the packs of this site
          are held to. Figures of cost were measured on a small Linux host. A run ends at 10,000 rows or after some ten seconds.
        </p>
        <p>
          Next: the <Link to="/examples/">examples</Link> explain a question at a time, and the <Link to="/packs/">packs</Link> hold
          queries that are ready to schedule. A whole pack of yours is looked at by <Link to="/check/">Check my pack</Link>.
        </p>
      </main>
    </Layout>
  );
}
