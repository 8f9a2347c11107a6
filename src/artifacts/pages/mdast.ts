import type { AlignType, BlockContent, Code, Heading, InlineCode, Link, List, ListItem, Paragraph, PhrasingContent, RootContent, Strong, Text } from 'mdast';
import { dump } from 'js-yaml';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';

/** What stands within a line: a text, which can become nothing but text, or nodes. */
export type Inline = string | PhrasingContent | readonly PhrasingContent[];

/** Front matter of a page, as Docusaurus reads it. */
export type FrontMatter = Readonly<Record<string, string | number | null>>;

/** Characters that show as nothing or turn the reading order round; the line end and the tab stay. */
const hidden = /[\p{Cs}\u202A-\u202E\u2066-\u2069]|(?![\n\t])\p{Cc}/gu;

/** What GFM makes a link of without being asked, escaped or not: it looks for these in the text once it is parsed. */
const linkLike = /(?:https?:\/\/|www\.)\S+|(?:(?:mailto|xmpp):)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

const processor = remark()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkFrontmatter)
  .data('settings', {
    bullet: '-',
    rule: '-',
    // Docusaurus reads `:name` and `:::name` as directives, which remark itself does not know to escape.
    unsafe: [
      { before: '[^:]', character: ':', after: '[A-Za-z]', inConstruct: ['phrasing'] },
      { atBreak: true, character: ':', after: ':' },
    ],
  });

/** A text without hidden characters, its line ends written as `\n`. */
export function visible(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(hidden, '\uFFFD');
}

/** A text on one line, without hidden characters. */
export function oneLine(value: string): string {
  return visible(value).replace(/\s*\n\s*|\t/g, ' ');
}

/** A text node. */
export function text(value: string): Text {
  return { type: 'text', value: oneLine(value) };
}

/** A text as nodes that stay text wherever the page is read: what looks like an address stands as code. */
export function words(value: string): PhrasingContent[] {
  const line = oneLine(value);
  const nodes: PhrasingContent[] = [];
  let end = 0;
  for (const match of line.matchAll(linkLike)) {
    if (match.index > end) nodes.push(text(line.slice(end, match.index)));
    nodes.push(code(match[0]));
    end = match.index + match[0].length;
  }
  if (end < line.length) nodes.push(text(line.slice(end)));
  return nodes;
}

/** Code within a line. */
export function code(value: string): InlineCode {
  return { type: 'inlineCode', value: oneLine(value) };
}

/** Names as code, a comma between two. */
export function codes(names: readonly string[]): PhrasingContent[] {
  return names.flatMap((name, index) => [...(index > 0 ? [text(', ')] : []), code(name)]);
}

/** Strong text. */
export function strong(...children: readonly Inline[]): Strong {
  return { type: 'strong', children: inlines(children) };
}

/** A link; the caller vouches for `url`. A text as its child stands as it is: there are no links within links. */
export function link(url: string, ...children: readonly Inline[]): Link {
  return { type: 'link', url, children: children.flatMap((child) => (typeof child === 'string' ? [text(child)] : inlines([child]))) as Link['children'] };
}

/** A sentence from a template: its own words as they are, what is put in as text or nodes. */
export function say(strings: TemplateStringsArray, ...values: readonly (Inline | number)[]): PhrasingContent[] {
  return strings.flatMap((own, index) => {
    const value = values[index];
    return [...(own ? [text(own)] : []), ...(value === undefined ? [] : inlines([typeof value === 'number' ? String(value) : value]))];
  });
}

/** A paragraph. */
export function paragraph(...children: readonly Inline[]): Paragraph {
  return { type: 'paragraph', children: inlines(children) };
}

/** A heading that is found under `#id`; the title of the page goes without. */
export function heading(depth: Heading['depth'], title: Inline, id?: string): Heading {
  return { type: 'heading', depth, children: [...inlines([title]), ...(id === undefined ? [] : [text(` {#${id}}`)])] };
}

/** A block of code. */
export function fence(language: string, value: string): Code {
  return { type: 'code', lang: language, value: visible(value).replace(/\s+$/, '') };
}

/** A list without numbers, an entry for each of `items`. */
export function list(items: readonly (readonly BlockContent[])[]): List {
  return { type: 'list', ordered: false, spread: false, children: items.map(listItem) };
}

/** A list of steps, numbered from 1. */
export function steps(items: readonly (readonly BlockContent[])[]): List {
  return { ...list(items), ordered: true, start: 1 };
}

/** A table: the heads of the columns, then rows of as many cells. */
export function table(heads: readonly Inline[], rows: readonly (readonly Inline[])[], align: readonly AlignType[] = []): RootContent & { type: 'table' } {
  const row = (cells: readonly Inline[]) => ({
    type: 'tableRow' as const,
    children: cells.map((cell) => ({ type: 'tableCell' as const, children: inlines([cell]).flatMap(inCell) })),
  });
  return { type: 'table', align: heads.map((_, index) => align[index] ?? null), children: [row(heads), ...rows.map(row)] };
}

/** The Markdown of a page. The same nodes give the same text. */
export function printPage(frontMatter: FrontMatter, children: readonly RootContent[]): string {
  const yaml = dump(frontMatter, { lineWidth: -1, forceQuotes: true, quoteStyle: 'double' }).trimEnd();
  return processor.stringify({ type: 'root', children: [{ type: 'yaml', value: yaml }, ...children] });
}

/** The Markdown of a part that a page written by hand takes in: nodes without front matter. */
export function printPart(children: readonly RootContent[]): string {
  return processor.stringify({ type: 'root', children: [...children] });
}

function inlines(children: readonly Inline[]): PhrasingContent[] {
  return children.flatMap((child) => (typeof child === 'string' ? words(child) : child)) as PhrasingContent[];
}

function listItem(children: readonly BlockContent[]): ListItem {
  return { type: 'listItem', spread: false, children: [...children] };
}

/** In a table the backslash of code such as `a\|b` would be taken for the escape of the bar, so the bar stands beside the code. */
function inCell(node: PhrasingContent): PhrasingContent[] {
  if (node.type !== 'inlineCode' || !node.value.includes('\\|')) return [node];
  return node.value.split(/(?<=\\)\|/).flatMap((piece, index) => [...(index > 0 ? [text('|')] : []), ...(piece ? [code(piece)] : [])]);
}
