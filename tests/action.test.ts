import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { anywhere } from '../src/node/commands/anywhere.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { goodPack, goodQuery, repository } from './repository.ts';

interface Step {
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly pass_filenames: boolean;
}

const read = (file: string) => readFileSync(path.join(repositoryRoot, file), 'utf8');
const action = load(read('action.yml')) as Action;
const hooks = load(read('.pre-commit-hooks.yaml')) as Hook[];
const { steps } = action.runs;
const [check] = steps.slice(-1);

const files = { 'packs/small-pack/pack.yml': goodPack, 'packs/small-pack/host_names.yml': goodQuery('host_names', [['SELECT h.address, h.hostnames', 'SELECT *']]) };

describe('the action', () => {
  test('uses each of its inputs, and no other', () => {
    const used = [...read('action.yml').matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name!);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
    expect(Object.values(action.inputs).filter((input) => !input.description || input.default === undefined)).toEqual([]);
  });

  test('has no expression within a script, and pins what it uses', () => {
    const scripts = steps.flatMap(({ run }) => run ?? []);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    for (const script of scripts) expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    expect([...read('action.yml').matchAll(/uses: (.*)$/gm)].map(([, use]) => use!).filter((use) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))).toEqual([]);
  });

  test('installs from the lock file without running scripts of packages, and brings nothing else', () => {
    const installs = steps.flatMap(({ run }) => run ?? []).filter((script) => /\b(npm|npx|curl|wget|pip)\b/.test(script));
    expect(installs).toEqual([expect.stringMatching(/^npm ci .*--ignore-scripts/)]);
  });

  test('gives options that the command has', async () => {
    const { options } = await anywhere.check();
    const given = [...check!.run!.matchAll(/--([a-z-]+)/g)].map(([, name]) => name!);
    expect(given.length).toBeGreaterThan(3);
    expect(given.filter((name) => !Object.hasOwn(options, name))).toEqual([]);
  });

  /** Runs the last step in a repository of packs, with the inputs' defaults and `inputs`. */
  function runStep(root: string, inputs: Readonly<Record<string, string>>) {
    const value = (expression: string) => {
      const input = /inputs\.([\w-]+)/.exec(expression)?.[1];
      return input === undefined ? repositoryRoot : (inputs[input] ?? action.inputs[input]!.default);
    };
    const env = Object.fromEntries(Object.entries(check!.env!).map(([name, expression]) => [name, value(expression)]));
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', check!.run!], { cwd: path.join(root, value(check!['working-directory']!)), encoding: 'utf8', env: { ...process.env, ...env } });
  }

  test('annotates what it finds in the packs of the repository it is called in, and writes SARIF', () => {
    const root = repository(files);
    const { status, stdout } = runStep(root, { 'sarif-file': 'out/packs.sarif' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=packs\/small-pack\/host_names\.yml,line=10,.*title=select-star::/m);
    expect(stdout).not.toContain('npm run');
    expect(JSON.parse(readFileSync(path.join(root, 'out/packs.sarif'), 'utf8')).runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('select-star');
  });

  test('checks packs of other formats by their paths', () => {
    const root = repository({ 'a b.conf': JSON.stringify({ queries: { shells: { query: 'SELECT usrname FROM users', interval: 60 } } }), '-x.conf': JSON.stringify({ queries: { pids: { query: 'SELECT pid FROM processes', interval: 60 } } }) });
    const { status, stdout } = runStep(root, { paths: 'a b.conf\n-x.conf\n', osquery: '5.12.1' });
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^::error file=a b\.conf,line=1,.*title=sql-compiles::/m)]);
  });

  test('tells of an upgrade, and takes every input as one word', () => {
    const root = repository(files);
    expect(runStep(root, { from: '5.12.1', to: '5.23.1', format: 'text' }).stdout).toContain('osquery 5.12.1 to 5.23.1:');
    const { status, stderr } = runStep(root, { from: '5.12.1; touch pwned', format: '$(touch pwned)' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('is no osquery version')]);
    expect(existsSync(path.join(root, 'pwned'))).toBe(false);
  });
});

describe('the command in the folder of another repository', () => {
  const call = (root: string, ...args: string[]) => spawnSync(process.execPath, [path.join(repositoryRoot, 'scripts/osquery-packs.mjs'), ...args], { cwd: root, encoding: 'utf8' });

  test('is named as it is called there', () => {
    const root = repository({});
    const { status, stdout } = call(root, 'new', 'pack', 'small-pack');
    expect([status, stdout]).toEqual([0, expect.stringContaining('npx osquery-packs new query small-pack/<query>')]);
    expect(stdout).not.toContain('npm run');
  });

  test('does nothing that needs the checkout', () => {
    const root = repository(files);
    const { status, stderr } = call(root, 'start');
    expect([status, stderr]).toEqual([2, expect.stringContaining("The command 'start' works only in a checkout of the repository.")]);
    expect(existsSync(path.join(root, 'static'))).toBe(false);
  });
});

describe('the hooks of pre-commit', () => {
  test.each(hooks)('$id calls a command of the package, for content files and without their names', async ({ entry, files: pattern, language, pass_filenames: names }) => {
    const [program, name] = entry.split(' ');
    expect(Object.keys(JSON.parse(read('package.json')).bin)).toContain(program);
    expect(Object.keys(anywhere)).toContain(name);
    expect([language, names]).toEqual(['node', false]);
    expect(['packs/p/q.yml', 'examples/hosts/h/users.csv', 'docs/index.md', 'src/packs/x.ts'].map((file) => new RegExp(pattern).test(file))).toEqual([true, true, false, false]);
  });
});
