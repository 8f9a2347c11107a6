import { acceptCompletion, autocompletion, completionKeymap, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { SQLDialect, SQLite } from '@codemirror/lang-sql';
import { bracketMatching } from '@codemirror/language';
import { lintKeymap, type Diagnostic } from '@codemirror/lint';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, hoverTooltip, keymap, type Tooltip } from '@codemirror/view';
import { meaningAt, suggestionsAt, type Suggestion } from '../completion.ts';
import type { Names } from '../names.ts';
import type { Problem } from '../protocol.ts';
import { theme } from './theme.ts';

/** What the editor asks of the page around it. */
export interface Wants {
  readonly names: () => Names | null;
  readonly changed: (sql: string) => void;
  readonly run: (text: string) => void;
  /** Address of the table reference, below which each table has its page. */
  readonly tables: string;
}

/** Longest text in which names are looked up while it is typed. */
const longestRead = 50_000;

/** Everything of the editor but its language. */
export function extensions({ names, changed, run, tables }: Wants): Extension {
  return [
    EditorView.contentAttributes.of({ 'aria-label': 'SQL', 'aria-multiline': 'true', spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
    history(), drawSelection(), highlightSpecialChars(), bracketMatching(), EditorView.lineWrapping, EditorState.tabSize.of(2),
    autocompletion({ override: [(context) => complete(context, names())], icons: false, activateOnTypingDelay: 50 }),
    hoverTooltip((view, offset) => hover(view, offset, names(), tables)),
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run: ({ state }) => (run(state.doc.toString()), true) }])),
    keymap.of([{ key: 'Tab', run: acceptCompletion }, indentWithTab, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed(update.state.doc.toString());
    }),
    theme,
  ];
}

/** What is coloured as a keyword: the list of the package has names of columns in it, such as path. */
const keywords = [
  'all and as asc between by case cast collate cross current desc distinct else end escape except exists explain filter following from full glob group having in inner',
  'intersect is isnull join left like limit materialized natural not notnull null offset on or order outer over partition preceding recursive regexp right',
  'rows select then unbounded union using values when where window with',
].join(' ');

/** SQLite's language with the tables of this osquery as names of their own and its functions. */
export function language(names: Names | null): Extension {
  const dialect = SQLDialect.define({
    ...SQLite.spec,
    keywords,
    builtin: (names?.tables ?? []).map(({ name }) => name).join(' '),
    types: (names?.functions ?? []).map(({ name }) => name).join(' '),
  });
  return dialect.extension;
}

/** Findings as the editor underlines them; those without a place are only listed below it. */
export function diagnosticsOf(problems: readonly Problem[], length: number): Diagnostic[] {
  return problems.flatMap(({ span, level, message, advice, rule }): Diagnostic[] => {
    if (!span || span.from > length) return [];
    return [{ from: span.from, to: Math.min(span.to, length), severity: level === 'note' ? 'info' : level, message: `${message}\n${advice}`, source: rule }];
  });
}

function complete(context: CompletionContext, names: Names | null): CompletionResult | null {
  const { state, pos, explicit } = context;
  if (!names || state.doc.length > longestRead) return null;
  if (!explicit && !context.matchBefore(/[\w.]$/)) return null;
  const found = suggestionsAt(state.doc.toString(), pos, names);
  return found && { from: found.from, options: found.suggestions.map(optionOf), validFor: /^\w*$/ };
}

const ranks: Readonly<Record<Suggestion['kind'], number>> = { column: 2, table: 2, function: 0, keyword: 1 };

function optionOf({ label, kind, detail, info, insert }: Suggestion): Completion {
  return { label, detail, type: kind, boost: ranks[kind], ...(info && { info }), ...(insert && { apply: insert }) };
}

function hover({ state }: EditorView, offset: number, names: Names | null, tables: string): Tooltip | null {
  const found = names && state.doc.length <= longestRead ? meaningAt(state.doc.toString(), offset, names) : null;
  if (!found) return null;
  return {
    pos: found.from, end: found.to, above: true,
    create() {
      const dom = document.createElement('div');
      dom.className = 'meaning';
      const title = document.createElement('strong');
      title.textContent = found.title;
      dom.append(title, found.text);
      if (found.table !== undefined) dom.append(' ', pageLink(`${tables}${found.table}/`, found.table));
      return { dom };
    },
  };
}

function pageLink(address: string, table: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = address;
  link.textContent = `All of ${table}`;
  return link;
}
