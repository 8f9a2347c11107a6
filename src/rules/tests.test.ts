import { expect, test } from 'vitest';
import { findingsOf, packText, queryText } from './sample.ts';

async function complaints(tests: string, keys: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const query = queryText({ query: 'SELECT name, path FROM processes', tests, ...keys });
  const found = await findingsOf('tests', { 'packs/a-pack/pack.yml': packText('a-pack'), 'packs/a-pack/kernel.yml': query, 'examples/hosts/linux-server/users.csv': 'uid\n0\n' });
  return found.map(({ place, message, advice }) => `${place.line}:${place.column} ${message} → ${advice}`);
}

const row = '{pid: 1, name: a, path: /a}';

test.each([
  ['an unknown host', '[{name: t, host: linux-serve, expect: [{name: a}]}]', '11:21 The test "t" cannot run: There is no sample host "linux-serve". → Use one of linux-server, or drop the key.'],
  ['an unknown table', `[{name: t, given: {process: [${row}]}, expect: [{name: a}]}]`, '11:29 The test "t" cannot run: There is no table process on linux. → Did you mean processes?'],
  ['an unknown column', '[{name: t, given: {processes: [{nmae: a}]}, expect: [{name: a}]}]', '11:42 The test "t" cannot run: The table processes has no column nmae on linux. → Did you mean name?'],
  ['a word for a number', '[{name: t, given: {processes: [{pid: one}]}, expect: [{name: a}]}]', '"one" is no BIGINT for processes.pid.'],
  ['a column that is not expected', `[{name: t, given: {processes: [${row}]}, expect: [{name: a}]}]`, 'The test "t" fails: the rows differ in path.'],
  ['one wrong row of two', `[{name: t, given: {processes: [${row}, {pid: 2, name: b, path: /b}]}, expect: [{name: b, path: /c}, {name: a, path: /a}]}]`, 'The test "t" fails: the rows differ in path.'],
])('%s', async (_, tests, expected) => {
  const found = await complaints(tests);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(expected);
});

test('SQL that fails is told once, not at each test', async () => {
  const tests = `[{name: t, given: {processes: [${row}]}, expect: [{name: a}]}]`;
  expect(await complaints(tests, { query: 'SELECT nmae FROM processes' })).toEqual([]);
  expect(await complaints(tests, { query: 'SELECT path FROM file' })).toEqual([]);
});

const silent = (given: string) => `[{name: found, given: {processes: [${row}]}, expect: [{name: a, path: /a}]}, {name: silent, given: ${given}, expect: []}]`;
const detection = { purpose: 'detection', query: "SELECT name, path FROM processes WHERE path = '/a'" };

test('a case without rows must be able to fail', async () => {
  expect(await complaints(silent('{processes: [{pid: 2, name: a, path: /b}]}'), detection)).toEqual([]);
  const found = await complaints(silent('{processes: []}'), detection);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('The test "silent" cannot fail');
});

test('rows that a table does not give, for the query does not ask for them, are none', async () => {
  const query = "SELECT path AS name, path FROM file WHERE path = '/a'";
  const tests = (path: string) => silent(`{file: [{path: ${path}}]}`).replace(`processes: [${row}]`, 'file: [{path: /a}]').replace('{name: a, path: /a}]}', '{name: /a, path: /a}]}');
  expect((await complaints(tests('/b'), { ...detection, query }))[0]).toContain('cannot fail');
  expect(await complaints(tests('/a').replace('{path: /a}]}, expect: []', "{path: /a, mode: '0644'}]}, expect: []"), { ...detection, query: `${query} AND mode = ''` })).toEqual([]);
});

test('rows of a table that the query does not read', async () => {
  const found = await complaints(`[{name: t, given: {processes: [${row}], users: [{uid: 0}]}, expect: [{name: a, path: /a}]}]`);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('The test "t" gives rows of users, which the query does not read. → Drop them, or give rows of processes.');
});
