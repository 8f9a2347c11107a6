import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { GalleryIndex } from '../../artifacts/gallery-data.ts';
import { grouped } from '../../artifacts/pages/wording.ts';
import type { Found } from '../../gallery/search.ts';
import Hit from './Hit.tsx';
import texts from '../text.module.css';
import styles from './Results.module.css';

/** How many queries the list has at first, and gets with each step. */
const step = 30;

interface Props {
  readonly index: GalleryIndex;
  readonly hits: readonly Found[];
  readonly terms: readonly string[];
  /** What was asked for; another asks for a list from its beginning. */
  readonly asked: string;
  readonly pick: readonly string[];
  readonly full: boolean;
  readonly onPick: (ref: string, picked: boolean) => void;
}

/** The queries that were found, some at first and more on demand. */
export default function Results({ index, hits, terms, asked, pick, full, onPick }: Props): ReactNode {
  const [shown, setShown] = useState({ asked, most: step });
  const list = useRef<HTMLOListElement>(null);
  const first = useRef<number | null>(null);
  const most = shown.asked === asked ? shown.most : step;
  // The focus goes to the first of the new ones: the button may be gone.
  useEffect(() => {
    if (first.current === null) return;
    list.current?.children[first.current]?.querySelector('a')?.focus();
    first.current = null;
  }, [most]);
  const left = hits.length - most;
  return (
    <>
      <ol ref={list} className={styles.hits}>
        {hits.slice(0, most).map(({ entry }, place) => (
          <Hit key={entry.ref} index={index} entry={entry} terms={terms} place={place + 1} of={hits.length} picked={pick.includes(entry.ref)} full={full} onPick={onPick} />
        ))}
      </ol>
      {left > 0 && (
        <p>
          <button
            type="button"
            onClick={() => {
              first.current = most;
              setShown({ asked, most: most + step });
            }}
          >
            Show {Math.min(step, left)} more
          </button>{' '}
          <span className={texts.quiet}>
            {grouped(most)} of {grouped(hits.length)} are shown.
          </span>
        </p>
      )}
    </>
  );
}
