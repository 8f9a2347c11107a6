import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { readCatalogue } from '../src/content/catalogue.ts';
import type { QuerySpec } from '../src/model/query.ts';
import { gatherName, gatherPack, gatherQuery } from '../src/node/new/gather.ts';
import { goodPack, goodQuery, repository, run } from './repository.ts';

const host = 'examples/hosts/linux-server';
const topic = `apiVersion: v1
kind: topic
spec:
  name: first-steps
  title: First steps
  description: For tests.
  position: 1
  # Kept: what stands around the list.
  examples: [one]
`;
const files = {
  'packs/small-pack/pack.yml': goodPack,
  'packs/small-pack/host_names.yml': goodQuery(),
  'examples/first-steps/topic.yml': topic,
  'examples/first-steps/one.yml': goodQuery('one'),
  [`${host}/etc_hosts.csv`]: 'address,hostnames\n127.0.0.1,localhost\n192.0.2.7,build\n',
  [`${host}/users.csv`]: 'uid,gid,username,directory,shell\n0,0,root,/root,/bin/bash\n1000,1000,ana,/home/ana,/bin/sh\n',
};

const specOf = (root: string, file: string) => (load(readFileSync(path.join(root, file), 'utf8')) as { spec: QuerySpec }).spec;

/** The rules that find something in a file, each once. */
async function rulesThatFind(root: string, file: string): Promise<string[]> {
  const { output } = await run(root, 'check', '--format', 'json');
  const { findings } = JSON.parse(output) as { findings: { rule: string; file: string; level: string }[] };
  return [...new Set(findings.filter((finding) => finding.file === file && finding.level !== 'note').map(({ rule }) => rule))];
}

