import { useCallback, useId, useState, type ReactNode } from 'react';
import { grouped } from '../../artifacts/pages/wording.ts';
import type { GalleryState, Known } from '../../gallery/address.ts';
import { facetNames, type FacetName } from '../../gallery/facets.ts';
import type { Outcome } from '../../gallery/search.ts';
import FacetChoice from './FacetChoice.tsx';
import styles from './Filters.module.css';

interface Props {
  readonly known: Known;
  readonly state: GalleryState;
  readonly outcome: Outcome;
  readonly onChange: (part: Partial<GalleryState>) => void;
}

/** Everything by which the list is narrowed, beside the words. On a narrow screen it opens with a button. */
export default function Filters({ known, state, outcome, onChange }: Props): ReactNode {
  const id = useId();
  const [open, setOpen] = useState(false);
  const { chosen } = state;
  const choose = useCallback((name: FacetName, values: readonly string[]) => onChange({ chosen: { ...chosen, [name]: values } }), [chosen, onChange]);
  const active = facetNames.reduce((sum, name) => sum + chosen[name].length, 0) + Number(state.osquery !== '');
  return (
    <div className={styles.filters}>
      <button type="button" className={styles.button} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? 'Hide filters' : 'Filters'}
        {active > 0 && ` (${active})`}
      </button>
      <section id={id} aria-label="Filters" data-open={open || undefined}>
        {facetNames.map((name) => (
          <FacetChoice key={name} name={name} options={known.options[name]} chosen={chosen[name]} counts={outcome.counts[name]} onChoose={choose} />
        ))}
        <div className={styles.version}>
          <label htmlFor={`${id}-osquery`}>My oldest osquery</label>
          <select id={`${id}-osquery`} value={state.osquery} onChange={({ target }) => onChange({ osquery: target.value })}>
            <option value="">any</option>
            {known.versions.map((version, place) => (
              <option key={version} value={version}>
                {version} ({grouped(outcome.versions[place] ?? 0)})
              </option>
            ))}
          </select>
        </div>
      </section>
    </div>
  );
}
