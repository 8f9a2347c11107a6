import { useId, useMemo, useState, type ReactNode } from 'react';
import type { CheckView, FixView } from '../../check/protocol.ts';
import { listed, type ListFilter } from '../../check/result-list.ts';
import Findings from './Findings.tsx';
import QueryResult from './QueryResult.tsx';
import styles from './check.module.css';

interface Props {
  readonly view: CheckView;
  readonly fixes: readonly FixView[] | null;
  readonly onFix: (findings: readonly number[]) => void;
}

/** Queries that are shown before more are asked for. */
const step = 50;

const levelWords: Readonly<Record<ListFilter['level'], string>> = { any: 'all', error: 'with errors', warning: 'with warnings at most', note: 'with notes only', none: 'without findings' };

/** Findings of the files, then the queries, gravest first, narrowed by words and level. */
export default function Results({ view, fixes, onFix }: Props): ReactNode {
  const id = useId();
  const [filter, setFilter] = useState<ListFilter>({ words: '', level: 'any' });
  const [shown, setShown] = useState(step);
  const queries = useMemo(() => listed(view.queries, filter), [view, filter]);
  const narrow = (part: Partial<ListFilter>) => {
    setFilter({ ...filter, ...part });
    setShown(step);
  };
  return (
    <>
      {view.findings.length > 0 && (
        <section aria-labelledby={`${id}-files`}>
          <h2 id={`${id}-files`}>Files and packs</h2>
          <Findings findings={view.findings.slice(0, 200)} fixes={fixes} onFix={onFix} />
          {view.findings.length > 200 && <p>And {view.findings.length - 200} more.</p>}
        </section>
      )}
      {view.queries.length > 0 && (
        <section aria-labelledby={`${id}-queries`}>
          <h2 id={`${id}-queries`}>Queries</h2>
          <div className={styles.row}>
            <label htmlFor={`${id}-words`}>Find</label>
            <input id={`${id}-words`} type="search" value={filter.words} onChange={({ target }) => narrow({ words: target.value })} />
            <label htmlFor={`${id}-level`}>Show</label>
            <select id={`${id}-level`} value={filter.level} onChange={({ target }) => narrow({ level: target.value as ListFilter['level'] })}>
              {Object.entries(levelWords).map(([level, words]) => (
                <option key={level} value={level}>
                  {words}
                </option>
              ))}
            </select>
            <span role="status" className={styles.quiet}>
              {queries.length} of {view.queries.length}
            </span>
          </div>
          <ul className={styles.queries}>
            {queries.slice(0, shown).map((query) => (
              <QueryResult key={query.id} query={query} fixes={fixes} onFix={onFix} />
            ))}
          </ul>
          {queries.length > shown && (
            <p>
              <button type="button" onClick={() => setShown(shown + step)}>
                Show {Math.min(step, queries.length - shown)} more
              </button>
            </p>
          )}
        </section>
      )}
    </>
  );
}
