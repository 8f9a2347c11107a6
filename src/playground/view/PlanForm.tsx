import { useId, type ReactNode } from 'react';
import { loggingWords } from '../../artifacts/pages/wording.ts';
import type { Logging } from '../../model/query.ts';
import { longestName, packNamePattern, queryNamePattern } from '../../model/names.ts';
import type { Plan } from '../protocol.ts';
import styles from '../playground.module.css';

/** The fields as they are typed. */
export interface PlanFields {
  readonly pack: string;
  readonly query: string;
  readonly interval: string;
  readonly logging: Logging;
}

export const firstFields: PlanFields = { pack: 'my-pack', query: 'my_query', interval: '3600', logging: 'snapshot' };

const loggings: readonly Logging[] = ['snapshot', 'differential', 'differential_ignore_removals'];

/** What is wrong with the fields. */
export function planFaults({ pack, query, interval }: PlanFields): Partial<Record<keyof PlanFields, string>> {
  const seconds = Number(interval);
  return {
    ...(!(packNamePattern.test(pack) && pack.length <= longestName) && { pack: 'Lower-case letters, digits and hyphens, a letter first.' }),
    ...(!(queryNamePattern.test(query) && query.length <= longestName) && { query: 'Lower-case letters, digits and _, a letter first.' }),
    ...(!(/^\d{1,6}$/.test(interval) && seconds >= 1 && seconds <= 604_799) && { interval: 'Whole seconds from 1 to 604799.' }),
  };
}

/** The fields as a plan; the first plan in place of what is wrong. */
export function planOf(fields: PlanFields): Plan {
  const faults = planFaults(fields);
  const { pack, query, interval } = { ...fields, ...Object.fromEntries(Object.keys(faults).map((name) => [name, firstFields[name as keyof PlanFields]])) };
  return { pack, query, interval: Number(interval), logging: fields.logging };
}

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
