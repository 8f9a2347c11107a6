import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import facts from '@site/.generated/site-facts.json';
import styles from './Facts.module.css';

/** What the site holds, counted when it was built. */
export default function Facts(): ReactNode {
  const { packs, queries, examples, tests, rules, osqueryVersion } = facts;
  return (
    <dl className={styles.facts}>
      <Fact name="packs" to="/packs/" value={packs} />
      <Fact name="queries in them" value={queries} />
      <Fact name="examples" to="/examples/" value={examples} />
      <Fact name="test cases" value={tests} />
      <Fact name="rules each query is held to" to="/rules/" value={rules} />
      <Fact name="newest osquery checked" value={osqueryVersion} />
    </dl>
  );
}

function Fact({ name, value, to }: { readonly name: string; readonly value: number | string; readonly to?: string }): ReactNode {
  return (
    <div>
      <dt>{to ? <Link to={to}>{name}</Link> : name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
