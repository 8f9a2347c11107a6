import { expect, test } from 'vitest';
import { findFunction, functions, takesArguments } from './functions.ts';
import { schema } from './schema.ts';

test('each function is listed once, and came with a version of the schema history', () => {
  expect(new Set(functions.map(({ name }) => name)).size).toBe(functions.length);
  expect(functions.filter(({ since }) => !schema.versions.includes(since)).map(({ name }) => name)).toEqual([]);
});

test('letter case does not matter, and names of JavaScript are no functions', () => {
  expect(findFunction('SPLIT')?.name).toBe('split');
  expect(findFunction('constructor')).toBeUndefined();
});

test.each(['regexp', 'pow', 'ln', 'string_agg', 'json_pretty', 'if', 'octet_length', 'timediff', 'unistr'])('osquery has no %s', (name) => {
  expect(findFunction(name)).toBeUndefined();
});

test('numbers of arguments', () => {
  expect([0, 1, 2, 9].map((count) => takesArguments(findFunction('coalesce')!, count))).toEqual([false, false, true, true]);
  expect([2, 3, 4].map((count) => takesArguments(findFunction('iif')!, count))).toEqual([false, true, false]);
});
