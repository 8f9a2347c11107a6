import type { ReactNode } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { platformList } from '../../artifacts/pages/wording.ts';
import type { Explanation, Result } from '../protocol.ts';
import type { Run } from '../useEngine.ts';
import styles from '../playground.module.css';

/** Where the query runs, what it costs and which tables it reads, as a strip below the editor. */
export default function Facts({ explanation, run }: { readonly explanation: Explanation | null; readonly run: Run }): ReactNode {
  const pages = useBaseUrl('/tables/');
  const cost = run.kind === 'done' ? run.result.cost : null;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Runs on</dt>
        <dd>{!explanation ? '…' : explanation.platforms.length > 0 ? platformList(explanation.platforms) : 'no platform as it is'}</dd>
      </div>
      <div>
        <dt>Oldest osquery</dt>
        <dd>{!explanation ? '…' : (explanation.minimumVersion ?? 'none')}</dd>
      </div>
      <div>
        <dt>Cost of a run here</dt>
        <dd>{cost ? costText(cost) : run.kind === 'done' ? 'none, it fails' : '…'}</dd>
      </div>
      {explanation && explanation.tables.length > 0 && (
        <div>
          <dt>Tables</dt>
          <dd className={styles.tables}>
            {explanation.tables.map((table) => (
              <a key={table} href={`${pages}${table}/`}>
                <code>{table}</code>
              </a>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

function costText({ class: name, ms, unmeasured, walks }: NonNullable<Result['cost']>): string {
  if (walks) return 'heavy: a pattern goes down a whole tree';
  const time = ms < 1 ? 'below 1 ms' : `about ${Math.round(ms)} ms`;
  if (name === 'not measured') return `not measured for ${unmeasured.join(', ')}`;
  return `${name}, ${time} of CPU${unmeasured.length > 0 ? ` without ${unmeasured.join(', ')}` : ''}`;
}
