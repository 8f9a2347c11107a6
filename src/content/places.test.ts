import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locator } from '../model/place.ts';
import { jsonDocument } from './json-document.ts';
import { LineIndex } from './lines.ts';
import { parseJson } from './osquery-conf/json.ts';
import { ConfText } from './osquery-conf/text.ts';
import { readYamlStream } from './yaml-stream.ts';

/** Where the values of a text stand, read as YAML and as JSON. */
function yaml(text: string): { at: Locator; value: Record<string, string> } {
  const [document] = readYamlStream({ path: 'f', text }, 'rule').documents;
  return { at: document!.at, value: document!.value as Record<string, string> };
}

function json(text: string): { at: Locator; value: Record<string, string> } {
  const source = new ConfText('f', text);
  const { at, value } = jsonDocument(source, (parseJson(source.text) as Extract<ReturnType<typeof parseJson>, { json: unknown }>).json);
  return { at, value: value as Record<string, string> };
}

const shown = ({ line, column }: { line: number; column: number }) => `${line}:${column}`;

describe('JSON is YAML too, and both tell one place', () => {
  const text = '{"plain": 12, "quoted": "a \\"b\\" \\u0041\\ud83d\\ude00\\\\z", "empty": "", "list": ["x", "y"]}\n';
  const [first, second] = [yaml(text), json(text)];
  test.each([[['plain']], [['quoted']], [['empty']], [['list', 0]], [['list', 1]], [['nosuch']]])('%j', (path) => {
    expect(shown(first.at.value(path))).toBe(shown(second.at.value(path)));
    expect(shown(first.at.key(path))).toBe(shown(second.at.key(path)));
  });

  test('each character of a text with escapes', () => {
    const value = 'a "b" A\u{1f600}\\z';
    expect([first.value['quoted'], second.value['quoted']]).toEqual([value, value]);
    // YAML has one escape for each half of a pair as well.
    for (let offset = 0; offset <= value.length; offset++) expect(shown(first.at.inText(['quoted'], offset)), `${offset}`).toBe(shown(second.at.inText(['quoted'], offset)));
    expect(shown(first.at.inText(['quoted'], value.indexOf('z')))).toBe(`1:${text.indexOf('z') + 1}`);
  });
});

describe('a value begins where it is written, its characters where they stand', () => {
  test.each([
    ['plain', 'a: b c\n', '1:4', '1:6'],
    ['plain on two lines', 'a: b \n  c\n', '1:4', '2:3'],
    ['in single quotes', "a: 'b''c'\n", '1:4', '1:8'],
    ['in single quotes on two lines', "a: 'b \n  c'\n", '1:4', '2:3'],
    ['in double quotes', 'a: "b\\tc"\n', '1:4', '1:8'],
    ['in double quotes with an escaped line end', 'a: "b \\\n   c"\n', '1:4', '2:4'],
    ['in double quotes behind a tag', 'a: !!str "b c"\n', '1:10', '1:13'],
    ['a literal block', 'a: |\n  b c\n', '2:3', '2:5'],
    ['a folded block', 'a: >-\n  b\n  c\n', '2:3', '3:3'],
    ['a folded block that keeps the line ends at its end', 'a: >+\n  b\n\n  c\n\n', '2:3', '4:3'],
  ])('%s', (_, text, begins, character) => {
    const { at, value } = yaml(text);
    expect(shown(at.value(['a']))).toBe(begins);
    expect(shown(at.inText(['a'], value['a']!.indexOf('c')))).toBe(character);
  });
});

test('a blank that stands for a line end of a folded block is that line end', () => {
  const { at, value } = yaml('a: >-\n  b \n  c\n\n  d\n');
  expect(value['a']).toBe('b  c\nd');
  expect([1, 2, 4].map((offset) => shown(at.inText(['a'], offset)))).toEqual(['2:4', '2:5', '4:1']);
});

test('every character of a quoted or plain text of YAML is found, whatever stands before it', () => {
  const common = ['b', 'é', '😀', '  c', '\n  ', ' \n\n \t ', '  '];
  const styles = [
    { quote: '"', pieces: [...common, "'", '\\n', '\\"', '\\\\', '\\x41', '\\u00e9', '\\U0001F600', '\\U00000041', '\\\n   ', ' \\\n ', '\\\n\n  ', '\\ '] },
    { quote: "'", pieces: [...common, "''", '"', '\\'] },
    { quote: '', pieces: [...common, "'", '"', '\\'] },
  ];
  const source = fc.constantFrom(...styles).chain(({ quote, pieces }) => fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => ({ quote, text: `a: ${quote}x${parts.join('')}y${quote}\n` })));
  fc.assert(fc.property(source, ({ quote, text }) => {
    const { at, value: { a: value } } = yaml(text);
    const lines = new LineIndex('f', text);
    const offsets = Array.from({ length: value!.length + 1 }, (_, offset) => lines.offset(at.inText(['a'], offset)));
    expect(offsets).toEqual([...offsets].sort((one, other) => one - other));
    expect(offsets.at(-1)).toBe(text.length - 1 - quote.length);
    for (const [offset, character] of [...value!].reduce<[number, string][]>((all, one) => [...all, [(all.at(-1)?.[0] ?? 0) + (all.at(-1)?.[1].length ?? 0), one]], [])) {
      const written = text.slice(offsets[offset]);
      if (/^[ \t\n]/.test(written)) expect(character).toMatch(/[ \n\t]/);
      else if (!(quote === '"' && written.startsWith('\\'))) expect(written.startsWith(character), `${offset} of ${JSON.stringify(text)}`).toBe(true);
    }
  }), { numRuns: 2000 });
});
