import { memo, useEffect, useState, type ReactNode } from 'react';
import { grouped } from '../../artifacts/pages/wording.ts';
import { facetTitles, type FacetName, type Option } from '../../gallery/facets.ts';
import texts from '../text.module.css';
import styles from './FacetChoice.module.css';

/** Facets that are open when the page opens. */
const atFirst: readonly FacetName[] = ['purpose', 'platform'];

/** With more values than this a facet can be searched. */
const many = 12;

interface Props {
  readonly name: FacetName;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly onChoose: (name: FacetName, chosen: readonly string[]) => void;
}

/** The values of one facet with how many queries each would leave. */
function FacetChoice({ name, options, chosen, counts, onChoose }: Props): ReactNode {
  const [wanted, setWanted] = useState('');
  const [open, setOpen] = useState(atFirst.includes(name));
  // A choice that an address brings has to be seen; closing is left to the reader, or the focus would be lost.
  const isChosen = chosen.length > 0;
  useEffect(() => {
    if (isChosen) setOpen(true);
  }, [isChosen]);
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const isLong = options.length > many;
  // Of a long list only what would find something. A choice in it does not change its own counts, so nothing goes while one chooses.
  const shown = options.filter(({ value, label }) => chosen.includes(value) || ((!isLong || (counts.get(value) ?? 0) > 0) && words.every((word) => label.toLowerCase().includes(word))));
  const title = facetTitles[name];
  return (
    <details className={styles.facet} open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {title}
        {chosen.length > 0 && <span className={styles.chosen}>{chosen.length} chosen</span>}
      </summary>
      {/* What is closed is not there: a long list costs time with each key. */}
      {open && (
        <>
          {isLong && (
            <input type="search" value={wanted} placeholder={`Find among ${options.length}`} aria-label={`Find a ${title.toLowerCase()} in this list`} onChange={(event) => setWanted(event.target.value)} />
          )}
          <fieldset>
            <legend className={texts.heard}>{title}</legend>
            {shown.length === 0 && <p className={texts.quiet}>{words.length > 0 ? 'No value with that in its name finds a query.' : 'No value of this finds a query.'}</p>}
            {shown.map(({ value, label }) => {
              const number = counts.get(value) ?? 0;
              return (
                <label key={value} data-empty={number === 0 || undefined}>
                  <input type="checkbox" checked={chosen.includes(value)} onChange={({ target }) => onChoose(name, target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))} />
                  <span>{label}</span> <span className={styles.count}>{grouped(number)}</span>
                </label>
              );
            })}
          </fieldset>
        </>
      )}
    </details>
  );
}

export default memo(FacetChoice, (before, after) =>
  before.options === after.options && before.chosen === after.chosen && before.onChoose === after.onChoose
  && before.counts.size === after.counts.size && [...after.counts].every(([value, number]) => before.counts.get(value) === number));
