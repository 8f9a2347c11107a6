import { describe, expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import type { SourceFile } from './files.ts';

const pack = `apiVersion: v1
kind: pack
spec:
  name: a-pack
  title: A pack
  description: One sentence.
  status: supported
  purpose: inventory
  promise: It holds.
  not_for: All else.
  maintainers: [inventory]
`;
const query = (name: string) => `apiVersion: v1
kind: query
spec:
  name: ${name}
  description: One sentence.
  platform: linux
  interval: 3600
  logging: snapshot
  query: SELECT 1 AS one;
  purpose: inventory
`;
const read = (...files: [path: string, text: string][]) => readCatalogue(files.map(([path, text]): SourceFile => ({ path, text })));
const messages = (...files: [string, string][]) => read(...files).findings.map(({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`);

describe('readCatalogue', () => {
  test('gathers queries under their packs, by name', () => {
    const { catalogue, findings } = read(['packs/a-pack/two.yml', query('two')], ['packs/a-pack/pack.yml', pack], ['packs/a-pack/one.yml', query('one')]);
    expect(findings).toEqual([]);
    expect(catalogue.packs.map(({ spec, queries }) => [spec.name, queries.map((entry) => entry.spec.name)])).toEqual([['a-pack', ['one', 'two']]]);
  });

  test('a broken file does not hide the others', () => {
    const { catalogue, findings } = read(['packs/a-pack/pack.yml', pack], ['packs/a-pack/bad.yml', 'a: ['], ['packs/a-pack/one.yml', query('one')]);
    expect(catalogue.packs[0]!.queries.map(({ spec }) => spec.name)).toEqual(['one']);
    expect(findings).toHaveLength(1);
  });

  test.each([
    ['an unknown key, with the nearest known one', query('one').replace('interval:', 'intervall:'), ['packs/a-pack/one.yml:7:3 Unknown key "intervall".', 'packs/a-pack/one.yml:3:1 The key "spec.interval" is missing.']],
    ['a wrong type', query('one').replace('3600', '1h'), ['packs/a-pack/one.yml:7:13 "spec.interval" is "1h".']],
    ['a key that is missing and takes one of a few words', query('one').replace('  logging: snapshot\n', ''), ['packs/a-pack/one.yml:3:1 The key "spec.logging" is missing.']],
    ['a key without a value, at the key', `${query('one')}  why:\n`, ['packs/a-pack/one.yml:11:3 "spec.why" has no value.']],
    ['a value that is none of the known', query('one').replace('snapshot', 'snap'), ['packs/a-pack/one.yml:8:12 "spec.logging" is "snap".']],
    ['a figure out of range', query('one').replace('3600', '700000'), ['packs/a-pack/one.yml:7:13 "spec.interval" is 700000, which is too large.']],
  ])('%s', (_, text, expected) => {
    const found = messages(['packs/a-pack/pack.yml', pack], ['packs/a-pack/one.yml', text]);
    for (const message of expected) expect(found).toContain(message);
    expect(found).toHaveLength(expected.length);
  });

  test('advice tells the type that is wanted, and what the value means', () => {
    const advice = (text: string) => read(['packs/a-pack/pack.yml', pack], ['packs/a-pack/one.yml', text]).findings.map((finding) => finding.advice);
    expect(advice(query('one').replace('3600', '1h'))).toEqual(['It must be a number. Seconds between two runs.']);
    expect(advice(`${query('one')}  ecs_mapping: {process.name: one}\n`)).toEqual(['It must be a mapping.']);
    expect(advice(`${query('one')}  tests: [{name: x, expect: [{one: true}]}]\n`)).toEqual(['It must be a text or a number or null.']);
  });

  test('a query without a pack, a file at no known place, a pack without its key', () => {
    expect(messages(['packs/lone/one.yml', query('one')])).toEqual(['packs/lone/one.yml:1:1 The folder has no pack.yml.']);
    expect(messages(['packs/readme.txt', 'x'])).toEqual(['packs/readme.txt:1:1 Nothing is kept at this place.']);
    expect(messages(['packs/a-pack/pack.yml', `${pack}  config: {options: {disable_audit: "false"}}\n`])[0]).toMatch(/^packs\/a-pack\/pack.yml:12:12 .*options/);
    expect(messages(['packs/a-pack/pack.yml', pack.replace('  title: A pack\n', '')])).toEqual(['packs/a-pack/pack.yml:3:1 The key "spec.title" is missing.']);
  });

  test('a topic and its files agree: each example is listed once, each entry has a file', () => {
    const topic = 'apiVersion: v1\nkind: topic\nspec:\n  name: a-topic\n  title: T\n  description: D.\n  position: 1\n  examples: [one, three, broken, one]\n';
    expect(messages(['examples/a-topic/topic.yml', topic], ['examples/a-topic/one.yml', query('one')], ['examples/a-topic/two.yml', query('two')], ['examples/a-topic/broken.yml', 'a: ['])).toEqual([
      expect.stringContaining('examples/a-topic/broken.yml:'),
      'examples/a-topic/topic.yml:8:19 The example "three" has no file.',
      'examples/a-topic/topic.yml:8:34 The example "one" stands twice.',
      'examples/a-topic/two.yml:4:9 The topic does not list the example "two", so no page shows it.',
    ]);
    expect(messages(['packs/a-pack/pack.yml', pack], ['packs/a-pack/one.yaml', query('one')])).toContain('packs/a-pack/one.yaml:1:1 The name of the file ends with .yaml.');
  });

  test('the rows of a sample host are typed by the schema', () => {
    const { catalogue, findings } = read(['examples/hosts/linux-server/users.csv', 'uid,username,directory\n0,root,/root\n,"a ""b"", c",\n']);
    expect(findings).toEqual([]);
    expect(catalogue.hosts.get('linux-server')!.rows.get('users')!.map((row) => [...row.values()])).toEqual([[0n, 'root', '/root'], [null, 'a "b", c', '']]);
  });

  test.each([
    ['users', 'uid,name\n0,root\n', 'examples/hosts/linux-server/users.csv:1:5 The table users has no column "name" on this host\'s platform.'],
    ['users', 'uid\nroot\n', 'examples/hosts/linux-server/users.csv:2:1 "root" is no BIGINT for the column uid.'],
    ['users', 'uid\n"0\n', 'examples/hosts/linux-server/users.csv:'],
    ['users', 'uid,uid\n0,0\n', 'examples/hosts/linux-server/users.csv:1:5 The column "uid" stands twice.'],
    ['registry', 'key\nx\n', 'examples/hosts/linux-server/registry.csv:1:1 osquery 5.23.1 has no table registry on linux.'],
  ])('rows that do not fit: %s %j', (table, text, expected) => {
    expect(messages([`examples/hosts/linux-server/${table}.csv`, text])[0]).toContain(expected);
  });
});

test('a pack without queries is told, unless it was removed', () => {
  const pack = (status: string) => `apiVersion: v1\nkind: pack\nspec:\n  name: empty\n  title: Empty\n  description: Holds nothing.\n  status: ${status}\n  purpose: inventory\n  promise: None.\n  not_for: Use.\n  maintainers: [core]\n`;
  const told = (status: string, more: SourceFile[] = []) => readCatalogue([{ path: 'packs/empty/pack.yml', text: pack(status) }, ...more]).findings.map(({ message }) => message);
  expect(told('supported')).toEqual(['The pack has no queries.']);
  expect(told('removed')).toEqual([]);
  expect(told('supported', [{ path: 'packs/empty/broken.yml', text: 'spec: [' }])).not.toContain('The pack has no queries.');
});
