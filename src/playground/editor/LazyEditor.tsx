import { useEffect, useRef, useState, type ComponentType, type ReactNode } from 'react';
import styles from '../playground.module.css';
import type { EditorProps } from './Editor.tsx';

/** The editor, and a plain field in its place until it is loaded, or where it cannot be. */
export default function LazyEditor(props: Omit<EditorProps, 'focused'>): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const [loaded, setLoaded] = useState<{ Editor: ComponentType<EditorProps>; focused: boolean } | null>(null);

  useEffect(() => {
    import('./Editor.tsx').then(
      ({ default: Editor }) => setLoaded({ Editor, focused: document.activeElement === field.current }),
      // The field stays, and works.
      () => undefined,
    );
  }, []);

  if (loaded) return <loaded.Editor {...props} focused={loaded.focused} />;
  return (
    <textarea
      ref={field}
      className={styles.field}
      aria-label="SQL"
      spellCheck={false}
      rows={7}
      value={props.sql}
      onChange={(event) => props.onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.onRun();
      }}
    />
  );
}
