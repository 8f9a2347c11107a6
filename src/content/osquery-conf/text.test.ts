import { expect, test } from 'vitest';
import { ConfText } from './text.ts';

test('whole lines of comments, blanks around lines and joined lines are taken out', () => {
  const source = '# one\n  // two\n{"a": \\\n  "b # c", // d\n\n\t"e": 1}  \n';
  expect(new ConfText('f', source).text).toBe('{"a":   "b # c", // d\n"e": 1}\n');
});

test('places are those of the file', () => {
  const source = '# one\n\n{"a": "x\\\n y\\\nz",\n   "b": 1}';
  const text = new ConfText('f', source);
  const placeOf = (part: string) => {
    const { line, column } = text.place(text.text.indexOf(part));
    return `${line}:${column}`;
  };
  expect([placeOf('{'), placeOf('x'), placeOf('y'), placeOf('z'), placeOf('"b"')]).toEqual(['3:1', '3:8', '4:2', '5:1', '6:4']);
  expect(text.place(text.text.length + 99)).toEqual({ file: 'f', line: 6, column: 11 });
  expect([text.line(1), text.line(6), text.line(99)]).toEqual(['# one', '   "b": 1}', '']);
});

test('with CRLF a backslash joins no lines, and the line end is a blank', () => {
  expect(new ConfText('f', '{"a": "b\\\r\nc"}\r\n').text).toBe('{"a": "b\\\nc"}\n');
});

test('an empty file, and a line of a million blanks', () => {
  expect(new ConfText('f', '').text).toBe('');
  expect(new ConfText('f', `1${' '.repeat(1_000_000)}2`).text.length).toBe(1_000_003);
});
