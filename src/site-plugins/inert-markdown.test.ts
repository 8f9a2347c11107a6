import type { Root, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import inertMarkdown from './inert-markdown.ts';

/** The tree of `markdown` after the plugin, and every node of it. */
function inert(markdown: string): { tree: Root; nodes: RootContent[] } {
  const processor = remark().use(remarkGfm);
  const tree = processor.parse(markdown);
  inertMarkdown()(tree, { value: markdown });
  return { tree, nodes: all(tree.children) };
}

const all = (nodes: readonly RootContent[]): RootContent[] => nodes.flatMap(node => [node, ...('children' in node ? all(node.children) : [])]);
const words = (nodes: readonly RootContent[]) => nodes.flatMap(node => (node.type === 'text' ? [node.value] : [])).join('|');
const ofType = (nodes: readonly RootContent[], type: string) => nodes.filter(node => node.type === type);

describe('inertMarkdown', () => {
  it.each([
    ['in a block', '<script>evil()</script>', '<script>evil()</script>'],
    ['in a sentence', 'a <b onclick="x()">b</b>', '<b onclick="x()">'],
    ['in a list', '- <iframe src="x"></iframe>', '<iframe src="x">'],
    ['in a table', '| a |\n| - |\n| <img src=x onerror=y> |', '<img src=x onerror=y>'],
  ])('shows HTML %s as text', (_, markdown, shown) => {
    const { nodes } = inert(markdown);
    expect(ofType(nodes, 'html')).toEqual([]);
    expect(words(nodes)).toContain(shown);
  });

  it('puts the text of a block into a paragraph', () => {
    expect(inert('<div>\ntext\n</div>').tree.children.map(node => node.type)).toEqual(['paragraph']);
  });

  it('drops comments', () => {
    expect(words(inert('before <!-- hidden --> after\n\n<!-- hidden -->').nodes)).not.toContain('hidden');
  });

  it.each(['javascript:x()', 'JAVASCRIPT:x()', ' java&#9;script:x()', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd'])(
    'takes the target from a link to %s and keeps its words',
    url => {
      const { nodes } = inert(`[words](<${url}>)`);
      expect(ofType(nodes, 'link')).toEqual([]);
      expect(words(nodes)).toContain('words');
    },
  );

  it('drops a definition with such a target', () => {
    expect(ofType(inert('[words][a]\n\n[a]: javascript:x()').nodes, 'definition')).toEqual([]);
  });

  it.each(['https://attack.mitre.org/', 'mailto:a@b.example', '/packs/', '../x.md#a', '#part', 'pathname:///packs/a.conf', '?q=a:b'])('leaves a link to %s', url => {
    expect(ofType(inert(`[words](${url})`).nodes, 'link')).toMatchObject([{ url }]);
  });

  it('makes a link of an image of another host, and leaves the site’s own', () => {
    const foreign = inert('![plan](https://host.example/x.png) ![plan](//host.example/x.png)').nodes;
    expect(ofType(foreign, 'image')).toEqual([]);
    expect(ofType(foreign, 'link')).toHaveLength(2);
    expect(ofType(inert('![plan](/img/x.png)').nodes, 'image')).toHaveLength(1);
  });

  it('makes a link of an image by reference, whose target may be another host', () => {
    const { nodes } = inert('![plan][a]\n\n[a]: https://host.example/x.png');
    expect(ofType(nodes, 'imageReference')).toEqual([]);
    expect(ofType(nodes, 'linkReference')).toHaveLength(1);
  });

  it('leaves nothing in a heading that the table of contents would take for markup', () => {
    const { tree } = inert('## a *b `c`* ![<img src=x onerror=y>](/i.png) [&lt;img src=x&gt;][r] <b>\n\n[r]: /x');
    const [heading] = tree.children;
    const kinds = new Set(all(heading && 'children' in heading ? heading.children : []).map(node => node.type));
    expect([...kinds].sort()).toEqual(['emphasis', 'inlineCode', 'text']);
    expect(words(all(tree.children))).toContain('<img src=x onerror=y>');
  });

  it('shows text and leaf directives as they are written, and takes the attributes from containers', () => {
    const source = 'at 10:am ::x[y]';
    const place = (start: number, end: number) => ({ start: { line: 1, column: start + 1, offset: start }, end: { line: 1, column: end + 1, offset: end } });
    const tree = {
      type: 'root',
      children: [
        { type: 'paragraph', children: [{ type: 'textDirective', name: 'am', children: [], position: place(5, 8) }] },
        { type: 'leafDirective', name: 'x', children: [], position: place(9, 15) },
        { type: 'containerDirective', name: 'note', attributes: { onclick: 'x()' }, children: [] },
      ],
    } as unknown as Root;
    inertMarkdown()(tree, { value: source });
    expect(tree.children).toMatchObject([
      { type: 'paragraph', children: [{ type: 'text', value: ':am' }] },
      { type: 'paragraph', children: [{ type: 'text', value: '::x[y]' }] },
      { type: 'containerDirective', name: 'note', attributes: {} },
    ]);
  });

  it('leaves code as it is', () => {
    expect(inert('```html\n<script>x</script>\n```\n\n`<b>`').nodes).toMatchObject([
      { type: 'code', value: '<script>x</script>' },
      { type: 'paragraph' },
      { type: 'inlineCode', value: '<b>' },
    ]);
  });
});
