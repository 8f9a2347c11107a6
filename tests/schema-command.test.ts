import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { printFacts } from '../src/osquery/fold.ts';
import { schema } from '../src/osquery/schema.ts';
import { repository, run } from './repository.ts';

const data = 'src/osquery/schema.json';

test('npm run schema folds newer published files in, and passes over known ones', async () => {
  const users = [{ name: 'users', platforms: ['linux'], evented: false, columns: [{ name: 'uid', type: 'bigint', index: true }, { name: 'badge', type: 'text' }] }];
  const root = repository({ [data]: printFacts(schema), 'new/5.24.0.json': JSON.stringify(users), 'new/5.23.1.json': '[]' });
  const { code, output } = await run(root, 'schema', path.join(root, 'new'));
  expect([code, output]).toEqual([0, expect.stringContaining('Added 5.24.0.')]);
  const facts = JSON.parse(readFileSync(path.join(root, data), 'utf8')) as typeof schema;
  expect(facts.versions.at(-1)).toBe('5.24.0');
  expect(facts.tables['users']!.columns.find(({ name }) => name === 'badge')!.on).toEqual({ linux: [['5.24.0', null]] });
  expect(facts.tables['crontab']!.on.linux!.at(-1)![1]).toBe('5.23.1');
});

test('npm run schema names the tables of which nothing is written', async () => {
  const tables = [{ name: 'badges', platforms: ['linux'], evented: false, columns: [{ name: 'uid', type: 'bigint' }] }];
  const root = repository({ [data]: printFacts(schema), 'new/5.24.0.json': JSON.stringify(tables) });
  expect((await run(root, 'schema', path.join(root, 'new'))).output).toContain('src/osquery/table-texts.json says nothing of badges.');
});

test.each([
  [{ 'new/5.24.0.json': '{' }, /5\.24\.0\.json is not valid JSON/],
  [{ 'new/5.24.0.json': '{"a": 1}' }, /5\.24\.0\.json is no schema file/],
  [{ 'new/readme.txt': 'x' }, /holds no file named <version>\.json/],
])('files that cannot be used change nothing: %j', async (files, told) => {
  const root = repository({ [data]: printFacts(schema), ...files });
  const { code, output } = await run(root, 'schema', path.join(root, 'new'));
  expect([code, output]).toEqual([1, expect.stringMatching(told)]);
  expect(readFileSync(path.join(root, data), 'utf8')).toBe(printFacts(schema));
});

test('the folder has to be named', async () => {
  expect(await run(repository({ [data]: printFacts(schema) }), 'schema')).toMatchObject({ code: 2 });
});
