import { useEffect, useRef, type ReactNode } from 'react';
import type { Mended } from '../../check/protocol.ts';
import controls from '../controls.module.css';
import styles from './check.module.css';

interface Props {
  readonly mended: Mended;
  readonly onTake: () => void;
  readonly onLeave: () => void;
}

/** What fixes would change, line by line, before they are taken. */
export default function FixPanel({ mended, onTake, onLeave }: Props): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [mended]);
  return (
    <section aria-label="What the fix changes" className={styles.panel}>
      <h2 ref={heading} tabIndex={-1}>
        What the fix changes
      </h2>
      {mended.error !== null ? (
        <p>{mended.error}</p>
      ) : (
        <>
          <p>
            Findings: {mended.before} now, {mended.after} with it. The text in this page changes; the file on your disk stays as it is until you download.
          </p>
          {mended.consequences.length > 0 && (
            <ul>
              {mended.consequences.slice(0, 20).map((consequence) => (
                <li key={consequence}>{consequence}</li>
              ))}
              {mended.consequences.length > 20 && <li>And {mended.consequences.length - 20} more of the kind.</li>}
            </ul>
          )}
          {mended.changed.map(({ path, diff }) => (
            <div key={path}>
              <p className={styles.place}>{path}</p>
              <pre className={styles.diff} tabIndex={0} aria-label={`Changes of ${path}`}>
                {diff.map((line, index) =>
                  line.sign === 'fold' ? (
                    <span key={index} className={styles.fold}>{`  … ${line.lines} equal lines\n`}</span>
                  ) : (
                    <span key={index} data-sign={line.sign}>{`${line.sign} ${line.text}\n`}</span>
                  ),
                )}
              </pre>
            </div>
          ))}
        </>
      )}
      <p className={styles.row}>
        {mended.error === null && (
          <button type="button" className={controls.primary} onClick={onTake}>
            Take it
          </button>
        )}
        <button type="button" onClick={onLeave}>
          {mended.error === null ? 'Leave it' : 'Close'}
        </button>
      </p>
    </section>
  );
}
