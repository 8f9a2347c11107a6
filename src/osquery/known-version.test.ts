import { expect, test } from 'vitest';
import { knownVersion } from './known-version.ts';

test('a version with a known schema is taken', () => {
  expect(knownVersion('5.12.1')).toEqual({ version: '5.12.1' });
  expect(knownVersion('v5.12.1')).toEqual({ version: '5.12.1' });
});

test.each([
  ['5.12', 'are 5.11.0 and 5.12.1'],
  ['5.12.2', 'are 5.12.1 and 5.13.1'],
  ['1.0.0', 'is 2.7.0'],
  ['99.0.0', 'is 5.23.1'],
])('%s is told with the nearest known', (text, near) => {
  expect(knownVersion(text)).toMatchObject({ version: null, message: expect.stringContaining(near) });
});

test.each(['', 'latest', '5.x', '5..1', '-1'])('"%s" is no version', (text) => {
  expect(knownVersion(text)).toMatchObject({ version: null, message: expect.stringContaining('is no osquery version') });
});
