import { useCallback, useMemo, useState, type ReactNode } from 'react';
import data from '@site/.generated/playground.json';
import questions from '@site/.generated/starting-questions.json';
import { benchesAt, built, choices, tablesAddress, usual } from './beginning.ts';
import LazyEditor from './editor/LazyEditor.tsx';
import { firstFields, planOf } from './plan.ts';
import { longestLinked, printHash } from './state.ts';
import { useEngine } from './useEngine.ts';
import { usePlayState } from './usePlayState.ts';
import Controls from './view/Controls.tsx';
import ExplainTab from './view/ExplainTab.tsx';
import Facts from './view/Facts.tsx';
import Problems from './view/Problems.tsx';
import ResultTab from './view/ResultTab.tsx';
import { runText } from './view/run-text.ts';
import ScheduleTab from './view/ScheduleTab.tsx';
import Tabs from './view/Tabs.tsx';
import UpgradeTab from './view/UpgradeTab.tsx';
import styles from './playground.module.css';

/** The playground: SQL, the sample host it runs on, and what osquery would do with it. */
export default function Playground(): ReactNode {
  const { state, original, faults, loads, edit, load } = usePlayState(usual, choices);
  const [fields, setFields] = useState(firstFields);
  const [goTo, setGoTo] = useState<{ readonly offset: number } | null>(null);
  const [copied, setCopied] = useState('');
  const benches = useMemo(() => benchesAt(state.version), [state.version]);
  const bench = useMemo(() => benches.find(({ host }) => host === state.host)!, [benches, state.host]);
  const plan = useMemo(() => planOf(fields), [fields]);
  const { client, run, settled, names, problems, explanation, start, stop } = useEngine({ sql: state.sql, bench, plan, loads, others: benches, built });
  const onChange = useCallback((sql: string) => edit({ sql }), [edit]);

  const copyLink = () => {
    if (state.sql.length > longestLinked) return setCopied(`The SQL is longer than ${longestLinked} characters, too long for a link.`);
    const address = `${location.origin}${location.pathname}${printHash(state)}`;
    const told = () => setCopied('The address of this page is the link: copy it from there.');
    if (!navigator.clipboard) return told();
    navigator.clipboard.writeText(address).then(() => setCopied('The link is copied.'), told);
  };

  const running = run.kind === 'running';
  return (
    <div className={styles.playground}>
      {faults.map((fault) => (
        <p key={fault} role="alert" className={styles.caution}>
          {fault} What could be read of it is shown.
        </p>
      ))}
      <Controls data={data} questions={questions} state={state} onLoad={load} onEdit={edit} />
      <LazyEditor wanted={settled} sql={state.sql} names={names} problems={problems} goTo={goTo} onChange={onChange} onRun={start} tables={tablesAddress} />
      <div className={styles.actions}>
        <button type="button" className={styles.primary} disabled={running} onClick={() => start()}>
          Run
        </button>
        <button type="button" disabled={!running} onClick={stop}>
          Stop
        </button>
        <button type="button" onClick={copyLink}>
          Copy link
        </button>
        <span role="status" className={styles.quiet} data-run={run.kind}>
          {runText(run)}
        </span>
        <span role="status" className={styles.quiet}>
          {copied}
        </span>
      </div>
      <Problems problems={problems} onGo={(offset) => setGoTo({ offset })} />
      <Facts explanation={explanation} run={run} />
      <Tabs chosen={state.tab} onChoose={(tab) => edit({ tab })}>
        {state.tab === 'result' && <ResultTab run={run} sql={state.sql} />}
        {state.tab === 'explain' && <ExplainTab explanation={explanation} />}
        {state.tab === 'schedule' && <ScheduleTab client={client} sql={state.sql} fields={fields} onFields={setFields} />}
        {state.tab === 'upgrade' && <UpgradeTab client={client} sql={state.sql} original={original} bench={bench} fields={fields} onFields={setFields} />}
      </Tabs>
    </div>
  );
}
