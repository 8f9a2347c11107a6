import { describe, expect, test } from 'vitest';
import { byteString, fromByteString, utf8 } from './bytes.ts';
import { RegexError, regexMatch, regexSplit } from './regex.ts';

const match = (pattern: string, input: string) => regexMatch(utf8(pattern), utf8(input))?.map((bytes) => new TextDecoder().decode(bytes)) ?? null;
const split = (pattern: string, input: string) => regexSplit(utf8(pattern), utf8(input)).map((bytes) => new TextDecoder().decode(bytes));

describe('what std::regex of official osquery builds matches', () => {
  test.each<[string, string, string[] | null]>([
    ['(l)(o).*', 'hello world', ['lo world', 'l', 'o']],
    ['(\\w+) .*(or|ld)', 'hello world', ['hello world', 'hello', 'ld']],
    ['.+/([^./]+)', '/filesystem/path/download.extension.zip', ['/filesystem/path/download', 'download']],
    ['(a|ab)(c|bcd)(d*)', 'abcd', ['abcd', 'a', 'bcd', '']],
    ['(z)((a+)?(b+)?(c))*', 'zaacbbbcac', ['zaacbbbcac', 'z', 'ac', 'a', '', 'c']],
    ['a+?', 'aaa', ['a']],
    ['(a*?)b', 'aab', ['aab', 'aa']],
    ['a{2,3}', 'aaaa', ['aaa']],
    ['(a)\\1', 'aba aa', ['aa', 'a']],
    ['\\bfoo\\b', 'a foo b', ['foo']],
    ['foo(?=bar)', 'foobaz foobar', ['foo']],
    ['foo(?!bar)...', 'foobar foobaz', ['foobaz']],
    ['[[:digit:][:space:]]+', 'ab1 2c', ['1 2']],
    ['[^[:alnum:]]', 'ab-', ['-']],
    ['[\\]a-c\\-]+', 'x]-b', [']-b']],
    ['\\x41\\u0042\\t?', 'AB', ['AB']],
    ['a|', 'b', ['']],
    ['^b', 'a\nb', null],
    ['a.b', 'a\nb', null],
    ['[]', 'a', null],
  ])('%s in %j', (pattern, input, expected) => {
    expect(match(pattern, input)).toEqual(expected);
  });

  test('matching works on bytes', () => {
    expect(byteString(regexMatch(utf8('.'), utf8('é'))![0]!)).toBe('\u00c3');
    expect(regexMatch(fromByteString('[\\x80-\\xff]+'), utf8('aé'))![0]).toEqual(utf8('é'));
  });
});

describe('what it refuses', () => {
  test.each([
    '(', 'a)', '[', '[a', ']', '}', 'a{', '{1}', 'a{2,1}', 'a{,2}', '*a', 'a**', 'a++', '^*', '\\b+', '(?i)a', '(?<=a)b', '(?<n>a)', '\\p', '\\1(a)',
    '(?=a)*', '[z-a]', '[[:nosuch:]]', '[a-\\d]', '[\\w-z]', '\\', '\\x4', '\\u12', '[\\B]',
  ])('%s', (pattern) => {
    expect(() => match(pattern, 'abc')).toThrow(RegexError);
  });
});

test('a pattern that backtracks without end is given up', () => {
  expect(() => match('(a*)*b', 'a'.repeat(200))).toThrow(RegexError);
  expect(() => match('(?:a|a)*b', 'a'.repeat(200))).toThrow(RegexError);
  expect(match('[^,]*,[^,]*,', `${'a'.repeat(20_000)},b,c`)?.[0]).toHaveLength(20_003);
});

describe('the pieces between matches', () => {
  test.each<[string, string, string[]]>([
    ['/', '/foo/bar', ['', 'foo', 'bar']],
    [';;', 'foo;;bar', ['foo', 'bar']],
    ['(;|/)+', 'foo;bar//qux', ['foo', 'bar', 'qux']],
    ['(.*/)|(.extension.zip)', '/filesystem/path/download.extension.zip', ['', 'download']],
    [',', 'a,', ['a']],
    ['x', 'abc', ['abc']],
    ['x', '', ['']],
    ['^', 'abc', ['', 'abc']],
  ])('%s in %j', (pattern, input, expected) => {
    expect(split(pattern, input)).toEqual(expected);
  });
});
