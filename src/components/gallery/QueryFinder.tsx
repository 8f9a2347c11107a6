import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { GalleryIndex } from '../../artifacts/gallery-data.ts';
import { count, grouped } from '../../artifacts/pages/wording.ts';
import { emptyState, fewest, longestQuery, mostPicked, printSearch, type Known, type Panel } from '../../gallery/address.ts';
import { search, type Prepared } from '../../gallery/search.ts';
import { termsOf } from '../../gallery/words.ts';
import { useSettled } from '../useSettled.ts';
import Chips from './Chips.tsx';
import Filters from './Filters.tsx';
import { firstForm } from './pack-form.ts';
import PickedPanel from './PickedPanel.tsx';
import Results from './Results.tsx';
import Tray from './Tray.tsx';
import { useGalleryState } from './useGalleryState.ts';
import controls from '../controls.module.css';
import texts from '../text.module.css';
import styles from './gallery.module.css';

interface Props {
  readonly index: GalleryIndex;
  readonly prepared: Prepared;
  readonly known: Known;
}

/** The gallery with its data: what is asked for, what was found, and what is done with what was selected. */
export default function QueryFinder({ index, prepared, known }: Props): ReactNode {
  const { state, faults, change, type, flush } = useGalleryState(known);
  const [form, setForm] = useState(firstForm);
  const field = useRef<HTMLInputElement>(null);
  const tray = useRef<HTMLElement>(null);
  const left = useRef<Panel | null>(null);
  const { q, chosen, osquery, pick, show } = state;
  const outcome = useMemo(() => search(prepared, { q, chosen, osquery }), [prepared, q, chosen, osquery]);
  const terms = useMemo(() => termsOf(q), [q]);
  const asked = printSearch({ ...emptyState, q, chosen, osquery });
  const spoken = useSettled(statusOf(outcome.hits.length, index.entries.length));

  const picks = useRef(pick);
  picks.current = pick;
  const onPick = useCallback((ref: string, picked: boolean) => change({ pick: picked ? [...picks.current, ref] : picks.current.filter((other) => other !== ref) }), [change]);
  const remove = (ref: string) => {
    const rest = pick.filter((other) => other !== ref);
    change({ pick: rest, ...(show !== null && rest.length < fewest[show] && { show: null }) });
  };
  // Back in the list the focus goes to the field: what was pressed in the panel is gone.
  useEffect(() => {
    if (show === null && left.current !== null) field.current?.focus();
    left.current = show;
  }, [show]);

  if (show !== null) return <PickedPanel index={index} panel={show} pick={pick} form={form} onForm={setForm} onRemove={remove} onBack={() => change({ show: null })} />;

  const unpicked = outcome.hits.filter(({ entry }) => !pick.includes(entry.ref));
  return (
    <div className={styles.gallery}>
      <form className={styles.search} role="search" aria-label="Queries" onSubmit={(event) => event.preventDefault()}>
        <label htmlFor="gallery-search">A question, a table, a column or an ATT&amp;CK technique</label>
        <input
          id="gallery-search" ref={field} type="search" value={q} maxLength={longestQuery} autoComplete="off" spellCheck={false}
          onChange={({ target }) => type(target.value)} onBlur={flush}
        />
      </form>
      {faults.length > 0 && (
        <div role="alert" className={styles.faults}>
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
      <Filters known={known} state={state} outcome={outcome} onChange={change} />
      <div>
        <h2 className={texts.heard}>Queries</h2>
        <Chips known={known} state={state} onChange={change} onRemoved={() => field.current?.focus()} />
        <div className={styles.status}>
          <p>{statusOf(outcome.hits.length, index.entries.length)}</p>
          <p role="status" className={texts.heard}>
            {spoken}
          </p>
          {unpicked.length > 0 && unpicked.length < index.entries.length && pick.length + unpicked.length <= mostPicked && (
            <button
              type="button" className={controls.plain}
              onClick={() => {
                change({ pick: [...pick, ...unpicked.map(({ entry }) => entry.ref)] });
                tray.current?.focus();
              }}
            >
              Select {unpicked.length === 1 ? 'this one' : `all ${grouped(unpicked.length)}`}
            </button>
          )}
        </div>
        {outcome.hits.length === 0 && (
          <p>
            No query has all of this. Leave out a word or a filter; the number beside a value tells how many queries choosing it would give.{' '}
            <button
              type="button" className={controls.plain}
              onClick={() => {
                change({ ...emptyState, pick });
                field.current?.focus();
              }}
            >
              Start again
            </button>
          </p>
        )}
        <Results index={index} hits={outcome.hits} terms={terms} asked={asked} pick={pick} full={pick.length >= mostPicked} onPick={onPick} />
      </div>
      <Tray
        frame={tray} picked={pick.length} onShow={(panel) => change({ show: panel })}
        onClear={() => {
          change({ pick: [] });
          field.current?.focus();
        }}
      />
    </div>
  );
}

function statusOf(found: number, all: number): string {
  return found === all ? count(all, 'query', 'queries') : `${grouped(found)} of ${count(all, 'query', 'queries')}`;
}
