import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { expect, it } from 'vitest';
import tableRoles from './table-roles.ts';

/** Classes of the tables of `markdown`, in order. */
function classes(markdown: string): unknown[] {
  const tree = remark().use(remarkGfm).parse(markdown);
  tableRoles()(tree);
  return tree.children.flatMap(node => (node.type === 'table' ? [node.data?.hProperties?.className] : []));
}

it('knows a strip of facts by its head', () => {
  expect(classes('| Fact | Value |\n| - | - |\n| Version | 1.0.0 |')).toEqual([['facts']]);
  expect(classes('| Fact | Value | Unit |\n| - | - | - |\n| a | b | c |')).toEqual([undefined]);
});

it('knows a list of tables by its head', () => {
  expect(classes('| Table | Platforms | Read by |\n| - | - | - |\n| a | Linux | 1 |')).toEqual([['finder']]);
  expect(classes('| Table | Platform | Flag |\n| - | - | - |\n| a | Linux | b |')).toEqual([undefined]);
});

it('knows a result by the SQL right above it', () => {
  const table = '| a |\n| - |\n| 1 |';
  expect(classes(`\`\`\`sql\nSELECT 1 AS a;\n\`\`\`\n\n${table}\n\nText.\n\n${table}`)).toEqual([['result'], undefined]);
  expect(classes(`\`\`\`json\n{}\n\`\`\`\n\n${table}`)).toEqual([undefined]);
});
