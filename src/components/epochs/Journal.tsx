import type { ReactNode } from 'react';
import { calendarTime } from '../../artifacts/pages/log-record.ts';
import type { Lab, RunEntry } from '../../artifacts/pages/epochs/lab.ts';
import Record from './Record.tsx';
import styles from './epochs.module.css';

/** What was done and what was logged, newest first. */
export default function Journal({ lab: { journal } }: { readonly lab: Lab }): ReactNode {
  const newest = journal.findLast((entry) => entry.kind === 'run');
  return (
    <div className={styles.journal}>
      <h3>The log, newest first</h3>
      <p className={styles.narrow}>Host, time and numerics of a record are not shown on a narrow screen.</p>
      {journal.length === 0 ? (
        <p className={styles.quiet}>Nothing has run yet, so there is no line.</p>
      ) : (
        <div role="group" aria-label="Log and changes" tabIndex={0}>
          <ol reversed>
            {journal
              .map((entry, index) => (
                <li key={index} className={entry === newest ? styles.newest : entry.kind === 'note' ? styles.note : undefined}>
                  {entry.kind === 'note' ? <p>{entry.text}</p> : <Run entry={entry} newest={entry === newest} />}
                </li>
              ))
              .reverse()}
          </ol>
        </div>
      )}
    </div>
  );
}

function Run({ entry, newest }: { readonly entry: RunEntry; readonly newest: boolean }): ReactNode {
  const { number, runs, time, happened, lines, omitted } = entry;
  return (
    <>
      <p className={styles.head}>
        <strong>{runs === 1 ? `Run ${number}` : `Runs ${number} to ${number + runs - 1}`}</strong> <span>{calendarTime(time)}</span>
        {newest && <em>newest</em>}
        <span className={styles.truth}>On the host since: {number === 1 ? 'not looked at before' : happened.join('; ') || 'nothing changed'}</span>
      </p>
      {lines.length === 0 && <p className={styles.quiet}>No line.</p>}
      <ol className={styles.lines}>
        {lines.map((line, index) => (
          <Record key={index} line={line} />
        ))}
      </ol>
      {omitted > 0 && <p className={styles.quiet}>And {omitted} more such records.</p>}
    </>
  );
}
