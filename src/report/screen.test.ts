import { expect, test } from 'vitest';
import { excerpt, textWidth, visible } from './screen.ts';

const under = (line: string, column: number, width = 100) => {
  const { text, caret } = excerpt(line, column, width);
  return [text, `${' '.repeat(caret)}^`];
};

test('tabs become blanks up to every fourth column', () => {
  expect(under('\tx\ty', 2)).toEqual(['    x   y', '    ^']);
  expect(under('\tx\ty', 4)).toEqual(['    x   y', '        ^']);
});

test('wide characters take two columns, combining ones none', () => {
  expect(under('漢字 x', 4)).toEqual(['漢字 x', '     ^']);
  expect(under('e\u0301x', 3)).toEqual(['e\u0301x', ' ^']);
  expect(under('😀x', 3)).toEqual(['😀x', '  ^']);
  expect(textWidth('ｱＡ한é')).toBe(6);
});

test('a column behind the line’s end points behind the last character', () => {
  expect(under('abc', 4)).toEqual(['abc', '   ^']);
  expect(under('abc', 400)).toEqual(['abc', '   ^']);
  expect(under('', 1)).toEqual(['', '^']);
});

test('a long line is cut around the column', () => {
  const line = `${'a'.repeat(500)}X${'b'.repeat(500)}`;
  const { text, caret } = excerpt(line, 501, 60);
  expect(text).toMatch(/^…a+Xb+…$/);
  expect(text).toHaveLength(62);
  expect(text[caret]).toBe('X');
  expect(excerpt(line, 1, 60).text).toMatch(/^a{60}…$/);
  const end = excerpt(line, 1002, 60);
  expect([end.text, end.caret]).toEqual([`…${'b'.repeat(60)}`, 61]);
});

test('a line of a million characters is cut without looking at all of it, and no pair is parted', () => {
  const { text, caret } = excerpt(`${'😀'.repeat(500_000)}`, 600_001, 60);
  expect(text).toMatch(/^…(😀)+…$/u);
  expect(textWidth(text.slice(0, caret))).toBeGreaterThan(0);
});

test('what a terminal does not show is written out', () => {
  expect(visible('\u0000\u007f\ufeff\u{e0041}\ud800 \u00e9 漢')).toBe('\\u0000\\u007f\\ufeff\\u{e0041}\\ud800 é 漢');
});
