import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { goodPack, goodQuery, repository, run } from './repository.ts';

const pack = 'packs/small-pack/pack.yml';
const query = 'packs/small-pack/host_names.yml';
const releases = 'packs/small-pack/releases.yml';
const supported = goodPack.replace('status: incubating', 'status: supported');

const git = (root: string, ...args: string[]) => spawnSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: root, encoding: 'utf8' });

async function released(): Promise<string> {
  const root = repository({ [pack]: supported, [query]: goodQuery() });
  expect(await run(root, 'release', 'small-pack', '--date', '2026-11-20')).toMatchObject({ code: 0 });
  return root;
}

function rewrite(root: string, file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path.join(root, file), 'utf8');
  expect(text).toMatch(from);
  writeFileSync(path.join(root, file), text.replace(from, to));
}

test('a supported pack that was never released fails the check, with the command to run', async () => {
  const { code, output } = await run(repository({ [pack]: supported, [query]: goodQuery() }), 'check');
  expect([code, output]).toEqual([1, expect.stringContaining('The pack was never released.')]);
  expect(output).toContain('npm run release -- small-pack');
});

test('the first release is 1.0.0, is kept for download, and makes the check pass', async () => {
  const root = await released();
  expect(readFileSync(path.join(root, releases), 'utf8')).toContain('version: 1.0.0');
  expect(JSON.parse(readFileSync(path.join(root, 'static/packs/archive/small-pack-1.0.0.conf'), 'utf8')).queries).toHaveProperty('host_names');
  expect((await run(root, 'check')).code).toBe(0);
  await run(root, 'build:packs');
  expect(JSON.parse(readFileSync(path.join(root, 'static/packs/catalog.json'), 'utf8')).packs[0].version).toBe('1.0.0');
  expect(existsSync(path.join(root, 'static/packs/archive/small-pack-1.0.0.conf'))).toBe(true);
});

test('a patch, a minor and a major follow from what changed', async () => {
  const root = await released();
  expect((await run(root, 'release', 'small-pack')).output).toContain('Nothing has changed since 1.0.0.');
  rewrite(root, query, 'interval: 3600', 'interval: 7200');
  expect((await run(root, 'check')).output).toContain('differs from its release 1.0.0 by what asks for a patch release');
  expect((await run(root, 'release', 'small-pack', '--date', '2026-11-21')).output).toContain('Released small-pack 1.0.1.');
  writeFileSync(path.join(root, 'packs/small-pack/more.yml'), goodQuery('more'));
  expect((await run(root, 'release', 'small-pack', '--date', '2026-11-21')).output).toContain('Released small-pack 1.1.0.');
  rewrite(root, query, 'logging: snapshot', 'logging: differential');
  const refused = await run(root, 'release', 'small-pack', '--date', '2026-11-22');
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('is a major release, and it has no note')]);
  expect((await run(root, 'release', 'small-pack', '--date', '2026-11-22', '--note', 'Changes are logged, not pictures.')).output).toContain('Released small-pack 2.0.0.');
  expect((await run(root, 'check')).code).toBe(0);
});

test.each<[what: string, from: string | RegExp, to: string, error: RegExp]>([
  ['edited by hand', 'interval: 3600', 'interval: 60', /error releases\n {2}The contract of 1\.0\.0 hashes to/],
  ['broken', 'kind: releases', 'kind: release', /error shape/],
  ['of an impossible day', "date: '2026-11-20'", "date: '2026-11-31'", /error releases\n {2}2026-11-31 is no day/],
])('a releases.yml that is %s', async (_, from, to, error) => {
  const root = await released();
  rewrite(root, releases, from, to);
  const { code, output } = await run(root, 'check');
  expect([code, output]).toEqual([1, expect.stringMatching(error)]);
  expect((await run(root, 'release', 'small-pack', '--note', 'x')).code).toBe(1);
});

test('diff compares git revisions and folders by meaning', async () => {
  const root = await released();
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'one');
  rewrite(root, query, 'SELECT h.address, h.hostnames', 'SELECT h.address');
  rewrite(root, query, '    hostnames: The names, parted by blanks.\n', '');
  rewrite(root, query, /, hostnames: localhost\}\]\n$/, '}]\n');
  const { code, output } = await run(root, 'diff', 'HEAD', root);
  expect(code).toBe(0);
  expect(output).toContain('small-pack 1.0.0 → 2.0.0 (major)');
  expect(output).toContain('Column hostnames removed.');
  expect(JSON.parse((await run(root, 'diff', 'HEAD', root, '--format', 'json')).output).packs[0]).toMatchObject({ pack: 'small-pack', part: 'major' });
  expect((await run(root, 'diff', 'HEAD', 'HEAD')).output).toBe('No change.\n');
});

test.each([
  [['diff', 'nothing-here', 'HEAD'], 1, 'git knows no revision "nothing-here".'],
  [['diff', '--', '--output=x', 'HEAD'], 1, 'git knows no revision "--output=x".'],
  [['diff', 'HEAD'], 2, 'Name two states: folders, git revisions or .conf files'],
  [['release'], 2, 'Name the pack to release.'],
  [['release', 'nothing'], 1, 'There is no pack "nothing"; known: small-pack.'],
])('%j', async (args, code, told) => {
  const root = await released();
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'one');
  expect(await run(root, ...args)).toEqual({ code, output: expect.stringContaining(told) });
});

test('--amend puts a release in place of one that is not merged, and never of one that is', async () => {
  const root = await released();
  expect((await run(root, 'release', 'small-pack', '--amend', '--date', '2026-11-20')).output).toContain('Released small-pack 1.0.0.');
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'one');
  rewrite(root, query, 'interval: 3600', 'interval: 7200');
  const refused = await run(root, 'release', 'small-pack', '--amend');
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('small-pack 1.0.0 is merged already')]);
  await run(root, 'release', 'packs/small-pack/', '--date', '2026-11-21', '--note', 'Less often.');
  writeFileSync(path.join(root, 'packs/small-pack/more.yml'), goodQuery('more'));
  expect((await run(root, 'release', 'small-pack', '--amend', '--date', '2026-11-21')).output).toContain('Released small-pack 1.1.0.');
  const text = readFileSync(path.join(root, releases), 'utf8');
  expect(text).toContain('note: Less often.');
  expect(text).not.toContain('1.0.1');
  expect(existsSync(path.join(root, 'static/packs/archive/small-pack-1.0.1.conf'))).toBe(false);
  expect((await run(root, 'release', 'small-pack', '--amend', '--base', 'nowhere')).output).toContain('git knows no revision "nowhere"');
});
