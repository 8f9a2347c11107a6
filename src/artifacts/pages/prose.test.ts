import type { Nodes, RootContent } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { describe, expect, test } from 'vitest';
import { code, fence, heading, paragraph, printPage, table, words } from './mdast.ts';
import { inline, isSafeTarget, plainText, prose, textOf } from './prose.ts';

const reader = remark().use(remarkGfm).use(remarkFrontmatter);

/** The printed nodes as another program reads them. */
function readBack(children: readonly RootContent[]): RootContent[] {
  return reader.parse(printPage({ title: 'x' }, children)).children.slice(1);
}

function all(node: Nodes | { children: readonly RootContent[] }): Nodes[] {
  return 'children' in node ? [...('type' in node ? [node] : []), ...(node.children as Nodes[]).flatMap(all)] : [node];
}

describe('what stays', () => {
  test('paragraphs, lists, emphasis, code, tables and links', () => {
    const source = 'A *b* **c** `d` [e](https://osquery.io/) [f](/packs/) [g](#h).\n\n- one\n- two\n\n1. x\n\n```sql\nSELECT 1;\n```\n\n| a | b |\n| - | -: |\n| 1 | 2 |';
    const printed = printPage({ title: 'x' }, prose(source));
    for (const part of ['*b*', '**c**', '`d`', '[e](https://osquery.io/)', '[f](/packs/)', '[g](#h)', '- one', '1. x', '```sql\nSELECT 1;\n```', '| 1 | 2 |']) expect(printed).toContain(part);
  });

  test('an address written out is a link', () => {
    expect(all(paragraph(inline('See https://osquery.io/schema/ for more.'))).filter(({ type }) => type === 'link')).toMatchObject([{ url: 'https://osquery.io/schema/' }]);
  });

  test('a heading is a strong paragraph', () => {
    expect(prose('# Big')).toEqual([{ type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: 'Big' }] }] }]);
  });
});

describe('what cannot get through', () => {
  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['HTML within a line', 'a <b onclick="x()">b</b> <img src=x onerror=alert(1)>'],
    ['a comment', '<!-- comment -->\n\ntext'],
    ['an image', '![i](https://osquery.io/i.png)'],
    ['an image by reference', '![i][r]\n\n[r]: https://osquery.io/i.png'],
    ['links to elsewhere', '[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x) [d](//example.com) [e](/\\example.com) [f](http://example.com) [g](ftp://x.y)'],
    ['addresses that become links', '<javascript:alert(1)> <mailto:a@example.com> a@example.com mailto:a@example.com www.example.com http://example.com/'],
    ['addresses in seams and entities', '[http](javascript:x)://example.com/ and \\http://example.com/ and ht&#116;p://example.com/'],
    ['a footnote', 'a[^1]\n\n[^1]: <b>note</b>'],
    ['a link by reference', '[a][d]\n\n[d]: javascript:alert(1)'],
    ['entities', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['an escaped tag', '\\<script>alert(1)\\</script>'],
    ['a target of a tab', '[&#9;](/&#9;/example.com)'],
    ['HTML within blocks', '- a\n\n  <div>\n\n> <iframe src="x">\n\n| a |\n| - |\n| <b>x</b> \\| y |'],
    ['emphasis around HTML', '*a\n<b>*'],
    ['code of other languages', '```mdx-code-block\n<b>\n```\n\n~~~html live\n<b>\n~~~'],
    ['directives and code of MDX', ':::danger\nx\n:::\n\n::leaf{a=b} :text[x]{onclick=y} import x from "y" {1+1} export const a = 1'],
    ['front matter', '---\ntitle: x\n---\n<b>'],
    ['hidden characters', 'a\u0000\u202e\u2066b\ud800'],
    ['endless quotes', '> '.repeat(9_000) + '<b>'],
    ['endless lists', '- '.repeat(9_000) + '<b>'],
    ['endless numbered lists', 'a\n' + '\t1. '.repeat(4_000) + '<b>'],
    ['endless stars', '*'.repeat(9_000) + '<b>' + '*'.repeat(9_000)],
    ['deep lists', Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- <b>`).join('\n')],
    ['deep emphasis', '**a *b '.repeat(300) + '<b>'],
    ['endless links', '[a]('.repeat(300) + '<b>'],
  ])('%s', (_, source) => {
    for (const nodes of [prose(source), [paragraph(inline(source))], [table(['h'], [[inline(source)], [words(source)], [code(source)]])], [heading(2, inline(source), 'id')], [fence('sql', source)]]) {
      const read = readBack(nodes).flatMap(all);
      expect(read.filter(({ type }) => ['html', 'image', 'imageReference', 'linkReference', 'definition', 'footnoteReference', 'footnoteDefinition', 'yaml'].includes(type))).toEqual([]);
      for (const node of read) if (node.type === 'link') expect(node.url).toSatisfy(isSafeTarget);
      expect(read.filter((node) => node.type === 'code' && node.lang !== null).every((node) => ['sql', 'text'].includes((node as { lang: string }).lang))).toBe(true);
    }
  });

  test('what is taken out is still to be read', () => {
    expect(plainText('a <script>x</script> ![i](y) b')).toBe('a <script>x</script> ![i](y) b');
    expect(plainText('[words](javascript:x) stay')).toBe('words stay');
  });

  test('no directive is left for Docusaurus', () => {
    const printed = printPage({ title: 'x' }, prose(':::danger\n\n::leaf\n\na :text[x]'));
    expect(printed).toContain('\\:::danger');
    expect(printed).toContain('\\::leaf');
    expect(printed).toContain('\\:text');
  });

  test('hidden characters show', () => {
    expect(plainText('a\u202eb\u0007c')).toBe('a\ufffdb\ufffdc');
  });
});

describe('tables', () => {
  test.each(['a|b', 'a\\|b', '\\\\host\\|x', '`', '``', '`a`', 'C:\\', '\\', '*x*', '<b>', '&lt;', '{#x}', '[x](y)', '$HOME', ' |', '|', 'http://example.com/a|b', "it's"])('a cell holds %s as it is', (value) => {
    for (const cell of [code(value), words(value)]) {
      const [read] = readBack([table(['h'], [[cell]])]);
      const row = read?.type === 'table' ? read.children[1]! : undefined;
      expect(row?.children).toHaveLength(1);
      expect(textOf(row!).trim()).toBe(value.trim());
    }
  });

  test('a line end in a cell becomes a blank', () => {
    const [read] = readBack([table(['h'], [[code('a\nb\r\nc\td')]])]);
    expect(textOf((read as { children: Nodes[] }).children[1]!)).toBe('a b c d');
  });
});

describe('front matter', () => {
  test.each(['a: b', '"quoted" and \'single\'', '---', '# no comment', '2026-11-23', 'null', '{a: b}', 'a\nb'])('holds %j as a text', async (title) => {
    const { load } = await import('js-yaml');
    const [yaml] = reader.parse(printPage({ title, custom_edit_url: null, sidebar_position: 2 }, [])).children;
    expect(load((yaml as { value: string }).value)).toEqual({ title, custom_edit_url: null, sidebar_position: 2 });
  });
});
