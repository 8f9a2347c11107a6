import type { Nodes, Parent, PhrasingContent, Root, RootContent, Text } from 'mdast';

/** Node types of remark-directive, which the types of mdast do not know. */
type Directive = { type: 'textDirective' | 'leafDirective' | 'containerDirective'; attributes?: Record<string, string> } & Parent;
type Node = Nodes | Directive;

/** Schemes a link may have; an address without one stays on the site. `pathname:` is Docusaurus' own, for files beside the pages. */
const schemes = new Set(['http', 'https', 'mailto', 'pathname']);

/** What a heading may hold: Docusaurus copies all else into the table of contents as markup. */
const inHeadings = new Set(['text', 'inlineCode', 'emphasis', 'strong', 'delete', 'link']);

/** Nodes whose children are blocks, so that text in them needs a paragraph around it. */
const blockParents = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition', 'containerDirective']);

/**
 * remark plugin that makes a page safe whoever wrote its text. Raw HTML is shown as text and comments are dropped; links with
 * a scheme other than http, https, mailto lose their target; images of other hosts become links, so that a page asks no other host
 * for anything; and of directives only admonitions stay, so that `10:am` is not taken for one.
 */
export default function inertMarkdown(): (tree: Root, file: { readonly value: unknown }) => void {
  return (tree, file) => makeInert(tree, String(file.value), false);
}

function makeInert(parent: Parent, source: string, heading: boolean): void {
  parent.children = parent.children.flatMap(child => {
    const nodes = inert(child, source);
    if (heading) return nodes.map(node => (inHeadings.has(node.type) ? node : text(plainText(node))));
    return blockParents.has(parent.type) ? nodes.map(asBlock) : nodes;
  });
  for (const child of parent.children) {
    if ('children' in child) makeInert(child, source, heading || child.type === 'heading');
  }
}

/** What stands in place of `node`. */
function inert(node: Node, source: string): RootContent[] {
  switch (node.type) {
    case 'html':
      return /^<!--[\s\S]*-->$/.test(node.value.trim()) ? [] : [text(node.value)];
    case 'textDirective':
    case 'leafDirective':
      return [text(source.slice(node.position?.start.offset, node.position?.end.offset))];
    case 'containerDirective':
      node.attributes = {};
      return [node as unknown as RootContent];
    case 'link':
      return isSafe(node.url) ? [node] : node.children;
    case 'definition':
      return isSafe(node.url) ? [node] : [];
    case 'image':
      return isForeign(node.url) ? [imageAsLink(node.url, node.alt)] : [node];
    case 'imageReference':
      return [{ type: 'linkReference', identifier: node.identifier, label: node.label, referenceType: 'full', children: [text(node.alt || node.identifier)] }];
    default:
      return [node as RootContent];
  }
}

function imageAsLink(url: string, alt: string | null | undefined): PhrasingContent {
  return isSafe(url) ? { type: 'link', url, children: [text(alt || url)] } : text(alt || url);
}

function isSafe(url: string): boolean {
  const scheme = /^\s*([^/?#]*?):/.exec(url)?.[1];
  return scheme === undefined || schemes.has(scheme.toLowerCase());
}

function isForeign(url: string): boolean {
  return /^\s*(?:[^/?#]*:|[/\\]{2})/.test(url);
}

function asBlock(node: RootContent): RootContent {
  return node.type === 'text' ? { type: 'paragraph', children: [node] } : node;
}

function plainText(node: Node): string {
  if ('children' in node) return node.children.map(plainText).join('');
  return 'value' in node ? node.value : 'alt' in node ? (node.alt ?? '') : '';
}

function text(value: string): Text {
  return { type: 'text', value };
}
