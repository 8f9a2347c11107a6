import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Names } from '../names.ts';
import type { Problem } from '../protocol.ts';
import { diagnosticsOf, extensions, language } from './extensions.ts';

export interface EditorProps {
  readonly sql: string;
  readonly names: Names | null;
  readonly problems: readonly Problem[];
  /** A place to go to; a new object each time one is asked for. */
  readonly goTo: { readonly offset: number } | null;
  /** What was selected in the field that it takes the place of; null where that had not the focus. */
  readonly selected: { readonly from: number; readonly to: number } | null;
  readonly onChange: (sql: string) => void;
  /** Is given the text as it stands, of which the page may not have been drawn yet. */
  readonly onRun: (sql: string) => void;
  /** Address of the table reference. */
  readonly tables: string;
}

/**
 * The SQL editor. It lives in a shadow tree: its style sheet is then an adopted one, which the content security policy of the site
 * allows, and not an inline one, which it forbids.
 */
export default function Editor({ sql, names, problems, goTo, selected, onChange, onRun, tables }: EditorProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const dialect = useRef(new Compartment());
  const props = useRef({ names, onChange, onRun });
  props.current = { names, onChange, onRun };

  useEffect(() => {
    const host = place.current!;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const wants = { names: () => props.current.names, changed: (text: string) => props.current.onChange(text), run: (text: string) => props.current.onRun(text), tables };
    view.current = new EditorView({ root, parent: root, state: EditorState.create({ doc: sql, extensions: [extensions(wants), dialect.current.of(language(props.current.names))] }) });
    if (selected) {
      const { length } = view.current.state.doc;
      view.current.dispatch({ selection: { anchor: Math.min(selected.from, length), head: Math.min(selected.to, length) } });
      view.current.focus();
    }
    return () => view.current?.destroy();
    // It is made once; what changes later is handed over below.
  }, []);

  useEffect(() => {
    const { state } = view.current!;
    // The editor's own text has line ends of one kind; SQL from a link may have others.
    if (state.doc.toString() !== sql.replace(/\r\n?/g, '\n')) view.current!.dispatch({ changes: { from: 0, to: state.doc.length, insert: sql } });
  }, [sql]);

  useEffect(() => view.current!.dispatch({ effects: dialect.current.reconfigure(language(names)) }), [names]);

  useEffect(() => {
    const { state } = view.current!;
    view.current!.dispatch(setDiagnostics(state, diagnosticsOf(problems, state.doc.length)));
  }, [problems]);

  useEffect(() => {
    if (!goTo) return;
    const offset = Math.min(goTo.offset, view.current!.state.doc.length);
    view.current!.dispatch({ selection: { anchor: offset }, scrollIntoView: true });
    view.current!.focus();
  }, [goTo]);

  return <div ref={place} />;
}
