import type { ReactNode } from 'react';
import CodeBlock from '@theme/CodeBlock';
import type { EngineClient } from '../client.ts';
import { planOf, type PlanFields } from '../plan.ts';
import PlanForm from './PlanForm.tsx';
import { useAsked } from './useAsked.ts';
import styles from '../playground.module.css';

interface Props {
  readonly client: EngineClient;
  readonly sql: string;
  readonly fields: PlanFields;
  readonly onFields: (fields: PlanFields) => void;
}

/** The query as the programs take it that run it on hosts again and again. */
export default function ScheduleTab({ client, sql, fields, onFields }: Props): ReactNode {
  const { give, fault } = useAsked(client, 'schedule', { sql, plan: planOf(fields) });
  return (
    <>
      <PlanForm fields={fields} onChange={onFields} />
      {fault !== null && <p className={styles.fault}>{fault}</p>}
      {give === null && fault === null && <p className={styles.quiet}>Writing the files…</p>}
      {give?.error != null && <p className={styles.fault}>{give.error}</p>}
      {give?.error === null && give.files.map(({ title, language, text, note }) => (
        <section key={title} aria-label={title}>
          <h2 className={styles.file}>{title}</h2>
          <p className={styles.quiet}>{note}</p>
          <CodeBlock language={language}>{text}</CodeBlock>
        </section>
      ))}
    </>
  );
}
