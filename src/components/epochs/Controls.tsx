import { useId, useState, type Dispatch, type ReactNode } from 'react';
import CodeBlock from '@theme/CodeBlock';
import type { Lab } from '../../artifacts/pages/epochs/lab.ts';
import { labFiles, labNames, labSql, labTexts, type LabQuery } from '../../artifacts/pages/epochs/lab-query.ts';
import { loggings } from '../../model/query.ts';
import type { BenchAction } from './bench-state.ts';
import styles from './epochs.module.css';

interface Props {
  readonly lab: Lab;
  readonly dispatch: Dispatch<BenchAction>;
}

const textLabels: { readonly [T in LabQuery['text']]: string } = { plain: 'as first written', comment: 'with a comment', filter: 'without README' };

/** A version for each span of versions that log alike, as far as this page goes. */
const versions = { '5.7.0': '5.7.0 (before 5.8.0)', '5.18.1': '5.18.1 (5.8.0 to 5.18)', '5.23.1': '5.23.1 (5.19.0 and later)' };

/** All that may be changed between two runs; open at first where there is room for it. */
export default function Controls({ lab, dispatch }: Props): ReactNode {
  const [open, setOpen] = useState(() => window.matchMedia('(min-width: 997px)').matches);
  return (
    <details className={styles.controls} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Change the host, the pack or the daemon yourself</summary>
      <div className={styles.groups}>
        <HostGroup lab={lab} dispatch={dispatch} />
        <PackGroup lab={lab} dispatch={dispatch} />
        <DaemonGroup lab={lab} dispatch={dispatch} />
      </div>
    </details>
  );
}

function HostGroup({ lab, dispatch }: Props): ReactNode {
  return (
    <fieldset>
      <legend>The host: files in /etc/sudoers.d</legend>
      {labFiles.map((file) => {
        const there = lab.files.includes(file);
        return (
          <label key={file.name} className={styles.check}>
            <input type="checkbox" checked={there} onChange={() => dispatch({ do: there ? 'remove-file' : 'add-file', file: file.name })} />
            <code>{file.name}</code>
          </label>
        );
      })}
    </fieldset>
  );
}

function PackGroup({ lab: { query }, dispatch }: Props): ReactNode {
  const change = (changed: Partial<LabQuery>) => dispatch({ do: 'change-query', query: changed });
  return (
    <fieldset className={styles.pack}>
      <legend>The pack: its query</legend>
      <CodeBlock language="sql">{labSql(query)}</CodeBlock>
      <div className={styles.fields}>
        <Choice label="SQL" value={query.text} options={labTexts.map((text) => [text, textLabels[text]])} onChange={(text) => change({ text })} />
        <Choice label="Name" value={query.name} options={labNames.map((name) => [name, name])} onChange={(name) => change({ name })} />
        <Choice label="Logging" value={query.logging} options={loggings.map((logging) => [logging, logging])} onChange={(logging) => change({ logging })} />
      </div>
      <label className={styles.check}>
        <input type="checkbox" checked={query.mode} onChange={() => change({ mode: !query.mode })} />
        one column more: <code>mode</code>
      </label>
      <label className={styles.check}>
        <input type="checkbox" checked={query.evented} onChange={() => change({ evented: !query.evented })} />
        reads the event table <code>file_events</code>
      </label>
    </fieldset>
  );
}

function DaemonGroup({ lab: { daemon }, dispatch }: Props): ReactNode {
  const buttons: readonly (readonly [string, BenchAction])[] = [
    [`Raise schedule_epoch to ${daemon.scheduleEpoch + 1}`, { do: 'raise-epoch' }],
    ['Stop osquery for 2 days', { do: 'stop', days: 2 }],
    ['Stop osquery for 8 days', { do: 'stop', days: 8 }],
    ['Let it run for a week', { do: 'run-for-a-week' }],
    ['Lose its database', { do: 'lose-database' }],
  ];
  return (
    <fieldset>
      <legend>The daemon</legend>
      <Choice label="osquery" value={daemon.version} options={Object.entries(versions)} onChange={(version) => dispatch({ do: 'change-version', version })} />
      <div className={styles.buttons}>
        {buttons.map(([label, action]) => (
          <button key={action.do === 'stop' ? action.days : action.do} type="button" onClick={() => dispatch(action)}>
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>): ReactNode {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
