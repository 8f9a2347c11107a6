import type { Root, RootContent, Table, TableCell } from 'mdast';

/**
 * remark plugin that gives tables with a role of their own a class, by which the style sheet knows them: `facts` for one headed
 * `Fact | Value`, laid out as a strip with each name above its value, `result` for one that follows SQL at once, the rows it gave, and
 * `finder` for a list of tables headed `Table | Platforms | …`, whose long names may break.
 */
export default function tableRoles(): (tree: Root) => void {
  return tree => {
    tree.children.forEach((node, index) => {
      const role = node.type === 'table' ? roleOf(node, tree.children[index - 1]) : undefined;
      if (role) node.data = { ...node.data, hProperties: { className: [role] } };
    });
  };
}

function roleOf(table: Table, before: RootContent | undefined): string | undefined {
  const head = table.children[0]?.children ?? [];
  if (head.length === 2 && says(head[0], 'Fact') && says(head[1], 'Value')) return 'facts';
  if (says(head[0], 'Table') && says(head[1], 'Platforms')) return 'finder';
  return before?.type === 'code' && before.lang === 'sql' ? 'result' : undefined;
}

function says(cell: TableCell | undefined, word: string): boolean {
  const only = cell?.children.length === 1 ? cell.children[0] : undefined;
  return only?.type === 'text' && only.value === word;
}
