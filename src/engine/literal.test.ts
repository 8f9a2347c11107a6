import init from '@sqlite.org/sqlite-wasm';
import { beforeAll, expect, test } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { oneLine } from '../engine/tokens.ts';
import { latestVersion } from '../osquery/schema.ts';
import { sqlLiteral } from './literal.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(init);
});

test.each([
  'plain', '', "it's", "''", "'); DROP TABLE x; --", '-- no comment', '/* none */', 'a\nb', '\n', 'a\r\n\tb', 'C:\\new\\', 'back\\', '"double"', 'é 漢字 🙂', 'left\u202eright', 'zero\u200bwidth', '${HOME} $x #{y}', '%_*?', 'x'.repeat(20_000),
])('SQLite reads the text %j back as it was, in the one line of an artefact as well', (text) => {
  const literal = sqlLiteral(text, 'text');
  const result = engine.run(oneLine(`SELECT ${String(literal)} AS value`), { platform: 'linux', version: latestVersion }, new Map());
  expect([result.error, result.rows]).toEqual([null, [[text]]]);
  expect(literal).not.toMatch(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/u);
});

test.each<[value: string | number, kind: 'text' | 'number' | 'any', expected: string]>([
  [0, 'number', '0'], [-1, 'any', '-1'], [2.5, 'number', '2.5'],
  ['12', 'text', "'12'"], ['12', 'any', "'12'"], ['12', 'number', '12'], ['9223372036854775807', 'number', '9223372036854775807'], ['-007', 'number', '-7'],
])('%j in a column of kind %s is %s', (value, kind, expected) => expect(sqlLiteral(value, kind)).toBe(expected));

test.each<[value: string | number, kind: 'text' | 'number' | 'any', message: RegExp]>([
  [644, 'text', /644 is a number, and the column holds texts/],
  ['root', 'number', /"root" is no number/],
  ['1; --', 'number', /is no number/],
  ['', 'number', /is no number/],
  ['9223372036854775808', 'number', /is no number/],
  [2 ** 60, 'number', /larger than 2\^53/],
  [Infinity, 'any', /no number that SQL knows/],
  ['a\0b', 'text', /NUL/],
  ['\ud800', 'text', /half a character/],
])('%j in a column of kind %s is refused', (value, kind, message) => expect(sqlLiteral(value, kind)).toEqual({ message: expect.stringMatching(message), advice: expect.any(String) }));
