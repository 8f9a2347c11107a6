import { describe, expect, test } from 'vitest';
import { readYaml } from './yaml.ts';

const findings = (text: string) => readYaml('packs/p/q.yml', text).findings.map(({ place, message }) => `${place.line}:${place.column} ${message}`);
const place = (text: string, path: (string | number)[], offset?: number) => {
  const { document } = readYaml('f.yml', text);
  const found = offset === undefined ? document!.at.value(path) : document!.at.inText(path, offset);
  return `${found.line}:${found.column}`;
};

describe('places', () => {
  test('of values and keys', () => {
    const text = 'a:\n  b: 1\n  c:\n    - x\n    - d: 2\n';
    expect(place(text, ['a', 'b'])).toBe('2:6');
    expect(place(text, ['a', 'c', 1, 'd'])).toBe('5:10');
    const { document } = readYaml('f.yml', text);
    expect(document!.at.key(['a', 'b'])).toEqual({ file: 'f.yml', line: 2, column: 3 });
  });

  test('of a value that is left out: its key', () => {
    expect(place('a:\n  b:\n  c: 1\n', ['a', 'b'])).toBe('2:3');
    expect(place('a:\n  c: 1\n  b:\n', ['a', 'b'])).toBe('3:3');
  });

  test('inside a literal block, its indentation included', () => {
    const text = 'spec:\n  query: |\n    SELECT a\n      FROM b\n\n    WHERE c\n';
    const sql = 'SELECT a\n  FROM b\n\nWHERE c\n';
    expect(place(text, ['spec', 'query'], 0)).toBe('3:5');
    expect(place(text, ['spec', 'query'], sql.indexOf('FROM'))).toBe('4:7');
    expect(place(text, ['spec', 'query'], sql.indexOf('WHERE'))).toBe('6:5');
    expect(place(text, ['spec', 'query'], sql.indexOf('c\n', 20))).toBe('6:11');
  });

  test('inside quoted and folded texts', () => {
    expect(place('a: "x\\ty z"\n', ['a'], 'x\ty z'.indexOf('z'))).toBe('1:10');
    expect(place("a: 'it''s b'\n", ['a'], "it's b".indexOf('b'))).toBe('1:11');
    expect(place('a: >\n  one two\n  three\n', ['a'], 'one two three'.indexOf('three'))).toBe('3:3');
    expect(place('a: >\n  one two\n  three\n', ['a'], 'one two three'.indexOf('two'))).toBe('2:7');
    expect(place('a: plain text\n', ['a'], 6)).toBe('1:10');
  });
});

describe('what cannot be read is told with its place', () => {
  test.each([
    ['', '1:1 The file is empty.'],
    ['\uFEFFa: 1\n', '1:1 The file begins with a byte-order mark.'],
    ['a: 1\r\nb: 2\r\n', '1:5 The file has CRLF line ends.'],
    ['a: "x\0y"\n', '1:6 The file holds a NUL byte.'],
    ['a: 1\nb: 2\na: 3\n', '3:1 The key "a" stands twice in this mapping.'],
    ['a: &x 1\nb: *x\n', '1:5 The file uses a YAML anchor or alias.'],
    ['__proto__: {x: 1}\n', '1:1 The key "__proto__" is not allowed.'],
    ['a: !!binary x\n', '1:4 The file uses a YAML tag.'],
    ['a: 1\n---\nb: 2\n', '3:1 The file holds several YAML documents.'],
    ['? [a]\n: 1\n', '1:3 A key is not a plain word.'],
  ])('%j', (text, first) => expect(findings(text)[0]).toBe(first));

  test('broken YAML', () => {
    expect(findings('a: [1\nb: 2\n')[0]).toMatch(/^\d+:\d+ The file is not valid YAML: /);
    expect(findings('a:\n\t- x\n')[0]).toMatch(/not valid YAML/);
  });

  test('a line of a block text that is not indented like the others, at that line', () => {
    const text = 'spec:\n  query: |\n    SELECT a\n  FROM b\n    WHERE c\n  purpose: x\n';
    expect(findings(text)[0]).toBe('4:3 The file is not valid YAML: this line has no key, and is not indented as part of the text above it.');
  });

  test('a bomb of aliases is refused before anything grows', () => {
    const bomb = ['a: &a [x, x]', ...Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a]`)].join('\n');
    expect(findings(bomb)[0]).toContain('anchor or alias');
  });

  test('nesting of thousands', () => {
    expect(findings(`a: ${'['.repeat(5000)}${']'.repeat(5000)}\n`)).toHaveLength(1);
    expect(findings(`a: ${'{b: '.repeat(5000)}\n`)).toHaveLength(1);
  });

  test('a file of 10 MB', () => expect(findings(`a: ${'x'.repeat(10_000_000)}\n`)).toEqual(['1:1 The file is larger than 1000 kB.']));
});

test('a comment that cuts a text is told, others are not', () => {
  const cut = 'The text ends here: of a blank and a # on, YAML reads a comment.';
  expect(findings('a: port # 80\n')).toEqual([]);
  expect(findings('a: the port # 80\n')).toEqual([`1:12 ${cut}`]);
  expect(findings('a: case #1\nb: {c: two\n  words # x\n  }\n')).toEqual([`1:8 ${cut}`, `3:8 ${cut}`]);
  expect(findings('# a: b #c\na: "x #1" # why\nb: 3600 # an hour\nc: | # text\n  x #1\n')).toEqual([]);
});
