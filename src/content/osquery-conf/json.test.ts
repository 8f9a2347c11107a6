import { expect, test } from 'vitest';
import { parseJson, type Dialect, type Json } from './json.ts';

/** The value as JSON.parse gives it, for texts that both take. */
function valueOf(json: Json): unknown {
  if (json.kind === 'object') return Object.fromEntries(json.members.map(({ key, value }) => [key, valueOf(value)]));
  if (json.kind === 'array') return json.items.map(valueOf);
  return json.kind === 'string' ? json.text : JSON.parse(json.text);
}

function fault(text: string, dialect?: Dialect): string | null {
  const parsed = parseJson(text, dialect);
  return 'fault' in parsed ? `${parsed.fault.at} ${parsed.fault.message}` : null;
}

test.each(['{}', ' [ ] ', '{"a":{"b":[1,-2.5e3,"x\\u00e9\\n\\ud83d\\ude00",true,false,null,{}]},"":0}', '"x"', '0', '-0', '1E5'])('takes %s as JSON has it', (text) => {
  const parsed = parseJson(text);
  expect('json' in parsed && valueOf(parsed.json)).toEqual(JSON.parse(text));
});

test('takes and refuses what JSON.parse does, whatever the text', () => {
  const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '"b', '"', '1', '-', '0', '.5', 'e1', 'true', 'nul', ' ', '\n', '\\', '\\u00', '\t', "'"];
  let seed = 7;
  const random = (limit: number) => (seed = (seed * 48271) % 2147483647) % limit;
  let taken = 0;
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: 1 + random(7) }, () => pieces[random(pieces.length)]).join('');
    let expected = true;
    try {
      JSON.parse(text);
    } catch {
      expected = false;
    }
    expect([text, fault(text) === null]).toEqual([text, expected]);
    if (expected) taken++;
  }
  expect(taken).toBeGreaterThan(500);
});

test.each([
  ['{"a":1,}', '7 A key is missing'],
  ['[1,]', '3 A value is missing'],
  ['{"a":1} {}', '8 Text follows after the end of the JSON'],
  ['{"a":01}', '6 A comma or } is missing'],
  ['{"a":1e400}', '5 The number 1e400… is too large'],
  ['{"a":"\\ud800"}', '6 Half of a surrogate pair stands alone'],
  ['', '0 The file holds nothing but comments and blanks'],
  ['{"a":"b', '5 The text has no closing quotation mark'],
  ['{"a"\0:1}', '4 A colon is missing after the key'],
])('%j: %s', (text, told) => {
  expect(fault(text)).toBe(told);
});

test('both members of one key are kept', () => {
  const parsed = parseJson('{"a":1,"a":2}');
  expect('json' in parsed && parsed.json.kind === 'object' && parsed.json.members.map(({ keyAt }) => keyAt)).toEqual([1, 7]);
});

test('the parser of globs skips a byte-order mark, takes any number, and refuses half a surrogate pair', () => {
  expect([fault('\uFEFF{}', 'property-tree'), fault('1e400', 'property-tree'), fault('"\\udc00"')]).toEqual([null, null, null]);
  expect(fault('"\\udc00"', 'property-tree')).toBe('1 Half of a surrogate pair stands alone');
});

test('deep nesting and long texts do no harm', () => {
  expect(fault('['.repeat(500_000) + ']'.repeat(500_000))).toBeNull();
  expect(fault('['.repeat(500_000))).toBe('500000 A value is missing');
  expect(fault(`"${'x\\n'.repeat(300_000)}"`)).toBeNull();
});
