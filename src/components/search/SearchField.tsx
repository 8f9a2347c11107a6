import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useHistory } from '@docusaurus/router';
import { MarkedText } from './SearchHit.tsx';
import { statusOf, useSearch } from './useSearch.ts';

/** Suggestions below the field; the search page lists all results. */
const most = 8;

/**
 * A field that suggests pages while one types: a combobox with a list, worked by arrow keys, Enter and Escape, and reached from
 * anywhere by Ctrl+K or Cmd+K. Without JavaScript it is a plain form that leads to the search page.
 */
export default function SearchField(): ReactNode {
  const history = useHistory();
  const page = useBaseUrl('/search/');
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const state = useSearch(query, most);
  useShortcut(() => field.current?.focus());

  const hits = state.kind === 'found' ? state.hits : [];
  const all = `${page}?${new URLSearchParams({ q: query.trim() })}`;
  const options = hits.length ? [...hits.map(({ address }) => address), all] : [];
  const shown = open && state.kind !== 'idle';

  const leave = (address: string) => {
    setOpen(false);
    setActive(-1);
    field.current?.blur();
    history.push(address);
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    leave(options[active] ?? all);
  };

  const steer = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setActive(-1);
      if (shown) setOpen(false);
      else setQuery('');
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && options.length) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      setActive(now => (now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length));
    } else {
      return;
    }
    event.preventDefault();
  };

  const option = (index: number, content: ReactNode) => (
    <li
      key={index}
      id={`${listId}-${index}`}
      role="option"
      aria-selected={index === active}
      onMouseDown={event => event.preventDefault()}
      onClick={() => leave(options[index] ?? all)}
    >
      {content}
    </li>
  );

  return (
    <form role="search" className="search-field" action={page} onSubmit={submit}>
      <input
        ref={field}
        type="text"
        enterKeyHint="search"
        name="q"
        placeholder="Search"
        aria-label="Search"
        autoComplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown && options.length > 0}
        aria-controls={listId}
        aria-activedescendant={active >= 0 && shown ? `${listId}-${active}` : undefined}
        value={query}
        onChange={event => {
          setQuery(event.target.value);
          setActive(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={steer}
      />
      <kbd aria-hidden="true">Ctrl K</kbd>
      <div className="search-suggestions" hidden={!shown}>
        <ul id={listId} role="listbox" aria-label="Search results" hidden={!options.length}>
          {hits.map((hit, index) =>
            option(
              index,
              <>
                <span>
                  <MarkedText text={hit.title} query={query} />
                </span>
                <small>{hit.place.join(' › ')}</small>
              </>,
            ),
          )}
          {options.length > 0 && option(hits.length, 'All results')}
        </ul>
        <p role="status">{hits.length ? '' : statusOf(state, query)}</p>
      </div>
    </form>
  );
}

/** Calls `act` on Ctrl+K and Cmd+K, wherever the focus is. */
function useShortcut(act: () => void): void {
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        act();
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}
