import type { BlockContent, Nodes, Parents, PhrasingContent, RootContent, TableCell } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { code, fence, link, paragraph, strong, text, words } from './mdast.ts';

/** How the blocks of a text are taken over; what is left out is as in a field of a content file. */
export interface ProseOptions {
  /** What becomes of a heading with these `children`. */
  readonly heading?: (children: PhrasingContent[], depth: 1 | 2 | 3 | 4 | 5 | 6) => RootContent[];
  /** What takes the place of a block of HTML at `line`, or nothing to have it shown as it is written. */
  readonly html?: (value: string, line: number) => RootContent[] | undefined;
}

interface Context extends ProseOptions {
  readonly source: string;
}

/** Languages that a code block may name; Docusaurus gives some others a meaning of their own. */
const languages = new Set(['bash', 'ini', 'json', 'powershell', 'sh', 'shell', 'sql', 'text', 'yaml', 'yml']);

/** How deep blocks, and marks within a line, may be nested before they are shown as they are written. */
const deepest = 16;

/**
 * Markdown that costs a parser time beyond all measure: a line that begins with more than 16 marks of quotes or lists, or
 * a run of 64 marks of emphasis. Nobody writes that to be read.
 */
const excessive = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))){17}|([*_~])\1{63}/m;

const parser = remark().use(remarkGfm);

/**
 * Markdown that contributors write, as blocks of a page. Paragraphs, lists, emphasis, code, tables, and links to https
 * addresses or to places of this site stay. A heading becomes a strong paragraph, since headings and their anchors are
 * the page’s. Quotes and struck text lose their marks. All else (HTML, images, footnotes, definitions) is shown as it
 * is written; a link to anywhere else keeps its words and loses its target.
 */
export function prose(markdown: string, options: ProseOptions = {}): RootContent[] {
  if (excessive.test(markdown)) return [fence('text', markdown)];
  return blocksOf(parser.parse(markdown), { ...options, source: markdown }, 0);
}

/** Markdown on one line: what stands in a table cell or in a heading. Blocks are joined by blanks. */
export function inline(markdown: string): PhrasingContent[] {
  return onOneLine(prose(markdown));
}

/** Markdown as a text without any marks, on one line. */
export function plainText(markdown: string): string {
  return inline(markdown).map(textOf).join('').trim();
}

/** Whether a link may lead there: to an https address, or to a place of this site from its root or on the same page. */
export function isSafeTarget(url: string): boolean {
  if (/[\s\\]|\p{Cc}/u.test(url)) return false;
  return /^https:\/\//i.test(url) ? URL.canParse(url) : /^(?:#|\/(?!\/))/.test(url);
}

/** The text that a node shows. */
export function textOf(node: Nodes): string {
  if ('children' in node) return (node.children as Nodes[]).map(textOf).join('');
  return 'value' in node ? node.value : '';
}

function blocksOf(parent: Parents, context: Context, depth: number): RootContent[] {
  return (parent.children as RootContent[]).flatMap((node) => (depth > deepest ? asWritten(node, context) : block(node, context, depth)));
}

function block(node: RootContent, context: Context, depth: number): RootContent[] {
  switch (node.type) {
    case 'paragraph':
      return [paragraph(lineOf(node, context))];
    case 'heading':
      return context.heading?.(lineOf(node, context), node.depth) ?? [paragraph(strong(lineOf(node, context)))];
    case 'blockquote':
      return blocksOf(node, context, depth + 1);
    case 'list': {
      const items = node.children.map((item) => ({ type: 'listItem' as const, spread: item.spread ?? false, children: blocksOf(item, context, depth + 1) as BlockContent[] }));
      return [{ type: 'list', ordered: node.ordered ?? false, start: node.start ?? null, spread: node.spread ?? false, children: items }];
    }
    case 'code':
      return [fence(languages.has(node.lang ?? '') ? node.lang! : 'text', node.value)];
    case 'table': {
      const cell = (from: TableCell): TableCell => ({ type: 'tableCell', children: lineOf(from, context) });
      return [{ type: 'table', align: node.align ?? [], children: node.children.map((row) => ({ type: 'tableRow', children: row.children.map(cell) })) }];
    }
    case 'thematicBreak':
      return [];
    case 'html':
      return context.html?.(node.value, node.position!.start.line) ?? asWritten(node, context);
    default:
      return asWritten(node, context);
  }
}

/** The line of a block. Texts that meet are joined before they become words, so that no address hides in their seam. */
function lineOf(parent: Parents, context: Context): PhrasingContent[] {
  return phrasing(parent.children as PhrasingContent[], context, 0).flatMap(asWords);
}

function phrasing(nodes: readonly PhrasingContent[], context: Context, depth: number): PhrasingContent[] {
  return merged(
    nodes.flatMap((node): PhrasingContent[] => {
      if (depth > deepest) return [source(node, context)];
      switch (node.type) {
        case 'text':
          return [text(node.value)];
        case 'break':
          return [text(' ')];
        case 'inlineCode':
          return [code(node.value)];
        case 'emphasis':
        case 'strong':
          return [{ type: node.type, children: phrasing(node.children, context, depth + 1) }];
        case 'delete':
          return phrasing(node.children, context, depth + 1);
        case 'link': {
          const children = phrasing(node.children, context, depth + 1);
          return isSafeTarget(node.url) ? [link(node.url, children.length > 0 ? children : node.url)] : children;
        }
        default:
          return [source(node, context)];
      }
    }),
  );
}

function asWritten(node: RootContent, context: Context): RootContent[] {
  return [paragraph(source(node, context))];
}

function source(node: Nodes, context: Context): PhrasingContent {
  return code(context.source.slice(node.position?.start.offset, node.position?.end.offset));
}

function merged(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === 'text' && last?.type === 'text') result[result.length - 1] = text(last.value + node.value);
    else result.push(node);
  }
  return result;
}

/** A node with its texts as words; those of a link stay, since nothing within a link becomes another. */
function asWords(node: PhrasingContent): PhrasingContent[] {
  if (node.type === 'text') return words(node.value);
  if (node.type === 'emphasis' || node.type === 'strong') return [{ type: node.type, children: node.children.flatMap(asWords) }];
  return [node];
}

function onOneLine(nodes: readonly RootContent[]): PhrasingContent[] {
  const lines = nodes.map(line).filter((found) => found.length > 0);
  return merged(lines.flatMap((found, index) => (index === 0 ? found : [text(' '), ...found])));
}

function line(node: RootContent): PhrasingContent[] {
  switch (node.type) {
    case 'paragraph':
    case 'tableCell':
      return node.children;
    case 'code':
      return [code(node.value)];
    default:
      return 'children' in node ? onOneLine(node.children as RootContent[]) : [];
  }
}
