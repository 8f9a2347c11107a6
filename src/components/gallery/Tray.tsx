import type { ReactNode, Ref } from 'react';
import { count } from '../../artifacts/pages/wording.ts';
import { mostPicked, type Panel } from '../../gallery/address.ts';
import controls from '../controls.module.css';
import texts from '../text.module.css';
import styles from './Tray.module.css';

interface Props {
  readonly frame: Ref<HTMLElement>;
  readonly picked: number;
  readonly onShow: (panel: Panel) => void;
  readonly onClear: () => void;
}

/** What can be done with the selected queries; it stays in sight while the list scrolls. */
export default function Tray({ frame, picked, onShow, onClear }: Props): ReactNode {
  return (
    <section ref={frame} tabIndex={-1} className={styles.tray} aria-label="Selected queries">
      <p role="status">
        {picked === 0 ? '' : `${count(picked, 'query', 'queries')} selected${picked === mostPicked ? ', the most there can be' : ''}`}
      </p>
      {picked > 0 && (
        <div>
          <button type="button" className={controls.primary} onClick={() => onShow('pack')}>
            Make a pack
          </button>
          <button type="button" disabled={picked < 2} onClick={() => onShow('compare')}>
            Compare two
          </button>
          <button type="button" onClick={onClear}>
            Clear<span className={texts.heard}> the selection</span>
          </button>
        </div>
      )}
    </section>
  );
}
