import type { BlockContent, ListItem, Paragraph, PhrasingContent, Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { visible } from './screen.ts';

/** A heading. */
export function heading(depth: 2 | 3 | 4, value: string): BlockContent {
  return { type: 'heading', depth, children: [text(value)] };
}

/** An item of one paragraph. */
export function item(children: PhrasingContent[]): ListItem {
  return { type: 'listItem', spread: false, children: [paragraph(children)] };
}

/** A text of at most `longest` characters. */
export function shortened(value: string, longest: number): string {
  return value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
}

/** A list without numbers. */
export function list(children: ListItem[]): BlockContent {
  return { type: 'list', ordered: false, spread: false, children };
}

/** Words that stand in a block of their own. */
export function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children };
}

/** Text in which an @ notifies nobody: a word joiner stands behind it. */
export function text(value: string): PhrasingContent {
  return { type: 'text', value: visible(value).replace(/@/g, '@\u2060') };
}

/** Text set as code. */
export function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value: visible(value) };
}

/** A text that is stressed. */
export function strong(value: string): PhrasingContent {
  return { type: 'strong', children: [text(value)] };
}

/** Markdown in which nothing of a text comes through as markup, as a mention or as HTML. */
export function print(children: BlockContent[]): string {
  const root: Root = { type: 'root', children };
  return remark().use(remarkGfm).data('settings', { bullet: '-' }).stringify(root);
}
