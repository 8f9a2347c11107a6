import { expect, test } from 'vitest';
import { stockQueries } from '../osquery/stock-packs.ts';
import { readStock } from './stock.ts';

const path = 'packs/stock-packs.yml';
const packs = [{ spec: { name: 'host-inventory' }, queries: [{ spec: { name: 'os_version' } }] }] as unknown as Parameters<typeof readStock>[1];

/** Every stock query with a successor, but for those that `changes` says otherwise. */
function file(changes: Readonly<Record<string, string>> = {}): string {
  const byPack = new Map<string, string[]>();
  for (const { pack, name } of stockQueries) {
    const fate = changes[`${pack}/${name}`] ?? '{successor: host-inventory/os_version}';
    if (fate) byPack.set(pack, [...(byPack.get(pack) ?? []), `    ${JSON.stringify(name)}: ${fate}`]);
  }
  return `apiVersion: v1\nkind: stock-packs\nspec:\n${[...byPack].map(([pack, lines]) => `  ${pack}:\n${lines.join('\n')}\n`).join('')}`;
}

const messages = (text: string) => readStock({ path, text }, packs).findings.map(({ message }) => message);

test('a file that accounts for every stock query gives the fate of each', () => {
  const { fates, findings } = readStock({ path, text: file({ 'it-compliance/mounts': '{dropped: superseded, because: It moves.}' }) }, packs);
  expect(findings).toEqual([]);
  expect(fates.size).toBe(306);
  expect(fates.get('it-compliance/os_version')).toEqual({ successors: ['host-inventory/os_version'] });
  expect(fates.get('it-compliance/mounts')).toEqual({ dropped: 'superseded', because: 'It moves.', instead: [] });
});

test('what is left out, unknown or points nowhere is told', () => {
  expect(messages(file({ 'it-compliance/mounts': '' }))).toEqual(['1 of the stock queries are left out: it-compliance/mounts.']);
  expect(messages(file({ 'it-compliance/mounts': '{successor: host-inventory/os_versions}' }))).toEqual(['The query host-inventory/os_versions does not exist.']);
  expect(messages(file({ 'it-compliance/mounts': '{dropped: superseded, because: x, instead: host-inventory/os_versions}' }))).toEqual(['The query host-inventory/os_versions does not exist.']);
  expect(messages(`${file()}  no-such-pack:\n    q: {dropped: table-gone, because: x}\n`)).toEqual(["osquery's stock packs have no query no-such-pack/q."]);
  expect(messages(file({ 'it-compliance/mounts': '{dropped: because, because: x}' }))).toHaveLength(1);
});
