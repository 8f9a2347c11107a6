import { expect, test } from 'vitest';
import { goodPack, goodQuery, repository, run } from './repository.ts';

const files = {
  'packs/small-pack/pack.yml': goodPack,
  'packs/small-pack/host_names.yml': goodQuery(),
  'packs/small-pack/yara_hits.yml': goodQuery('yara_hits', [[/SELECT[^]*?;\n/, "SELECT y.path FROM yara AS y WHERE y.path = '/tmp/x' AND y.sigrule = 'r';\n"]]),
};

test('the queries of packs that a newer osquery refuses fail the check, at their place', async () => {
  const { code, output } = await run(repository(files), 'check', '--from', '5.12.1', '--to', '5.23.1');
  expect(code).toBe(1);
  expect(output).toMatch(/packs\/small-pack\/yara_hits\.yml:10:\d+ error upgrade\n {2}osquery 5\.12\.1 to 5\.23\.1, darwin and linux, since 5\.23\.0: osquery refuses it: no such column: y\.sigrule\./);
  expect(output).toContain('1 of 2 queries unchanged; 1 refused.');
});

test('without --to the newest osquery is meant; without a loss the exit code is 0', async () => {
  const { code, output } = await run(repository({ ...files, 'packs/small-pack/yara_hits.yml': goodQuery('yara_hits') }), 'check', '--from', '5.22.1');
  expect(code).toBe(0);
  expect(output).toMatch(/osquery 5\.22\.1 to 5\.\d+\.\d+: 2 of 2 queries unchanged\./);
});

test('programs get JSON, pull requests Markdown or annotations, code scanning SARIF', async () => {
  const root = repository(files);
  const ask = async (format: string) => (await run(root, 'check', '--from', '5.12.1', '--to', '5.23.1', '--format', format)).output;
  expect(JSON.parse(await ask('json'))).toMatchObject({ version: 1, from: '5.12.1', to: '5.23.1', queries: 2, changes: [{ kind: 'breaks', pack: 'small-pack', query: 'yara_hits', platforms: ['darwin', 'linux'], since: '5.23.0', file: 'packs/small-pack/yara_hits.yml', line: 10 }] });
  expect(await ask('markdown')).toContain('- `small-pack/yara_hits` on darwin and linux, since 5.23.0:');
  expect(await ask('github')).toMatch(/^::error file=packs\/small-pack\/yara_hits\.yml,line=10,/m);
  expect(JSON.parse(await ask('sarif')).runs[0].results[0]).toMatchObject({ ruleId: 'upgrade', level: 'error' });
});

test.each<[what: string, args: string[], told: string]>([
  ['an unknown version', ['--from', '5.12'], '--from: The schema of osquery 5.12 is not known; the nearest known are 5.11.0 and 5.12.1'],
  ['a target alone', ['--to', '5.12.1'], '--to goes with --from'],
  ['an unknown format', ['--from', '5.12.1', '--format', 'xml'], "Unknown format 'xml'"],
])('%s is wrong use', async (_, args, told) => {
  const { code, output } = await run(repository(files), 'check', ...args);
  expect([code, output]).toEqual([2, expect.stringContaining(told)]);
});
