import { useEffect, useRef, type ReactNode } from 'react';
import styles from './PanelFrame.module.css';

interface Props {
  readonly title: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** What stands in place of the list. The focus begins at its heading. */
export default function PanelFrame({ title, onBack, children }: Props): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.panel} aria-labelledby="gallery-panel">
      <p className={styles.back}>
        <button type="button" onClick={onBack}>
          ← Back to the list
        </button>
      </p>
      <h2 id="gallery-panel" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
