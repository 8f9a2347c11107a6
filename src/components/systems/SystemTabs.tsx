import { Children, cloneElement, isValidElement, useId, type ReactElement, type ReactNode } from 'react';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { useStorageSlot } from '@docusaurus/theme-common';
import { platformName } from '../../artifacts/pages/wording.ts';
import { isPlatform, type Platform } from '../../model/platform.ts';
import TabList from '../TabList.tsx';
import styles from './systems.module.css';

type Section = ReactElement<{ readonly 'data-system': Platform; readonly children?: ReactNode }>;

/**
 * Sections for one system each as tabs. All such groups of the site show the same system, the one that was chosen last; at first
 * that of the reader. Until the page is made ready, and without JavaScript, the sections stand one after the other.
 */
export default function SystemTabs({ children }: { readonly children?: ReactNode }): ReactNode {
  const id = useId();
  const inBrowser = useIsBrowser();
  const [remembered, slot] = useStorageSlot('system');
  const sections = Children.toArray(children).filter((child): child is Section => isValidElement<{ 'data-system'?: unknown }>(child) && isPlatform(child.props['data-system']));
  if (!inBrowser) return <div className={styles.systems}>{sections}</div>;
  const names = sections.map(({ props }) => props['data-system']);
  const wanted = isPlatform(remembered) ? remembered : systemOf(navigator.userAgent);
  const chosen = names.includes(wanted) ? wanted : names[0]!;
  const ids = (name: Platform) => ({ tab: `${id}-${name}`, panel: `${id}-${name}-panel` });
  return (
    <div className={styles.systems}>
      <TabList label="Operating system" tabs={names.map((name) => ({ name, title: platformName(name) }))} chosen={chosen} onChoose={(name) => slot.set(name)} ids={ids} className={styles.tabs} />
      {sections.map((section) => {
        const name = section.props['data-system'];
        return cloneElement(section as ReactElement<Record<string, unknown>>, { id: ids(name).panel, role: 'tabpanel', 'aria-labelledby': ids(name).tab, hidden: name !== chosen });
      })}
    </div>
  );
}

/** The system that a browser says it runs on; Linux for any that osquery has no packages for. */
function systemOf(userAgent: string): Platform {
  return /Windows/.test(userAgent) ? 'windows' : /Mac OS X|Macintosh/.test(userAgent) ? 'darwin' : 'linux';
}
