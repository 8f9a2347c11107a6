import { useEffect, useId, useState, type ReactNode } from 'react';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { platformName } from '../../artifacts/pages/wording.ts';
import { platforms } from '../../model/platform.ts';
import { filterRows } from './filter-rows.ts';
import styles from './tables.module.css';

/**
 * Shows of the page’s tables only the rows that have all words of a text and, in their second column, a platform. The rows are
 * the page’s own: without JavaScript they all stay, and the filter is not there.
 */
export default function TableFilter(): ReactNode {
  const id = useId();
  const inBrowser = useIsBrowser();
  const [text, setText] = useState('');
  const [platform, setPlatform] = useState('');
  const [found, setFound] = useState<{ readonly shown: number; readonly all: number }>();

  useEffect(() => {
    const article = document.querySelector('article');
    if (article) setFound(filterRows(article, text, platform));
  }, [text, platform]);

  if (!inBrowser) return <div className={styles.filter} />;
  const filtered = text.trim() !== '' || platform !== '';
  return (
    <form className={styles.filter} role="search" aria-label="Tables" onSubmit={(event) => event.preventDefault()}>
      <div>
        <label htmlFor={`${id}-text`}>Words of its name or description</label>
        <input id={`${id}-text`} type="search" autoComplete="off" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      <div>
        <label htmlFor={`${id}-platform`}>Platform</label>
        <select id={`${id}-platform`} value={platform} onChange={(event) => setPlatform(event.target.value)}>
          <option value="">All</option>
          {platforms.map((name) => (
            <option key={name} value={platformName(name)}>
              {platformName(name)}
            </option>
          ))}
        </select>
      </div>
      <p role="status">{found && filtered ? (found.shown === 0 ? 'No table has all of these words. Use fewer, or another platform.' : `${found.shown} of ${found.all} tables`) : ''}</p>
    </form>
  );
}
