import { useEffect, useId, useState, type ReactNode } from 'react';
import { platformList, platformName } from '../../artifacts/pages/wording.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { matching, type Entry } from './match.ts';
import styles from './questions.module.css';

/**
 * Finds questions by words and platform: a list of links to their places on the page. The page itself stays whole. Without JavaScript it
 * is not shown.
 */
export default function QuestionFilter(): ReactNode {
  const id = useId();
  const entries = useEntries();
  const [text, setText] = useState('');
  const [platform, setPlatform] = useState<Platform | ''>('');
  const asked = text.trim() !== '' || platform !== '';
  const found = asked && typeof entries === 'object' ? matching(entries, text, platform) : [];

  return (
    <form role="search" aria-label="Questions" data-pagefind-ignore="" className={styles.filter} onSubmit={(event) => event.preventDefault()}>
      <div className={styles.fields}>
        <div className={styles.words}>
          <label htmlFor={`${id}-words`}>Words</label>
          <input id={`${id}-words`} type="search" autoComplete="off" placeholder="key, boot, firewall" value={text} onChange={(event) => setText(event.target.value)} />
        </div>
        <div>
          <label htmlFor={`${id}-platform`}>Answered on</label>
          <select id={`${id}-platform`} value={platform} onChange={(event) => setPlatform(event.target.value as Platform | '')}>
            <option value="">any platform</option>
            {platforms.map((name) => (
              <option key={name} value={name}>
                {platformName(name)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p role="status" className={styles.status}>
        {asked && statusOf(entries, found)}
      </p>
      {found.length > 0 && (
        <ul className={styles.found}>
          {found.map(({ question, anchor, theme, platforms: on }) => (
            <li key={anchor}>
              <a href={`#${anchor}`}>{question}</a>
              <span>
                {theme}. {platformList(on)}.
              </span>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

/** The questions, fetched once the page is there; until then that they are on their way, or that they cannot be had. */
type Entries = readonly Entry[] | 'on their way' | 'failed';

function useEntries(): Entries {
  const [entries, setEntries] = useState<Entries>('on their way');
  useEffect(() => {
    let shown = true;
    const set = (value: Entries) => {
      if (shown) setEntries(value);
    };
    import('@site/.generated/questions.json').then(({ default: data }) => set(data), () => set('failed'));
    return () => {
      shown = false;
    };
  }, []);
  return entries;
}

function statusOf(entries: Entries, found: readonly Entry[]): string {
  if (entries === 'on their way') return 'The questions are being fetched.';
  if (entries === 'failed') return 'The questions could not be fetched. All of them stand below; load the page anew to look through them.';
  if (found.length === 0) return 'No question holds these words. Try fewer of them, or another platform.';
  return found.length === 1 ? `1 of ${entries.length} questions.` : `${found.length} of ${entries.length} questions.`;
}
