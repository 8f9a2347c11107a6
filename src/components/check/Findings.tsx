import type { ReactNode } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import type { FindingView, FixView } from '../../check/protocol.ts';
import styles from './check.module.css';

const words = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

interface Props {
  readonly findings: readonly FindingView[];
  readonly fixes: readonly FixView[] | null;
  readonly onFix: (findings: readonly number[]) => void;
}

/** Findings at their places: the source line with a caret, what to do, and the fix where one holds. */
export default function Findings({ findings, fixes, onFix }: Props): ReactNode {
  const rules = useBaseUrl('/rules/');
  return (
    <ul className={styles.findings}>
      {findings.map(({ id, rule, hasPage, level, file, line, column, message, advice, excerpt }) => {
        const fix = fixes?.find(({ finding }) => finding === id);
        return (
          <li key={id} data-level={level}>
            <p>
              <strong>{words[level]}.</strong> {message} {advice !== null && <em>{advice}</em>}
            </p>
            {excerpt && (
              <pre tabIndex={0} aria-label={`${file}, line ${line}`}>
                <code>
                  {`${String(line).padStart(5)} | ${excerpt.text}\n`}
                  <span aria-hidden="true">{`      | ${' '.repeat(excerpt.caret)}^`}</span>
                </code>
              </pre>
            )}
            <p className={styles.ways}>
              <span className={styles.place}>
                {file}:{line}:{column}
              </span>
              {hasPage ? <a href={`${rules}${rule}/`}>Rule {rule}</a> : <span>{rule}</span>}
            </p>
            {fix && (
              <p className={styles.fix}>
                <button type="button" onClick={() => onFix([id])}>
                  Fix: {fix.title}
                </button>
                {fix.consequence !== null && <span className={styles.quiet}> {fix.consequence}</span>}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
