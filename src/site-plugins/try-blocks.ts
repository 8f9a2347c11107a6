import type { Code, Root, RootContent } from 'mdast';

/**
 * remark plugin that puts SQL with the word `try` in its meta, and the table of rows behind it, into an element that the site makes
 * editable and runnable. It comes after what notes the sample host at SQL. Without a host nothing is made: it could not run.
 */
export default function tryBlocks(): (tree: Root) => void {
  return (tree) => {
    tree.children = tree.children.flatMap((node, index, all): RootContent[] => {
      const before = all[index - 1];
      if (node.type === 'table' && before && isTried(before)) return [];
      if (!isTried(node)) return [node];
      const next = all[index + 1];
      const children = next?.type === 'table' ? [node, next] : [node];
      return [{ type: 'tryQuery', children, data: { hName: 'div', hProperties: { 'data-try': hostOf(node), 'data-sql': node.value } } } as unknown as RootContent];
    });
  };
}

function isTried(node: RootContent): node is Code {
  return node.type === 'code' && node.lang === 'sql' && /\btry\b/.test(node.meta ?? '') && hostOf(node) !== undefined;
}

function hostOf({ meta }: Code): string | undefined {
  return /\bhost=([a-z][a-z0-9-]*)/.exec(meta ?? '')?.[1];
}
