import { useState, type ReactNode } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import CodeBlock from '@theme/CodeBlock';
import { platformList, platformName } from '../../artifacts/pages/wording.ts';
import type { FixView, QueryView } from '../../check/protocol.ts';
import { countWords, worstLevel } from '../../check/result-list.ts';
import { longestLinked } from '../../playground/state.ts';
import Findings from './Findings.tsx';
import styles from './check.module.css';

interface Props {
  readonly query: QueryView;
  readonly fixes: readonly FixView[] | null;
  readonly onFix: (findings: readonly number[]) => void;
}

/** A query with its verdict in a line; opened, with its SQL, findings and needs. */
export default function QueryResult({ query, fixes, onFix }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const level = worstLevel(query.findings);
  return (
    <li className={styles.query} data-level={level ?? undefined}>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <code>{query.name}</code>
          <span className={styles.verdict}>{verdictWords(query)}</span>
          <span className={styles.found}>{countWords(query.findings)}</span>
        </summary>
        {open && <Opened query={query} fixes={fixes} onFix={onFix} />}
      </details>
    </li>
  );
}

function verdictWords({ unjudged, platforms, minimumVersion, cost }: QueryView): string {
  if (unjudged !== null) return `not judged: ${unjudged}`;
  const on = (fails: boolean) => platformList(platforms.filter(({ error }) => (error !== null) === fails).map(({ platform }) => platform));
  return [
    ...(on(false) ? [`compiles on ${on(false)}`] : []),
    ...(on(true) ? [`fails on ${on(true)}`] : []),
    ...(minimumVersion === null ? [] : [`osquery ${minimumVersion}`]),
    ...(cost === null ? [] : [`cost ${cost}`]),
  ].join(' · ');
}

function Opened({ query, fixes, onFix }: Props): ReactNode {
  const tables = useBaseUrl('/tables/');
  const { sql, findings, platforms, required, flags, columns, cost } = query;
  const linked = sql.trim().length <= longestLinked;
  return (
    <div className={styles.opened}>
      {findings.length > 0 && <Findings findings={findings} fixes={fixes} onFix={onFix} />}
      <p className={styles.place}>
        {query.file}:{query.line}, {query.pack}
        {query.logName !== null && ` · logged as ${query.logName}`}
        {query.interval !== null && ` · every ${query.interval} seconds`}
      </p>
      <CodeBlock language="sql">{sql.trim()}</CodeBlock>
      {!linked && <p className={styles.quiet}>The SQL is too long for a link to the playground.</p>}
      <dl>
        {platforms.map(({ platform, error }) => (
          <div key={platform}>
            <dt>{platformName(platform)}</dt>
            <dd>{error === null ? 'compiles' : `fails: ${error}`}</dd>
          </div>
        ))}
        {query.minimumVersion !== null && <Fact title="Oldest osquery">{query.minimumVersion}</Fact>}
        {query.tables.length > 0 && (
          <Fact title="Tables">
            {query.tables.map((table, index) => (
              <span key={table}>
                {index > 0 && ', '}
                <a href={`${tables}${table}/`}>{table}</a>
              </span>
            ))}
          </Fact>
        )}
        {columns.length > 0 && <Fact title="Columns">{columns.join(', ')}</Fact>}
        {required.map(({ table, columns: needed }) => (
          <Fact key={table} title={`${table} needs`}>
            a condition on {needed.join(' or ')}
          </Fact>
        ))}
        {Object.keys(flags).length > 0 && <Fact title="Daemon flags">{Object.entries(flags).map(([name, value]) => `--${name}=${value}`).join(' ')}</Fact>}
        {cost !== null && <Fact title="Cost of a run">{cost}</Fact>}
      </dl>
    </div>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
