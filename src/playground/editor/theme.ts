import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const line = '1px solid var(--site-rule)';

/** The look of the editor, by the colours of the site, which both themes set. */
export const theme = [
  EditorView.theme({
    '&': { color: 'var(--ifm-font-color-base)', backgroundColor: 'var(--site-surface)', border: '1px solid var(--site-control)', borderRadius: '4px', fontSize: '14.5px' },
    '&.cm-focused': { outline: '2px solid var(--ifm-color-primary)', outlineOffset: '1px' },
    '.cm-scroller': { fontFamily: 'var(--ifm-font-family-monospace)', fontVariantLigatures: 'none', lineHeight: '1.55', minHeight: '9.5rem', maxHeight: '26rem', overflow: 'auto' },
    '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--ifm-font-color-base)' },
    '.cm-line': { padding: '0 0.85rem' },
    '.cm-cursor': { borderLeftColor: 'var(--ifm-font-color-base)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--playground-selection)' },
    '.cm-activeLine': { backgroundColor: 'transparent' },
    '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: '1px solid var(--site-control)' },
    '.cm-specialChar': { color: 'var(--site-error)' },
    '.cm-tooltip': { color: 'var(--ifm-font-color-base)', backgroundColor: 'var(--ifm-background-color)', border: line, borderRadius: '4px', maxWidth: 'min(34rem, 90vw)', fontFamily: 'var(--ifm-font-family-base)', fontSize: '14px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--ifm-font-family-monospace)', maxHeight: '16rem', minWidth: '12rem' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem 0.6rem' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--ifm-color-primary)', color: 'var(--ifm-background-color)' },
    '.cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail': { color: 'inherit' },
    '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--site-quiet)' },
    '.cm-completionInfo': { padding: '0.5rem 0.7rem' },
    '.meaning': { padding: '0.5rem 0.7rem' },
    '.meaning a': { color: 'var(--ifm-link-color)' },
    '.meaning strong': { display: 'block', fontFamily: 'var(--ifm-font-family-monospace)', fontSize: '13px' },
    '.cm-diagnostic': { padding: '0.4rem 0.7rem', borderLeft: '3px solid var(--site-quiet)', whiteSpace: 'pre-wrap' },
    '.cm-diagnostic-error': { borderLeftColor: 'var(--site-error)' },
    '.cm-diagnostic-warning': { borderLeftColor: 'var(--site-caution)' },
    '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--site-error)', textUnderlineOffset: '3px' },
    '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--site-caution)', textUnderlineOffset: '3px' },
    '.cm-lintRange-info': { backgroundImage: 'none', textDecoration: 'underline dotted var(--site-quiet)', textUnderlineOffset: '3px' },
  }),
  syntaxHighlighting(HighlightStyle.define([
    { tag: tags.keyword, color: 'var(--code-keyword)' },
    { tag: tags.standard(tags.name), color: 'var(--code-table)', fontWeight: '600' },
    { tag: tags.typeName, color: 'var(--code-function)' },
    { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
    { tag: [tags.lineComment, tags.blockComment], color: 'var(--code-quiet)', fontStyle: 'italic' },
    { tag: [tags.operator, tags.punctuation], color: 'var(--code-quiet)' },
  ])),
];
