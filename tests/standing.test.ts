import path from 'node:path';
import { expect, test } from 'vitest';
import { goodPack, goodQuery, repository, run } from './repository.ts';

const detectionPack = goodPack.replace('purpose: inventory', 'purpose: detection');
const detection = (attack: string) => goodQuery('odd_names', [['purpose: inventory', 'purpose: detection'], ['  references:', `  attack: [${attack}]\n  references:`]]);
const host = { 'examples/hosts/linux-server/processes.csv': 'pid,name\n1,init\n2,kthreadd\n', 'examples/hosts/linux-server/etc_hosts.csv': 'address,hostnames\n127.0.0.1,localhost\n' };

/** What `diff` tells of two states, each a folder. */
async function compare(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>, format: string): Promise<string> {
  const root = repository({ ...Object.fromEntries(Object.entries({ ...host, ...before }).map(([file, text]) => [`old/${file}`, text])), ...Object.fromEntries(Object.entries({ ...host, ...after }).map(([file, text]) => [`new/${file}`, text])) });
  return (await run(root, 'diff', path.join(root, 'old'), path.join(root, 'new'), '--format', format)).output;
}

const before = { 'packs/small-pack/pack.yml': goodPack, 'packs/small-pack/host_names.yml': goodQuery() };

test('what the rules find anew is told, and what only moved is not', async () => {
  const star = goodQuery('all_names', [['SELECT h.address, h.hostnames', 'SELECT *']]);
  const moved = goodQuery('all_names', [['SELECT h.address, h.hostnames', '\n    SELECT *']]);
  expect(await compare(before, { ...before, 'packs/small-pack/all_names.yml': star }, 'markdown')).toMatch(/### New findings\n\n[^]*`packs\/small-pack\/all_names\.yml:10`: error select-star\./);
  const again = await compare({ ...before, 'packs/small-pack/all_names.yml': star }, { ...before, 'packs/small-pack/all_names.yml': moved }, 'markdown');
  expect(again).not.toContain('select-star');
  expect(await compare({ ...before, 'packs/small-pack/all_names.yml': star }, before, 'text')).toMatch(/New findings \(\d mended\):\n {2}none: \d mended/);
});

test('tests that come, go or fail are counted by pack', async () => {
  const failing = goodQuery('host_names', [[/expect: .*$/m, "expect: []\n    - name: another\n      given: {etc_hosts: []}\n      expect: []"]]);
  expect(await compare(before, { ...before, 'packs/small-pack/host_names.yml': failing }, 'text')).toContain('Tests:\n  small-pack: 1 → 2 cases, 1 of them failing\n');
});

test('costs are told by pack and platform, and by query where the class is another', async () => {
  const often = goodQuery('host_names', [['interval: 3600', 'interval: 10']]);
  const told = await compare({ ...before, 'packs/small-pack/programs.yml': goodQuery('programs', [[/SELECT[^]*?;\n/, "SELECT p.name, p.pid FROM processes AS p;\n"]]) }, { ...before, 'packs/small-pack/host_names.yml': often, 'packs/small-pack/programs.yml': goodQuery('programs', [[/SELECT[^]*?;\n/, "SELECT p.name, p.pid FROM processes AS p;\n"], ['interval: 3600', 'interval: 10']]) }, 'text');
  expect(told).toMatch(/Cost:\n {2}small-pack: \d+\.\d\d s → \d+(\.\d\d)? s of CPU a day on (darwin|linux)/);
});

test('techniques that are covered now, and those no longer', async () => {
  const state = (attack: string) => ({ 'packs/small-pack/pack.yml': detectionPack, 'packs/small-pack/odd_names.yml': detection(attack) });
  expect(await compare(state('T1565.001'), state('T1557'), 'markdown')).toMatch(/### ATT\\&CK coverage\n\n- `T1557`: covered now\n- `T1565.001`: no longer covered/);
  expect(JSON.parse(await compare(state('T1557'), state('T1557'), 'json'))).toMatchObject({ standing: { found: [], mended: 0, cost: [], classes: [], tests: [], covered: [], uncovered: [] } });
});

test('nothing is told where nothing changed', async () => {
  expect(await compare(before, before, 'text')).toBe('No change.\n');
});
