import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { expect, it } from 'vitest';
import tryBlocks from './try-blocks.ts';

const table = '| a |\n| - |\n| 1 |';

function shape(markdown: string): string[] {
  const tree = remark().use(remarkGfm).parse(markdown);
  tryBlocks()(tree);
  return tree.children.map((node) => ('children' in node && (node.type as string) === 'tryQuery' ? `${node.data?.hProperties?.['data-try']}: ${node.children.map(({ type }) => type).join(' ')}` : node.type));
}

it('takes SQL that is to be tried, with the rows behind it', () => {
  expect(shape(`\`\`\`sql try host=linux-server\nSELECT 1 AS a;\n\`\`\`\n\n${table}\n\nText.\n\n${table}`)).toEqual(['linux-server: code table', 'paragraph', 'table']);
  expect(shape('```sql try host=linux-server\nSELECT 1;\n```\n\nNo rows.')).toEqual(['linux-server: code', 'paragraph']);
});

it('leaves other SQL, and SQL without a host, alone', () => {
  expect(shape(`\`\`\`sql host=linux-server\nSELECT 1;\n\`\`\`\n\n${table}`)).toEqual(['code', 'table']);
  expect(shape('```sql try\nSELECT 1;\n```')).toEqual(['code']);
});
