import type { ReactNode } from 'react';
import type { Explanation } from '../protocol.ts';
import styles from '../playground.module.css';

/** What osquery does with the SQL: the order of its loops in words, what its tables need, and the plan. */
export default function ExplainTab({ explanation }: { readonly explanation: Explanation | null }): ReactNode {
  if (!explanation) return <p className={styles.quiet}>Nothing is explained yet.</p>;
  const { error, loops, notes, plan } = explanation;
  if (error !== null) {
    return (
      <p className={styles.fault}>
        There is no plan: osquery refuses the SQL with <q>{error}</q>.
      </p>
    );
  }
  return (
    <>
      {loops.length > 0 ? (
        <ol className={styles.loops}>
          {loops.map((sentence, index) => (
            <li key={index}>{sentence}</li>
          ))}
        </ol>
      ) : (
        <p>The statement reads no table.</p>
      )}
      {notes.map((note) => (
        <p key={note} className={styles.caution}>
          {note}
        </p>
      ))}
      {plan.length > 0 && (
        <details>
          <summary>The plan of SQLite</summary>
          <pre className={styles.plan} tabIndex={0}>
            {plan.join('\n')}
          </pre>
        </details>
      )}
    </>
  );
}
