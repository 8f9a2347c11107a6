import { expect, test } from 'vitest';
import { findingsOf, packText, queryText } from './sample.ts';

const find = async (query: string, columns: string, more: Record<string, string> = {}) =>
  (await findingsOf('output-columns', { 'packs/a/pack.yml': packText('a'), 'packs/a/kernel.yml': queryText({ query, ...(columns && { columns }), ...more }) })).map(({ place, message }) => `${place.line}:${place.column} ${message}`);

test('plain and named columns are fine', async () => {
  expect(await find('SELECT u.username, count(*) AS n FROM users AS u GROUP BY u.username', '{username: Name., n: How many.}')).toEqual([]);
  expect(await find('SELECT n FROM (SELECT count(*) AS n FROM users)', '{n: How many.}')).toEqual([]);
});

test('an expression without a name is told where it stands', async () => {
  expect(await find('SELECT username, upper(shell) FROM users', '{username: Name., upper(shell): Shell.}')).toEqual(['9:27 The expression upper(shell) has no name: the column is logged under its text.']);
});

test('columns with one name are told at the second of them', async () => {
  expect(await find('SELECT uid, gid AS uid FROM users', '{uid: Number.}')).toEqual(['9:29 More than one output column is named uid: osquery logs only the last of them.']);
});

test('a name that is not plain is told', async () => {
  expect(await find('SELECT username AS `User` FROM users', '{User: Name.}')).toEqual(['9:29 The output column "User" is not named in lower case letters, digits and _.']);
});

test('the description is complete, exact and in order', async () => {
  const sql = 'SELECT uid, username FROM users';
  expect(await find(sql, '')).toEqual(['9:3 The file does not say what its output columns hold.']);
  expect(await find(sql, '{uid: Number.}')).toEqual(['11:3 The output column username is not described.']);
  expect(await find(sql, '{username: Name., uid: Number.}')).toEqual(['11:3 The columns come out as uid, username and are described in another order.']);
  expect(await find(sql, '{uid: Number., user_name: Name.}')).toEqual(['11:3 The output column username is not described.', '11:27 No output column is named user_name.']);
});

test('an ECS mapping names output columns', async () => {
  expect(await find('SELECT uid FROM users', '{uid: Number.}', { ecs_mapping: '{user.id: {field: uid}, user.name: {field: username}, event.kind: {value: state}}' })).toEqual([
    '12:59 user.name is mapped to username, and no output column has that name.',
  ]);
});

test('SQL that does not compile is left to its own rule', async () => {
  expect(await find('SELECT nothing FROM nowhere', '')).toEqual([]);
});
