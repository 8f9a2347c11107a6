import { useEffect, useState, type ReactNode } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { count } from '../../artifacts/pages/wording.ts';
import type { Problem } from '../protocol.ts';
import styles from '../playground.module.css';

const words = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

/** What the rules find in the SQL, each with what to do and a way to its place. */
export default function Problems({ problems, onGo }: { readonly problems: readonly Problem[]; readonly onGo: (offset: number) => void }): ReactNode {
  const rules = useBaseUrl('/rules/');
  const errors = problems.filter(({ level }) => level === 'error').length;
  const said = useSettled(problems.length === 0 ? '' : `${count(errors, 'error')} and ${count(problems.length - errors, 'other finding')} in the SQL, listed below the editor.`);
  return (
    <>
      <p role="status" className={styles.heard}>
        {said}
      </p>
      {problems.length > 0 && (
        <ul className={styles.problems} aria-label="What the rules find">
          {problems.map(({ rule, level, message, advice, span }, index) => (
            <li key={index} data-level={level}>
              <strong>{words[level]}.</strong> {message} <em>{advice}</em>{' '}
              <span className={styles.ways}>
                {span && (
                  <button type="button" className={styles.plain} onClick={() => onGo(span.from)}>
                    Show in the SQL
                  </button>
                )}
                {rule !== 'playground' && <a href={`${rules}${rule}/`}>Rule {rule}</a>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A text once it has not changed for a second: what is read out must not follow each key. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 1000);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
