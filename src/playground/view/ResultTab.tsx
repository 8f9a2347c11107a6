import type { ReactNode } from 'react';
import type { Result } from '../protocol.ts';
import type { Run } from '../useEngine.ts';
import RowsTable from './RowsTable.tsx';
import styles from '../playground.module.css';

/** What the last run gave, or why it gave nothing. */
export default function ResultTab({ run, sql }: { readonly run: Run; readonly sql: string }): ReactNode {
  switch (run.kind) {
    case 'none':
      return <p className={styles.quiet}>Loading the engine…</p>;
    case 'running':
      return <p className={styles.quiet}>Running. A query that does not end can be stopped.</p>;
    case 'stopped':
      return <p>Stopped. Nothing of the run is kept; change the SQL or run it again.</p>;
    case 'failed':
      return <p className={styles.fault}>{run.message}</p>;
    case 'built':
      return <RowsTable columns={run.columns} rows={run.rows} />;
    case 'done':
      return <Rows result={run.result} outdated={run.sql !== sql} />;
  }
}

function Rows({ result, outdated }: { readonly result: Result; readonly outdated: boolean }): ReactNode {
  const { error, advice, warnings, rows, columns } = result;
  return (
    <>
      {outdated && <p className={styles.quiet}>From the SQL as it was run; it was edited since.</p>}
      {warnings.map((warning) => (
        <p key={warning} className={styles.caution}>
          osquery would log: {warning}
        </p>
      ))}
      {error !== null && (
        <p className={styles.fault}>
          <strong>osquery would fail:</strong> {error}. {advice}
        </p>
      )}
      {error === null && columns.length > 0 && rows.length > 0 && <RowsTable columns={columns} rows={rows} />}
      {error === null && rows.length === 0 && <p>{columns.length === 0 ? 'There is no statement to run.' : `No rows. The columns would be ${columns.join(', ')}.`}</p>}
    </>
  );
}
