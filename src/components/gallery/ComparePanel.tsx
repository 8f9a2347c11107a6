import { useId, useState, type ReactNode } from 'react';
import Link from '@docusaurus/Link';
import type { GalleryEntry } from '../../artifacts/gallery-data.ts';
import { compare, comparedWords, type ComparedRow, type Item } from '../../gallery/compare.ts';
import type { Picked } from '../../gallery/selection.ts';
import texts from '../text.module.css';
import styles from './ComparePanel.module.css';

interface Props {
  readonly picked: readonly Picked[];
  readonly entryOf: (ref: string) => GalleryEntry;
}

/** Two of the selected queries beside one another, or below one another where there is no room. */
export default function ComparePanel({ picked, entryOf }: Props): ReactNode {
  const id = useId();
  const [refs, setRefs] = useState([picked[0]!.query.ref, picked[1]!.query.ref] as const);
  const [first, second] = refs.map((ref, side) => picked.find(({ query }) => query.ref === ref) ?? picked[side]!) as [Picked, Picked];
  const rows = compare(first, second);
  const choose = (side: 0 | 1, ref: string) => setRefs(([left, right]) => (side === 0 ? [ref, ref === right ? left : right] : [ref === left ? right : left, ref]));
  return (
    <>
      <div className={styles.pair}>
        {([first, second] as const).map(({ query: { ref } }, side) => (
          <div key={side}>
            <label htmlFor={`${id}-${side}`}>{side === 0 ? 'First' : 'Second'}</label>
            <select id={`${id}-${side}`} value={ref} onChange={({ target }) => choose(side as 0 | 1, target.value)}>
              {picked.map(({ query }) => (
                <option key={query.ref} value={query.ref}>
                  {query.ref}
                </option>
              ))}
            </select>
            <p>
              {entryOf(ref).question ?? entryOf(ref).description} <Link to={entryOf(ref).page}>Its page</Link>
            </p>
          </div>
        ))}
      </div>
      <p role="status">{comparedWords(rows)}</p>
      <p className={texts.quiet}>
        What one has and the other has not is <Only>marked so</Only>.
      </p>
      {rows.map((row) => (
        <Row key={row.title} row={row} names={[first.query.spec.name, second.query.spec.name]} />
      ))}
    </>
  );
}

function Row({ row: { title, kind, same, sides }, names }: { readonly row: ComparedRow; readonly names: readonly [string, string] }): ReactNode {
  const id = useId();
  return (
    <section className={styles.row} aria-labelledby={id}>
      <h3 id={id}>
        {title} <small>{same ? 'same' : 'differs'}</small>
      </h3>
      <div className={styles.pair}>
        {sides.map((items, side) => (
          <div key={side} role="group" aria-label={names[side]}>
            <p className={styles.side} aria-hidden="true">
              {names[side]}
            </p>
            <Items kind={kind} items={items} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Items({ kind, items }: { readonly kind: ComparedRow['kind']; readonly items: readonly Item[] }): ReactNode {
  if (items.length === 0) return <p className={texts.quiet}>none</p>;
  if (kind === 'sql') {
    return (
      <pre className={styles.lines} tabIndex={0}>
        {items.map(({ text, only }, line) => (
          <code key={line} data-only={only || undefined}>
            <span aria-hidden="true">{only ? '▸ ' : '  '}</span>
            {only && <span className={texts.heard}>only here: </span>}
            {`${text}\n`}
          </code>
        ))}
      </pre>
    );
  }
  return (
    <ul className={kind === 'names' ? styles.names : styles.plainList}>
      {items.map(({ text, only }) => (
        <li key={text}>{only ? <Only>{text}</Only> : text}</li>
      ))}
    </ul>
  );
}

function Only({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <span className={styles.only}>
      <span aria-hidden="true">▸ </span>
      <span className={texts.heard}>only here: </span>
      {children}
    </span>
  );
}
