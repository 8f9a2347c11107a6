import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { readPlainYaml } from './plain-yaml.ts';
import { readYaml } from './yaml.ts';

const sample = `# A query
apiVersion: v1
spec:
  name: users
  interval: 3600
  platform: darwin,linux
  query: |
    SELECT u.uid -- 'why'
      FROM users AS u

    WHERE u.uid > 0;

  why: >-
    Two lines
    of text.

  # Described one by one
  columns:
    uid: 'The user''s number: 0 is root.'
    user.name: "A \\"name\\"."
  tags: [a, b-c, 1.5, "x, y", {k: v}, []]
  references:
  - https://osquery.io/schema/#users
  - ~
  tests:
    - name: one
      given:
        users: [{uid: 1, shell: /bin/sh -c}, {uid: -2, shell: null}]
        file:
          - {path: 'C:\\a', mode: "0644", size: 0x1F, link: true}
      expect: []
    - expect:
        - {version: 1.0-1}
`;

describe('what content is written in', () => {
  test('is read as js-yaml reads it', () => {
    expect(readPlainYaml(sample)).toEqual(load(sample));
  });

  test.each([
    'a: 1\nb:\n    c: x\n    d:\n      - y\n',
    'a: |\n  x\n',
    'a: >+\n  x\n\n\nb: 1\n',
    '- a\n- b: 1\n  c: 2\n',
    'a: {}\n',
    'a: x#y\n',
    'a: -1\n',
  ])('%j', (text) => expect(readPlainYaml(text)).toEqual(load(text)));
});

describe('what js-yaml is to read, and to judge', () => {
  test.each([
    '', 'a: 1', 'a:\n', 'a: b: c\n', 'a: &x 1\n', 'a: *x\n', 'a: !t 1\n', 'a: 1\na: 2\n', 'constructor: 1\n', '"a": 1\n', '1: a\n', '? a\n: b\n', '<<: {a: 1}\n',
    '---\na: 1\n', 'a: 1\n---\nb: 2\n', 'a: x\n  y\n', 'a: 1 # why\n', 'a: [1,\n  2]\n', 'a: [1, , 2]\n', 'a: {b}\n', 'a: {b:1}\n', 'a: [b: 1]\n', "a: 'x' y\n", 'a: "\\q"\n',
    'a: |2\n   x\n', 'a: | # why\n  x\n', 'a: |\n\nb: 1\n', 'a:\n\t- b\n', 'a: b\r\n', '\uFEFFa: 1\n', 'a: \u0000\n', 'a: \u0085\n', 'a: 😀\n', ' a: 1\n', 'a:\n  b: 1\n c: 2\n', 'null: 1\n', 'a: @x\n', 'a: %x\n', '- - a\n', 'a: - b\n',
    `a: ${'['.repeat(40)}${']'.repeat(40)}\n`,
  ])('%j', (text) => expect(readPlainYaml(text)).toBeUndefined());
});

test('after any small change of the text it is read as js-yaml reads it, or left to it', () => {
  const pieces = ['', '\n', ' ', '  ', ': ', '- ', '"', "'", '{', ']', ', ', ' #', '|\n', '&a ', '*a', '!', '?', '\t', '~', '0', 'x'];
  let read = 0;
  for (let at = 0; at < sample.length; at++) {
    const piece = pieces[at % pieces.length]!;
    for (const text of [sample.slice(0, at) + sample.slice(at + 1), sample.slice(0, at) + piece + sample.slice(at), sample.slice(0, at) + piece + sample.slice(at + 1)]) {
      const value = readPlainYaml(text);
      if (value === undefined) continue;
      read++;
      expect(value, text).toEqual(load(text));
    }
  }
  expect(read).toBeGreaterThan(sample.length);
});

test('a plain file and any other come out the same, and so do their places', () => {
  const other = sample.replace('interval: 3600', 'interval: 3600 # seconds');
  const [left, right] = [readYaml('a.yml', sample).document!, readYaml('a.yml', other).document!];
  expect(left.value).toEqual(right.value);
  for (const path of [['spec', 'query'], ['spec', 'tests', 0, 'given', 'users', 1, 'shell']]) expect(left.at.value(path)).toEqual(right.at.value(path));
});
