import { expect, test } from 'vitest';
import { latestVersion } from '../../osquery/schema.ts';
import type { History } from '../../releases/releases-file.ts';
import { packsIndex } from './index-pages.ts';
import { sampleContent } from './sample.ts';
import { checkedRange, packClass, packCostWords, statusWords } from './trust.ts';

const content = await sampleContent();
const [pack] = content.catalogue.packs as [typeof content.catalogue.packs[number]];
const [query] = pack.queries as [typeof pack.queries[number]];
const cost = (ms: number, unmeasured: string[] = []) => ({ platform: 'linux' as const, ms, unmeasured, walks: false });

test('the class of a pack is that of its dearest query, and its CPU time a day stands by platform', () => {
  const dear = { costs: new Map([[query, [cost(250), { ...cost(0.1, ['acpi_tables']), platform: 'windows' as const }]]]) };
  expect(packClass(dear, pack)).toBe('heavy');
  expect(packCostWords(dear, pack)).toBe('Linux 6.0 s, Windows under 0.1 s and 1 table not measured');
  expect(packClass({ costs: new Map([[query, [cost(1)]]]) }, pack)).toBe('light');
});

test('a cost that was not computed is told, not left out', () => {
  expect(() => packClass({ costs: new Map() }, pack)).toThrow('packs/keys/authorized_keys.yml: the cost of the query was not computed');
});

test('versions, and the last release with its day', () => {
  expect(checkedRange(content, pack)).toBe(`2.7.0 to ${latestVersion}`);
  expect(statusWords(content, pack)).toBe('Supported, not released yet');
  const history = { pack: 'keys', retired: [], releases: [{ version: '1.2.0', date: '2026-11-20' }] } as unknown as History;
  expect(statusWords({ histories: new Map([['keys', history]]) }, pack)).toBe('Supported, 1.2.0 of 2026-11-20');
});

test('the list of packs shows it for each, and says what the classes mean', () => {
  const page = packsIndex(content);
  expect(page).toContain('| Pack | Platforms | Minimum osquery | Queries | Tests | Cost of a run | Status and last release | Kept by |');
  expect(page).toMatch(/\| 1 \| 2 \| (Light|Moderate|Heavy|Not measured) \| Supported, not released yet \| core \|/);
  expect(page).toContain('heavy (the dearest run takes 100 ms or more');
});
