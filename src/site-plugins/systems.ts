import type { List, Paragraph, Root, RootContent } from 'mdast';

/** The systems that a list may tell apart, by the word that each of its entries begins with. */
const systems: Readonly<Record<string, string>> = { Linux: 'linux', macOS: 'darwin', Windows: 'windows' };

/**
 * remark plugin that knows a list in which each entry begins with a system, strong and alone in its paragraph, and gives it and its
 * entries the elements from which the site makes tabs. It stays a sequence of sections where there is no JavaScript.
 */
export default function systemTabs(): (tree: Root) => void {
  return (tree) => {
    for (const node of tree.children) {
      if (node.type === 'list' && node.children.length > 1 && node.children.every((item) => systemOf(item.children[0]))) mark(node);
    }
  };
}

function mark(list: List): void {
  list.data = { ...list.data, hName: 'div', hProperties: { 'data-systems': '' } };
  for (const item of list.children) {
    // Paragraphs of a tight list would lose their element.
    item.spread = true;
    item.data = { ...item.data, hName: 'section', hProperties: { 'data-system': systemOf(item.children[0])! } };
  }
}

function systemOf(node: RootContent | undefined): string | undefined {
  const only = node?.type === 'paragraph' && (node as Paragraph).children.length === 1 ? (node as Paragraph).children[0] : undefined;
  const word = only?.type === 'strong' && only.children.length === 1 && only.children[0]?.type === 'text' ? only.children[0].value : '';
  return Object.hasOwn(systems, word) ? systems[word] : undefined;
}
