import { useId, type ReactNode } from 'react';
import { loggingWords } from '../../artifacts/pages/wording.ts';
import type { Logging } from '../../model/query.ts';
import { planFaults, type PlanFields } from '../plan.ts';
import styles from '../playground.module.css';

const loggings: readonly Logging[] = ['snapshot', 'differential', 'differential_ignore_removals'];

/** How the query is to be scheduled. */
export default function PlanForm({ fields, onChange }: { readonly fields: PlanFields; readonly onChange: (fields: PlanFields) => void }): ReactNode {
  const id = useId();
  const faults = planFaults(fields);
  const text = (name: 'pack' | 'query' | 'interval', label: string) => (
    <div>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        value={fields[name]}
        size={14}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        inputMode={name === 'interval' ? 'numeric' : 'text'}
        aria-invalid={faults[name] !== undefined}
        aria-describedby={faults[name] === undefined ? undefined : `${id}-${name}-fault`}
        onChange={(event) => onChange({ ...fields, [name]: event.target.value })}
      />
      {faults[name] !== undefined && (
        <p id={`${id}-${name}-fault`} className={styles.fieldFault}>
          {faults[name]}
        </p>
      )}
    </div>
  );
  return (
    <form className={styles.controls} onSubmit={(event) => event.preventDefault()}>
      {text('pack', 'Pack')}
      {text('query', 'Query')}
      {text('interval', 'Interval in seconds')}
      <div className={styles.wide}>
        <label htmlFor={`${id}-logging`}>Logging</label>
        <select id={`${id}-logging`} value={fields.logging} onChange={(event) => onChange({ ...fields, logging: event.target.value as Logging })}>
          {loggings.map((logging) => (
            <option key={logging} value={logging}>
              {loggingWords(logging)}
            </option>
          ))}
        </select>
      </div>
    </form>
  );
}
