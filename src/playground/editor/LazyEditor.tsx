import { useEffect, useRef, useState, type ComponentType, type ReactNode } from 'react';
import useIsBrowser from '@docusaurus/useIsBrowser';
import styles from '../playground.module.css';
import type { EditorProps } from './Editor.tsx';

/** The editor, and a plain field in its place until it is `wanted` or the field is entered, and loaded; or where it cannot be. */
export default function LazyEditor({ wanted, ...props }: Omit<EditorProps, 'selected'> & { readonly wanted: boolean }): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const [loaded, setLoaded] = useState<{ Editor: ComponentType<EditorProps>; selected: EditorProps['selected'] } | null>(null);

  // In the HTML it cannot be written in: that would be lost when the page comes to life.
  const readOnly = !useIsBrowser();
  const [entered, setEntered] = useState(false);
  const load = wanted || entered;

  useEffect(() => {
    if (!load) return;
    import('./Editor.tsx').then(
      ({ default: Editor }) => setLoaded({ Editor, selected: selectionIn(field.current) }),
      // The field stays, and works.
      () => undefined,
    );
  }, [load]);

  if (loaded) return <loaded.Editor {...props} selected={loaded.selected} />;
  return (
    <textarea
      ref={field}
      className={styles.field}
      aria-label="SQL"
      spellCheck={false}
      rows={7}
      readOnly={readOnly}
      value={props.sql}
      onFocus={() => setEntered(true)}
      onChange={(event) => props.onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.onRun(event.currentTarget.value);
      }}
    />
  );
}

function selectionIn(field: HTMLTextAreaElement | null): EditorProps['selected'] {
  return field && document.activeElement === field ? { from: field.selectionStart, to: field.selectionEnd } : null;
}
