import type { ReactNode } from 'react';
import { emptyState, type GalleryState, type Known } from '../../gallery/address.ts';
import { facetNames, facetTitles } from '../../gallery/facets.ts';
import controls from '../controls.module.css';
import texts from '../text.module.css';
import styles from './Chips.module.css';

interface Props {
  readonly known: Known;
  readonly state: GalleryState;
  readonly onChange: (part: Partial<GalleryState>) => void;
  /** Where the focus goes, since a removed filter leaves none behind. */
  readonly onRemoved: () => void;
}

/** The filters that are on, each with a button that takes it away. */
export default function Chips({ known, state, onChange, onRemoved }: Props): ReactNode {
  const { chosen, osquery } = state;
  const remove = (part: Partial<GalleryState>) => {
    onChange(part);
    onRemoved();
  };
  const chips = facetNames.flatMap((name) => chosen[name].map((value) => ({
    key: `${name} ${value}`,
    label: `${facetTitles[name]}: ${known.options[name].find((option) => option.value === value)?.label ?? value}`,
    part: { chosen: { ...chosen, [name]: chosen[name].filter((other) => other !== value) } } as Partial<GalleryState>,
  })));
  const all = osquery === '' ? chips : [...chips, { key: 'osquery', label: `Runs on osquery ${osquery}`, part: { osquery: '' } }];
  if (all.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label="Filters that are on">
      {all.map(({ key, label, part }) => (
        <li key={key}>
          <button type="button" onClick={() => remove(part)}>
            <span className={texts.heard}>Remove filter </span>
            {label}
            <span aria-hidden="true"> ×</span>
          </button>
        </li>
      ))}
      {all.length > 1 && (
        <li>
          <button type="button" className={controls.plain} onClick={() => remove({ chosen: emptyState.chosen, osquery: '' })}>
            Remove all filters
          </button>
        </li>
      )}
    </ul>
  );
}
