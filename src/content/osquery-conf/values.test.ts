import { expect, test } from 'vitest';
import { parseJson, type Json } from './json.ts';
import { splayBounds } from './limits.ts';
import { fulfilsVersion, matchesPlatform, threeNumbers, VersionTooLarge } from './matching.ts';
import { cString, isOn, sizeOf } from './values.ts';

function json(text: string): Json {
  const parsed = parseJson(text);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return parsed.json;
}

test.each([
  ['60', 60n], ['"60"', 60n], ['"60s"', 60n], ['"1h"', 1n], ['" +7"', 7n], ['"x"', 0n], ['""', 0n], ['null', 0n], ['true', 0n], ['[1]', 0n],
  ['-5', 2n ** 64n - 5n], ['"-5"', 2n ** 64n - 5n], ['18446744073709551615', 2n ** 64n - 1n], ['"18446744073709551616"', 0n],
  // Measured: the bits of the double.
  ['1.5', 4609434218613702656n], ['0.5', 4602678819172646912n], ['99999999999999999999999', 4950912855330343670n], ['1e1', 4621819117588971520n],
])('%s is the number %s', (text, size) => {
  expect(sizeOf(json(text))).toBe(size);
});

test.each([
  ['true', true], ['false', false], ['"TRUE"', true], ['"t"', true], ['"yes"', false], ['"1"', false], ['1', true], ['0', false], ['-1', true],
  ['null', false], ['{}', false], ['1.0', false], ['4294967296', false], ['0.1', true],
])('%s is on: %s', (text, on) => {
  expect(isOn(json(text))).toBe(on);
});

test('a text ends at its first NUL', () => {
  expect([cString('a\0b'), cString('ab')]).toEqual(['a', 'ab']);
});

test.each([
  ['', 'darwin linux windows'], ['null', 'darwin linux windows'], ['any', 'darwin linux windows'], ['small', 'darwin linux windows'], ['posix', 'darwin linux'],
  ['ubuntu', 'linux'], ['centos,windows', 'linux windows'], ['!windows', 'windows'], ['macos', ''], ['Linux', ''], ['freebsd', ''],
])('platform "%s" is %s', (text, on) => {
  expect((['darwin', 'linux', 'windows'] as const).filter((platform) => matchesPlatform(text, platform)).join(' ')).toBe(on);
});

test.each([
  ['', true], ['null', true], ['0.0.0', true], ['5', true], ['5.23', true], ['5.23.1', true], ['5.23.1.9', true], ['1.4.5', true], ['5..23', true], ['5.23-rc', true], ['4.x', true],
  ['5.23.2', false], ['6', false], ['abc', false], ['v1.0', false], ['5.x', false],
])('version "%s" on 5.23.1: %s', (text, fulfilled) => {
  expect(fulfilsVersion(text, '5.23.1')).toBe(fulfilled);
});

test('a chunk beyond 32 bits makes osquery throw, unless an earlier chunk decides', () => {
  expect(() => fulfilsVersion('99999999999', '5.23.1')).toThrow(VersionTooLarge);
  expect(fulfilsVersion('4.99999999999', '5.23.1')).toBe(true);
});

test('a minimum in three numbers', () => {
  expect(['5', '5.2', '5.2.3', '5.2.3.4', '', 'v5', '5.x'].map(threeNumbers)).toEqual(['5.0.0', '5.2.0', '5.2.3', '5.2.3', null, null, null]);
});

test('splay is 10 percent, and none below 10 seconds', () => {
  expect([1, 9, 10, 19, 60, 3600, 604_800].map(splayBounds)).toEqual([[1, 1], [9, 9], [9, 11], [18, 20], [54, 66], [3240, 3960], [544_320, 665_280]]);
});
