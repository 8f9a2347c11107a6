import { describe, expect, test } from 'vitest';
import { normalised, oneLine, significantTokens, tokenize } from './tokens.ts';

const kinds = (sql: string) => significantTokens(sql).map(({ kind, start, end }) => `${kind} ${sql.slice(start, end)}`);

describe('tokenize', () => {
  test('every character belongs to one token, in order', () => {
    const sql = "SELECT 'it''s' -- why\n, \"a b\", [c], `d`, x'00ff', ?1, :name, 0x1F, 1.5e3, .5 /* open";
    let position = 0;
    for (const { start, end } of tokenize(sql)) {
      expect(start).toBe(position);
      expect(end).toBeGreaterThan(start);
      position = end;
    }
    expect(position).toBe(sql.length);
  });

  test.each([
    ["'a -- b'", ["string 'a -- b'"]],
    ['a->>b', ['word a', 'operator ->>', 'word b']],
    ['1_000', ['illegal 1_000']],
    ["x'0'", ["illegal x'0'"]],
    ["'open", ["illegal 'open"]],
    ['a<>b', ['word a', 'operator <>', 'word b']],
    ['/* c */ a', ['word a']],
    ['\ufeffa \ufeff b\ufeff', ['word a', 'word b\ufeff']],
  ])('%s', (sql, expected) => expect(kinds(sql)).toEqual(expected));

  test('a text of a megabyte is split in linear time', () => {
    expect(tokenize(`SELECT '${"''".repeat(250_000)}', ${'a, '.repeat(100_000)}b`).length).toBeGreaterThan(200_000);
  });
});

describe('oneLine', () => {
  test('drops comments and folds white space, but not inside texts', () => {
    expect(oneLine("SELECT a, -- the a\n  'x  --  y'\n/* b */FROM t\n;\n")).toBe("SELECT a, 'x  --  y' FROM t");
  });

  test('keeps two words apart that only a comment parted', () => {
    expect(oneLine('SELECT/**/a')).toBe('SELECT a');
  });
});

test('normalised: layout, comments and letter case do not count, texts do', () => {
  expect(normalised("select  Name\nFROM users -- all\nWHERE shell='/bin/SH' ;")).toBe(normalised("SELECT name FROM users WHERE shell = '/bin/SH'"));
  expect(normalised("SELECT 'a'")).not.toBe(normalised("SELECT 'A'"));
});
