import { useId, type ReactNode } from 'react';
import { compare, type ComparedName, type ComparedRow, type Verdict } from '../../artifacts/pages/epochs/comparison.ts';
import type { Lab } from '../../artifacts/pages/epochs/lab.ts';
import { verdictWords } from '../../artifacts/pages/epochs/words.ts';
import ScrollTable from '../ScrollTable.tsx';
import styles from './epochs.module.css';

const verdicts: { readonly [V in Exclude<Verdict, 'same'>]: string } = {
  stale: 'held, and no longer there',
  missing: 'there, and not held',
  twice: 'held more than once',
  'left-open': 'held open: no removed line will come',
  repeated: 'logged again under the new name',
};

/** Host, osquery's database and consumer, row by row. */
export default function Places({ lab }: { readonly lab: Lab }): ReactNode {
  const names = compare(lab);
  const agrees = names.every(({ rows }) => rows.every(({ verdict }) => verdict === 'same'));
  return (
    <div className={styles.places}>
      <h3>What is where</h3>
      <p className={styles.quiet}>The consumer goes by the log alone: another epoch, or counter 0, makes it forget what it held under that name. Events it only collects.</p>
      <p className={agrees || lab.pending ? undefined : styles.differs}>
        {lab.pending ? 'Before the next run, the consumer' : 'The consumer'} {verdictWords(names)}.
      </p>
      {names.map((name) => (
        <NameTable key={name.name} compared={name} lab={lab} />
      ))}
    </div>
  );
}

function NameTable({ compared: { name, current, stored, rows }, lab }: { readonly compared: ComparedName; readonly lab: Lab }): ReactNode {
  const events = current && lab.query.evented;
  const state = stored?.epoch === undefined && stored?.counter === undefined ? 'nothing stored yet' : `stored epoch ${stored.epoch ?? 'none'}, counter ${stored.counter ?? 'none'}`;
  const id = useId();
  return (
    <>
      <p id={id} className={styles.caption}>
        <code>{name}</code>{current ? '' : ', not asked any more'}: {state}
      </p>
      <ScrollTable aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{events ? 'Event' : 'Row'}</th>
            <th scope="col">{events ? 'Happened' : 'The query gives'}</th>
            <th scope="col">osquery stores</th>
            <th scope="col">The consumer holds</th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 ? (
            <tr>
              <td colSpan={4}>No row anywhere.</td>
            </tr>
          ) : (
            rows.map((row, index) => <PlaceRow key={index} row={row} pending={lab.pending} />)
          )}
        </tbody>
      </ScrollTable>
    </>
  );
}

function PlaceRow({ row: { columns, host, stored, held, verdict }, pending }: { readonly row: ComparedRow; readonly pending: boolean }): ReactNode {
  const unlogged = pending && (verdict === 'missing' || verdict === 'stale');
  return (
    <tr className={verdict === 'same' ? undefined : styles.odd}>
      <td>
        <code>{Object.values(columns).join(' ')}</code>
        {verdict !== 'same' && <small>{unlogged ? 'not logged yet' : verdicts[verdict]}</small>}
      </td>
      <td>{presence(host)}</td>
      <td>{presence(stored)}</td>
      <td>{presence(held)}</td>
    </tr>
  );
}

/** How often a row is in a place, in words; a dash where the place keeps none. */
function presence(count: number | null): string {
  if (count === null) return '–';
  return count === 0 ? 'no' : count === 1 ? 'yes' : `${count} times`;
}
