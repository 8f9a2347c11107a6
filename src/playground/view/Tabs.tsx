import { useId, type ReactNode } from 'react';
import TabList from '../../components/TabList.tsx';
import { tabs, type Tab } from '../state.ts';
import styles from '../playground.module.css';

const titles: Readonly<Record<Tab, string>> = { result: 'Result', explain: 'Explain', schedule: 'Schedule it', upgrade: 'What an upgrade would do' };

/** The tabs beside the result, and the panel of the chosen one. */
export default function Tabs({ chosen, onChoose, children }: { readonly chosen: Tab; readonly onChoose: (tab: Tab) => void; readonly children: ReactNode }): ReactNode {
  const id = useId();
  const ids = (tab: Tab) => ({ tab: `${id}-${tab}`, panel: `${id}-panel` });
  return (
    <>
      <TabList label="What to see of the query" tabs={tabs.map((name) => ({ name, title: titles[name] }))} chosen={chosen} onChoose={onChoose} ids={ids} className={styles.tabs} />
      <div role="tabpanel" id={ids(chosen).panel} aria-labelledby={ids(chosen).tab} className={styles.panel}>
        {children}
      </div>
    </>
  );
}
