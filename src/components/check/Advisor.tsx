import { useId, useState, type ReactNode } from 'react';
import { count, platformList } from '../../artifacts/pages/wording.ts';
import type { UpgradeView } from '../../check/protocol.ts';
import { versions, type CheckClient } from './useCheck.ts';
import VersionSelect from './VersionSelect.tsx';
import styles from './check.module.css';

interface Props {
  readonly client: CheckClient;
  readonly version: string;
  /** Ends the comparison; the packs are checked anew then. */
  readonly onStop: () => void;
}

/** What becomes of the queries when osquery goes from one version to another. */
export default function Advisor({ client, version, onStop }: Props): ReactNode {
  const id = useId();
  const [from, setFrom] = useState(versions.includes('5.12.1') ? '5.12.1' : versions[0]!);
  const [to, setTo] = useState(version);
  const [told, setTold] = useState<UpgradeView | string | null>(null);
  const [asking, setAsking] = useState(false);
  const ask = () => {
    setAsking(true);
    setTold('Comparing.');
    client.ask('upgrade', { from, to }).then(setTold, (error: Error) => setTold(error.message)).finally(() => setAsking(false));
  };
  return (
    <details className={styles.part}>
      <summary>What breaks when osquery is upgraded</summary>
      <div className={styles.row}>
        <label htmlFor={`${id}-from`}>From osquery</label>
        <VersionSelect id={`${id}-from`} value={from} onChange={setFrom} />
        <label htmlFor={`${id}-to`}>to</label>
        <VersionSelect id={`${id}-to`} value={to} onChange={setTo} />
        <button type="button" disabled={from === to || asking} onClick={ask}>
          Compare
        </button>
        {asking && (
          <button type="button" onClick={onStop}>
            Stop comparing
          </button>
        )}
      </div>
      <p role="status">{typeof told === 'string' ? told : told?.summary}</p>
      {told !== null && typeof told !== 'string' && (
        <>
          {told.kinds.map(({ title, changes }) => (
            <div key={title}>
              <h3>{title}</h3>
              <ul>
                {changes.slice(0, 100).map(({ query, platforms, since, what, advice }, index) => (
                  <li key={index}>
                    <code>{query}</code> on {platformList(platforms)}, since {since}: {what} <em>{advice}</em>
                  </li>
                ))}
              </ul>
              {changes.length > 100 && <p>And {changes.length - 100} more.</p>}
            </div>
          ))}
          {told.daemon.length > 0 && (
            <>
              <h3>{told.daemonTitle}</h3>
              <ul>
                {told.daemon.map(({ since, queries, what, advice }, index) => (
                  <li key={index}>
                    Since {since}, {count(queries, 'query', 'queries')}: {what} <em>{advice}</em>
                  </li>
                ))}
              </ul>
            </>
          )}
          {told.refused.length > 0 && (
            <>
              <h3>Neither version takes them</h3>
              <p>{told.refused.join(', ')}</p>
            </>
          )}
        </>
      )}
    </details>
  );
}
