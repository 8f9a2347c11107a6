import { useRef, type KeyboardEvent, type ReactNode } from 'react';

interface Props<T extends string> {
  /** What the tabs are for, as a screen reader tells it. */
  readonly label: string;
  readonly tabs: readonly { readonly name: T; readonly title: string }[];
  readonly chosen: T;
  readonly onChoose: (tab: T) => void;
  /** The id of a tab, and that of the panel it shows. */
  readonly ids: (tab: T) => { readonly tab: string; readonly panel: string };
  readonly className?: string | undefined;
}

/** A row of tabs as the WAI-ARIA pattern has it: arrow keys, Home and End go from one to another. */
export default function TabList<T extends string>({ label, tabs, chosen, onChoose, ids, className }: Props<T>): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === chosen);
    const to = { ArrowRight: (at + 1) % tabs.length, ArrowLeft: (at + tabs.length - 1) % tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onChoose(tabs[to]!.name);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className={className} onKeyDown={move}>
      {tabs.map(({ name, title }) => (
        <button key={name} type="button" role="tab" id={ids(name).tab} aria-selected={name === chosen} aria-controls={ids(name).panel} tabIndex={name === chosen ? 0 : -1} onClick={() => onChoose(name)}>
          {title}
        </button>
      ))}
    </div>
  );
}
