import { Children, isValidElement, lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { benchesAt, tablesAddress, usual } from './beginning.ts';
import LazyEditor from './editor/LazyEditor.tsx';
import { firstPlan } from './plan.ts';
import type { Bench } from './protocol.ts';
import { longestLinked, printHash } from './state.ts';
import { useEngine } from './useEngine.ts';
import Problems from './view/Problems.tsx';
import { runText } from './view/run-text.ts';
import styles from './playground.module.css';

const ResultTab = lazy(() => import('./view/ResultTab.tsx'));

export interface TryProps {
  /** The sample host that it runs on. */
  readonly host: string;
  readonly sql: string;
  /** The SQL, and the rows that it gave when the site was built. */
  readonly children?: ReactNode;
}

const none: readonly Bench[] = [];

/** A query within a page that its reader can edit and run. Engine and editor load when it is run or its field is entered, not before. */
export default function TryQuery({ host, sql: first, children }: TryProps): ReactNode {
  const playground = useBaseUrl('/playground/');
  const [sql, setSql] = useState(first);
  const [loads, setLoads] = useState(0);
  const [goTo, setGoTo] = useState<{ readonly offset: number } | null>(null);
  const bench = useMemo(() => benchesAt(usual.version).find((one) => one.host === host)!, [host]);
  const { run, names, problems, start, stop } = useEngine({ sql, bench, plan: firstPlan, loads, others: none });
  const [, ...rows] = Children.toArray(children).filter(isValidElement);
  const begin = (typed?: string) => (loads === 0 ? setLoads(1) : start(typed));
  const running = run.kind === 'running';
  return (
    <div className={styles.tryQuery}>
      <div onFocus={() => setLoads((before) => before || 1)}>
        <LazyEditor wanted={false} sql={sql} names={names} problems={problems} goTo={goTo} onChange={setSql} onRun={begin} tables={tablesAddress} />
      </div>
      <div className={styles.actions}>
        <button type="button" className={styles.primary} disabled={running} onClick={() => begin()}>
          Run
        </button>
        <button type="button" disabled={!running} onClick={stop}>
          Stop
        </button>
        {sql.length <= longestLinked && <a href={`${playground}${printHash({ sql, host })}`}>Open in playground</a>}
        <span role="status" className={styles.quiet} data-run={run.kind}>
          {runText(run)}
        </span>
      </div>
      <Problems problems={problems} onGo={(offset) => setGoTo({ offset })} />
      {run.kind === 'none' ? rows : (
        <Suspense fallback={rows}>
          <ResultTab run={run} sql={sql} />
        </Suspense>
      )}
    </div>
  );
}
