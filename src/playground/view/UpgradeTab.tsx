import { useState, type ReactNode } from 'react';
import { platformName } from '../../artifacts/pages/wording.ts';
import type { EngineClient } from '../client.ts';
import { planOf, type PlanFields } from '../plan.ts';
import type { Bench } from '../protocol.ts';
import PlanForm from './PlanForm.tsx';
import { useAsked } from './useAsked.ts';
import styles from '../playground.module.css';

interface Props {
  readonly client: EngineClient;
  readonly sql: string;
  /** The SQL that was first loaded. */
  readonly original: string;
  readonly bench: Bench;
  readonly fields: PlanFields;
  readonly onFields: (fields: PlanFields) => void;
}

/** What hosts that have the first SQL on schedule log when it is replaced by the edited one. */
export default function UpgradeTab({ client, sql, original, bench, fields, onFields }: Props): ReactNode {
  const [typed, setTyped] = useState('100');
  const hosts = /^\d{1,7}$/.test(typed) ? Number(typed) : null;
  const { give, fault } = useAsked(client, 'upgrade', { before: original, after: sql, bench, plan: planOf(fields), hosts: hosts ?? 0 });
  return (
    <>
      <p>
        Suppose your hosts have the SQL on schedule as it was first loaded here, and it is replaced by the SQL as it is now. The rows
        are those of the sample host.
      </p>
      <PlanForm fields={fields} onChange={onFields} />
      <p className={styles.inline}>
        <label htmlFor="upgrade-hosts">{platformName(bench.platform)} hosts</label>
        <input id="upgrade-hosts" inputMode="numeric" size={9} value={typed} aria-invalid={hosts === null} onChange={(event) => setTyped(event.target.value)} />
        {hosts === null && <span className={styles.fieldFault}>A whole number up to 9999999.</span>}
      </p>
      {fault !== null && <p className={styles.fault}>{fault}</p>}
      {give?.error != null && <p className={styles.fault}>{give.error}</p>}
      {original === sql && <p role="status">The SQL is as it was first loaded: nothing would change. Edit it, and this tells what hosts would log.</p>}
      {original !== sql && give?.error === null && (
        <div role="status">
          {give.comparison.queries.length === 0 && <p>Nothing would be logged for it: the two mean the same to osquery.</p>}
          {give.comparison.queries.map(({ name, changes, sightings }) => (
            <div key={name}>
              <h2 className={styles.file}>What changed</h2>
              <ul>
                {changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
              {sightings.map(({ text, advice }) => (
                <div key={text}>
                  <h2 className={styles.file}>What the hosts would log</h2>
                  <p>{text}</p>
                  <h2 className={styles.file}>What to do</h2>
                  <p>{advice.text}</p>
                </div>
              ))}
            </div>
          ))}
          {give.sums.map((sentence) => (
            <p key={sentence} className={styles.quiet}>
              {sentence}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