test('a query has its columns, platforms and a passing test from the SQL, and only its texts are left to write', async () => {
  const root = repository(files);
  const { code, output } = await run(root, 'new', 'query', 'small-pack/shells', '--sql', "SELECT u.username, u.shell FROM users AS u WHERE u.shell LIKE '%sh'");
  expect([code, output]).toEqual([0, expect.stringContaining('Written: packs/small-pack/shells.yml.')]);
  const file = 'packs/small-pack/shells.yml';
  expect(specOf(root, file)).toMatchObject({
    name: 'shells', platform: 'darwin,linux,windows', interval: 3600, logging: 'differential', purpose: 'inventory',
    query: "SELECT u.username, u.shell FROM users AS u WHERE u.shell LIKE '%sh';\n",
    references: ['https://osquery.io/schema/#users'],
    tests: [{ host: 'linux-server', expect: [{ username: 'root', shell: '/bin/bash' }, { username: 'ana', shell: '/bin/sh' }] }],
  });
  expect(Object.keys(specOf(root, file).columns!)).toEqual(['username', 'shell']);
  expect(await rulesThatFind(root, file)).toEqual(['unfinished']);
  expect((await run(root, 'test-queries', 'small-pack/shells')).output).toBe('1 passed, 0 failed\n');
  writeFileSync(path.join(root, file), readFileSync(path.join(root, file), 'utf8').replace(/'TODO: [^']*'/g, 'Written by a person.'));
  expect(await rulesThatFind(root, file)).toEqual([]);
});

test('columns that change by themselves are logged as snapshots', async () => {
  const root = repository(files);
  await run(root, 'new', 'query', 'small-pack/sizes', '--sql', 'SELECT p.name, p.resident_size FROM processes AS p');
  expect(specOf(root, 'packs/small-pack/sizes.yml').logging).toBe('snapshot');
});

test('what a newer osquery brought is written as the minimum version', async () => {
  const root = repository(files);
  await run(root, 'new', 'query', 'small-pack/inside', '--sql', "SELECT h.hostnames FROM etc_hosts AS h WHERE h.address LIKE '192.%' AND in_cidr_block('192.0.2.0/24', h.address)");
  expect(specOf(root, 'packs/small-pack/inside.yml').min_osquery_version).toBe('5.3.0');
});

test('a detection has a case without rows from a sound host, and marks for what a detection needs', async () => {
  const root = repository({ ...files, 'packs/small-pack/pack.yml': goodPack.replace('purpose: inventory', 'purpose: detection'), 'packs/small-pack/host_names.yml': goodQuery('host_names', [['purpose: inventory', 'purpose: detection']]) });
  await run(root, 'new', 'query', 'small-pack/odd_shells', '--sql', "SELECT u.username FROM users AS u WHERE u.shell LIKE '/tmp/%'");
  expect(specOf(root, 'packs/small-pack/odd_shells.yml')).toMatchObject({ purpose: 'detection', respond: expect.stringMatching(/^TODO/), false_positives: [{ what: expect.stringMatching(/^TODO/) }], tests: [{ host: 'linux-server', expect: [] }] });
});

test('an example is listed in its topic, and the rest of the topic stays as it is', async () => {
  const root = repository(files);
  const { code } = await run(root, 'new', 'example', 'first-steps/accounts', '--sql', 'SELECT username FROM users', '--description', 'Accounts of the host.');
  expect(code).toBe(0);
  expect(readFileSync(path.join(root, 'examples/first-steps/topic.yml'), 'utf8')).toBe(topic.replace('[one]', '[one, accounts]'));
  expect(specOf(root, 'examples/first-steps/accounts.yml')).toMatchObject({ description: 'Accounts of the host.', lesson: { host: 'linux-server', question: expect.stringMatching(/^TODO/) } });
  expect(await rulesThatFind(root, 'examples/first-steps/accounts.yml')).toEqual(['unfinished']);
});

test('a list of examples on lines of its own is added to as well', async () => {
  const root = repository({ ...files, 'examples/first-steps/topic.yml': topic.replace('examples: [one]', 'examples:\n    - one') });
  await run(root, 'new', 'example', 'first-steps/accounts', '--sql', 'SELECT username FROM users');
  expect(readFileSync(path.join(root, 'examples/first-steps/topic.yml'), 'utf8')).toContain('    - one\n    - accounts\n');
});

test('a pack is begun as incubating, with the role that is given', async () => {
  const root = repository(files);
  const { code } = await run(root, 'new', 'pack', 'db-servers', '--purpose', 'detection');
  expect(code).toBe(0);
  expect(specOf(root, 'packs/db-servers/pack.yml')).toMatchObject({ name: 'db-servers', title: 'Db servers', status: 'incubating', purpose: 'detection', maintainers: ['detection'], promise: expect.stringMatching(/^TODO/) });
  await run(root, 'new', 'query', 'db-servers/accounts', '--sql', 'SELECT u.username FROM users AS u');
  expect(await rulesThatFind(root, 'packs/db-servers/pack.yml')).toEqual(['unfinished']);
});

test.each<[what: string, code: number, args: string[], told: string]>([
  ['a file that is there', 1, ['query', 'small-pack/host_names', '--sql', 'SELECT username FROM users'], 'packs/small-pack/host_names.yml is there already; nothing was written.'],
  ['a pack that is not there', 1, ['query', 'smal-pack/q', '--sql', 'SELECT username FROM users'], 'Did you mean small-pack?'],
  ['SQL that runs nowhere', 1, ['query', 'small-pack/q', '--sql', 'SELECT usrname FROM users'], 'linux: no such column: usrname'],
  ['SQL that runs elsewhere', 1, ['query', 'small-pack/q', '--sql', 'SELECT name FROM apps', '--platform', 'linux'], 'linux: no such table: apps'],
  ['a name that osquery skips', 1, ['query', 'small-pack/boot_epoch', '--sql', 'SELECT username FROM users'], 'error names'],
  ['a name that leads elsewhere', 2, ['query', '../small-pack/q', '--sql', 'SELECT username FROM users'], 'does not fit'],
  ['a name with a folder more', 2, ['pack', 'a/b'], 'does not fit'],
  ['a query called as a file of its pack', 2, ['query', 'small-pack/releases', '--sql', 'SELECT username FROM users'], 'releases.yml is a file of the pack itself'],
  ['an example called as the file of its topic', 2, ['example', 'first-steps/topic', '--sql', 'SELECT username FROM users'], 'topic.yml is a file of the topic itself'],
  ['an option that a query does not take', 2, ['query', 'small-pack/q', '--sql', 'SELECT username FROM users', '--purpose', 'posture'], '--purpose does not go with query'],
  ['an option that a pack does not take', 2, ['pack', 'db', '--interval', '60'], '--interval does not go with pack'],
  ['nothing to make', 2, [], 'Say what is to be made: pack, query, example.'],
  ['another kind', 2, ['table', 'x'], "'table' is nothing to be made"],
  ['no SQL', 2, ['query', 'small-pack/q'], 'Give the SQL'],
  ['two SQLs', 2, ['query', 'small-pack/q', '--sql', 'SELECT 1', '--sql-file', 'x'], 'not both'],
  ['an unknown role', 2, ['pack', 'db', '--maintainers', 'nobody'], "names no role 'nobody'; known: inventory, detection."],
  ['an interval beyond the most', 2, ['query', 'small-pack/q', '--sql', 'SELECT username FROM users', '--interval', '604800'], 'whole seconds'],
])('%s is refused, and nothing is written', async (_, code, args, told) => {
  const root = repository(files);
  const result = await run(root, 'new', ...args);
  expect([result.code, result.output]).toEqual([code, expect.stringContaining(told)]);
  expect(['packs/small-pack/q.yml', 'packs/small-pack/releases.yml', 'packs/small-pack/boot_epoch.yml', 'packs/a', 'packs/db'].filter((file) => existsSync(path.join(root, file)))).toEqual([]);
});

test('on a terminal it asks for what is not given, offers the roles, and takes SQL of several lines', async () => {
  const asked: string[] = [];
  const answering = (...answers: string[]) => async (question: string) => {
    asked.push(question);
    return answers.shift() ?? '';
  };
  expect(await gatherName([], answering('', 'small-pack/shells'))).toEqual({ kind: 'query', name: 'small-pack/shells' });
  expect(await gatherPack('db', {}, ['inventory', 'detection'], answering('other', 'detection', 'Databases', '', ''))).toEqual({ name: 'db', purpose: 'detection', title: 'Databases', maintainers: ['detection'] });
  expect(asked.at(-1)).toBe('Roles that look after it (inventory, detection) [detection]: ');
  const { catalogue } = readCatalogue([{ path: 'packs/small-pack/pack.yml', text: goodPack }, { path: 'packs/small-pack/host_names.yml', text: goodQuery() }]);
  expect(await gatherQuery('query', 'small-pack/shells', {}, catalogue, answering('SELECT username', 'FROM users;', 'Accounts.'))).toMatchObject({ sql: 'SELECT username\nFROM users;', description: 'Accounts.', purpose: 'inventory' });
});
