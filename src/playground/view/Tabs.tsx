import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { tabs, type Tab } from '../state.ts';
import styles from '../playground.module.css';

const titles: Readonly<Record<Tab, string>> = { result: 'Result', explain: 'Explain', schedule: 'Schedule it', upgrade: 'What an upgrade would do' };

/** Tabs as the WAI-ARIA pattern has them: arrow keys, Home and End go from one to another. */
export default function Tabs({ chosen, onChoose, children }: { readonly chosen: Tab; readonly onChoose: (tab: Tab) => void; readonly children: ReactNode }): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.indexOf(chosen);
    const to = { ArrowRight: (at + 1) % tabs.length, ArrowLeft: (at + tabs.length - 1) % tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onChoose(tabs[to]!);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
  };
  return (
    <>
      <div ref={list} role="tablist" aria-label="What to see of the query" className={styles.tabs} onKeyDown={move}>
        {tabs.map((tab) => (
          <button key={tab} type="button" role="tab" id={`${id}-${tab}`} aria-selected={tab === chosen} aria-controls={`${id}-panel`} tabIndex={tab === chosen ? 0 : -1} onClick={() => onChoose(tab)}>
            {titles[tab]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className={styles.panel}>
        {children}
      </div>
    </>
  );
}
