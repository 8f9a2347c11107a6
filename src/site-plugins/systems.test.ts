import { remark } from 'remark';
import { expect, it } from 'vitest';
import systemTabs from './systems.ts';

function elements(markdown: string): unknown[] {
  const tree = remark().parse(markdown);
  systemTabs()(tree);
  return tree.children.flatMap((node) => (node.type === 'list' && node.data?.hName ? [node.data.hName, ...node.children.map(({ data }) => data?.hProperties?.['data-system'])] : []));
}

it('knows a list of systems', () => {
  expect(elements('- **Linux**\n\n  a\n\n- **macOS**\n\n  b\n\n- **Windows**\n')).toEqual(['div', 'linux', 'darwin', 'windows']);
});

it.each(['- **Linux**\n', '- **Linux**\n- **BSD**\n', '- **Linux** and more\n- **macOS**\n', '- Linux\n- macOS\n'])('leaves %j alone', (markdown) => {
  expect(elements(markdown)).toEqual([]);
});
