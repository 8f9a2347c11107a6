import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPackage, packageFolder } from '../src/node/package/build-package.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { goodPack, goodQuery } from './repository.ts';

// The package as a stranger gets it: built, packed, installed into an empty folder without a network, and run there.
const folder = mkdtempSync(path.join(tmpdir(), 'osquery-packs-package-'));
const built = path.join(repositoryRoot, packageFolder);
let files: readonly { readonly file: string; readonly bytes: number }[] = [];

const npm = (cwd: string, ...args: string[]) => spawnSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32', env: { ...process.env, npm_config_offline: 'true', npm_config_update_notifier: 'false', npm_config_cache: path.join(folder, 'cache') } });
const command = (...args: string[]) => {
  const { status, stdout, stderr } = npm(folder, 'exec', '--no', '--', 'osquery-packs', ...args);
  return { code: status, output: stdout, errors: stderr };
};

beforeAll(async () => {
  files = await buildPackage(repositoryRoot, {});
  const [packed] = JSON.parse(npm(built, 'pack', '--json', '--pack-destination', folder).stdout) as [{ filename: string }];
  writeFileSync(path.join(folder, 'package.json'), '{"private": true}\n');
  const installed = npm(folder, 'install', '--offline', '--no-audit', '--no-fund', path.join(folder, packed.filename));
  expect([installed.status, installed.stderr]).toEqual([0, expect.anything()]);
  mkdirSync(path.join(folder, 'packs/small-pack'), { recursive: true });
  writeFileSync(path.join(folder, 'packs/small-pack/pack.yml'), goodPack);
  writeFileSync(path.join(folder, 'packs/small-pack/host_names.yml'), goodQuery());
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('it holds no site, and needs no other package', () => {
  const manifest = JSON.parse(readFileSync(path.join(built, 'package.json'), 'utf8')) as Record<string, unknown>;
  const root = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest).toMatchObject({ name: 'osquery-packs', version: root['version'], engines: root['engines'], license: 'Apache-2.0' });
  expect(['dependencies', 'scripts', 'repository'].filter((key) => key in manifest)).toEqual([]);
  const code = files.filter(({ file }) => file.endsWith('.js')).map(({ file }) => readFileSync(path.join(built, file), 'utf8')).join('');
  expect(code).not.toMatch(/@docusaurus|react-dom|playwright/);
  expect(code).not.toContain(repositoryRoot);
  expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(4_000_000);
});

test('it brings the licences of what is in it', () => {
  const notices = readFileSync(path.join(built, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of ['@sqlite.org/sqlite-wasm', 'zod', 'js-yaml', 'semver', 'diff', 'remark']) expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
  expect(notices).not.toMatch(/, unknown$/m);
});

test('its address is that of the environment', async () => {
  try {
    await buildPackage(repositoryRoot, { REPOSITORY_URL: 'https://code.example.org/packs' });
    expect(JSON.parse(readFileSync(path.join(built, 'package.json'), 'utf8'))).toMatchObject({ repository: { url: 'https://code.example.org/packs' } });
  } finally {
    await buildPackage(repositoryRoot, {});
  }
});

test('the installed command tells its commands, and which ones it leaves out', () => {
  const { code, output } = command('--help');
  expect(code).toBe(0);
  expect(output).toMatch(/^ {2}explain /m);
  expect(output).toMatch(/Only in a checkout of the repository: start, .*build/);
  expect(command('build')).toMatchObject({ code: 2, errors: expect.stringContaining("The command 'build' works only in a checkout") });
  expect(command('check', '--help').output).toContain('Usage: npx osquery-packs check [--format');
});

test('it explains SQL', () => {
  const { code, output } = command('explain', 'SELECT path FROM file');
  expect([code, output]).toEqual([1, expect.stringContaining('gives it no path or directory')]);
});

test('it checks a pack of another format', () => {
  writeFileSync(path.join(folder, 'my.conf'), JSON.stringify({ queries: { shells: { query: 'SELECT usrname FROM users', interval: 60 } } }));
  expect(command('check', 'my.conf')).toMatchObject({ code: 1, output: expect.stringContaining('no such column: usrname') });
});

test('it checks, tests and builds packs of a folder of its own', () => {
  const checked = command('check');
  expect([checked.code, checked.output]).toEqual([0, expect.stringContaining('Nothing found in 2 files.')]);
  expect(command('test-queries')).toMatchObject({ code: 0, output: '1 passed, 0 failed\n' });
  expect(command('check', '--from', '5.12.1')).toMatchObject({ code: 0, output: expect.stringContaining('1 of 1 query unchanged.') });
  expect(command('build:packs').code).toBe(0);
  expect(JSON.parse(readFileSync(path.join(folder, 'static/packs/small-pack.conf'), 'utf8')).queries.host_names.interval).toBe(3600);
});

test('what it finds names the command as it is called here', () => {
  const file = path.join(folder, 'packs/small-pack/host_names.yml');
  writeFileSync(file, goodQuery('host_names', [[/hostnames: localhost}\]\n$/, 'hostnames: other}]\n']]));
  const { code, output } = command('check');
  writeFileSync(file, goodQuery());
  expect(code).toBe(1);
  expect(output).toContain('Run npx osquery-packs test-queries for the rows');
  expect(output).not.toContain('npm run');
});
