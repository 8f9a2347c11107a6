import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import CodeBlock from '@theme/CodeBlock';
import home from '@site/.generated/home.json';
import ResultTable from '../ResultTable.tsx';
import styles from './LiveQuery.module.css';

/** Rows the home page has room for; the example's page shows all. */
const most = 8;

/** One query and the rows it gave on a sample host when the site was built. */
export default function LiveQuery(): ReactNode {
  const { title, sql, host, columns, rows, example } = home;
  return (
    <section className={styles.panel} aria-labelledby="live-query">
      <header className={styles.head}>
        <h2 id="live-query">{title}</h2>
        <Link to={example}>Explained</Link>
      </header>
      <CodeBlock language="sql" className={styles.query}>
        {sql.trim()}
      </CodeBlock>
      <ResultTable columns={columns} rows={rows.slice(0, most)} />
      <p className={styles.note}>
        {countOf(rows.length)} on the sample host <code>{host}</code>, computed when this site was built.
      </p>
    </section>
  );
}

function countOf(rows: number): string {
  if (rows > most) return `The first ${most} of ${rows} rows`;
  return rows === 1 ? 'One row' : `${rows} rows`;
}
