import type { ReactNode } from 'react';
import { logRecord } from '../../artifacts/pages/log-record.ts';
import { labHost } from '../../artifacts/pages/epochs/lab.ts';
import type { LogLine } from '../../osquery/simulator/index.ts';
import styles from './epochs.module.css';

/** How much a field matters here; the others stand back. */
const weights: Readonly<Record<string, string | undefined>> = {
  epoch: styles.counted, counter: styles.counted, name: styles.telling, columns: styles.telling, snapshot: styles.telling, action: styles.telling,
};

/** One line of the log as osquery writes it, its action in front. */
export default function Record({ line }: { readonly line: LogLine }): ReactNode {
  const fields = Object.entries(logRecord(line, labHost));
  return (
    <li className={styles[line.action ?? 'added']}>
      <span className={styles.action}>{line.action}</span>
      <code>
        {'{'}
        {fields.map(([key, value], index) => (
          <span key={key} className={weights[key] ?? styles.aside}>
            {index > 0 && ','}
            <span>
              {JSON.stringify(key)}:{JSON.stringify(value)}
            </span>
          </span>
        ))}
        {'}'}
      </code>
    </li>
  );
}
