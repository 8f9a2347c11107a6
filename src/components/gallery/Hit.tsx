import { memo, useCallback, useState, type ReactNode } from 'react';
import { useBaseUrlUtils } from '@docusaurus/useBaseUrl';
import CodeBlock from '@theme/CodeBlock';
import type { GalleryEntry, GalleryIndex } from '../../artifacts/gallery-data.ts';
import { intervalWords } from '../../artifacts/pages/wording.ts';
import { isExample, levelNames, loggingNames, platformNames, purposeName } from '../../gallery/facets.ts';
import { matchesElsewhere } from '../../gallery/elsewhere.ts';
import Loading from './Loading.tsx';
import { loadPicked, useLoaded } from './load.ts';
import Marked from './Marked.tsx';
import PageLink from './PageLink.tsx';
import texts from '../text.module.css';
import gallery from './gallery.module.css';
import styles from './Hit.module.css';

interface Props {
  readonly index: GalleryIndex;
  readonly entry: GalleryEntry;
  readonly terms: readonly string[];
  /** Place in the list, from 1. */
  readonly place: number;
  readonly of: number;
  readonly picked: boolean;
  /** Whether one more can be selected. */
  readonly full: boolean;
  readonly onPick: (ref: string, picked: boolean) => void;
}

/** One query of the list: what it answers, where it is from, and its SQL once it is asked for. */
function Hit({ index, entry, terms, place, of, picked, full, onPick }: Props): ReactNode {
  const [opened, setOpened] = useState(false);
  const { ref, name, question, description, page, tables, platforms, minimum, attack, logging, interval, purpose, level } = entry;
  const group = index.groups.find((candidate) => candidate.ref === entry.group)!;
  const elsewhere = matchesElsewhere(entry, index, terms);
  const facts = [
    purposeName(purpose),
    platformNames(platforms),
    `osquery ${minimum} or later`,
    isExample(entry) ? `Level: ${levelNames[level!].toLowerCase()}` : `${loggingNames[logging]}, ${intervalWords(interval)}`,
  ];
  return (
    <li className={styles.hit} aria-setsize={of} aria-posinset={place} data-picked={picked || undefined}>
      <label className={styles.pick}>
        <input type="checkbox" checked={picked} disabled={full && !picked} onChange={({ target }) => onPick(ref, target.checked)} />
        <span className={texts.heard}>Select {name}</span>
      </label>
      <div>
        <h3>
          <PageLink to={page}>
            {question === null ? (
              <code>
                <Marked text={name} terms={terms} />
              </code>
            ) : (
              <Marked text={question} terms={terms} />
            )}
          </PageLink>
        </h3>
        <p className={gallery.from}>
          {isExample(entry) && <span className={gallery.kind}>Example</span>}
          {group.title}
          {question !== null && (
            <>
              {' · '}
              <code>
                <Marked text={name} terms={terms} />
              </code>
            </>
          )}
        </p>
        <p>
          <Marked text={description} terms={terms} />
        </p>
        <p className={styles.tables}>
          <span className={texts.heard}>Tables: </span>
          {tables.map((table) => (
            <PageLink key={table} to={`/tables/${table}/`}>
              <code>
                <Marked text={table} terms={terms} />
              </code>
            </PageLink>
          ))}
          {attack.map((id) => (
            <span key={id} title={index.techniques[id]?.title}>
              <Marked text={id} terms={terms} />
            </span>
          ))}
        </p>
        <p className={styles.facts}>{facts.join(' · ')}</p>
        {elsewhere.map(({ title, text }) => (
          <p key={title} className={styles.elsewhere}>
            {title}: <Marked text={text} terms={terms} />
          </p>
        ))}
        <details className={styles.sql} onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}>
          <summary>
            SQL<span className={texts.heard}> of {name}</span>
          </summary>
          {opened && <Sql index={index} sqlOf={ref} />}
        </details>
      </div>
    </li>
  );
}

function Sql({ index, sqlOf }: { readonly index: GalleryIndex; readonly sqlOf: string }): ReactNode {
  const { withBaseUrl } = useBaseUrlUtils();
  const load = useCallback(() => loadPicked(index, [sqlOf], (file) => withBaseUrl(`/${file}`)), [index, sqlOf, withBaseUrl]);
  const state = useLoaded(load);
  return state.kind === 'ready' ? <CodeBlock language="sql">{state.value[0]!.query.spec.query}</CodeBlock> : <Loading state={state} what="the SQL" />;
}

export default memo(Hit);
