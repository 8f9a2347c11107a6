import { describe, expect, test } from 'vitest';
import { printReleaseData, readReleaseData } from '../../artifacts/release-data.ts';
import { sampleContract, sampleQueryContract } from '../../releases/fixture.ts';
import { planRelease } from '../../releases/plan-release.ts';
import type { History } from '../../releases/releases-file.ts';
import { absent, faultsOf, firstChoice, outcomeOf, summaryOf, type Choice } from './choice.ts';

const contracts = [sampleContract(), sampleContract({ q: sampleQueryContract('q', { interval: 60 }) }), sampleContract({ q: sampleQueryContract('q', { logging: 'snapshot' }) })];
const history = contracts.reduce<History | null>((last, contract, index) => {
  const plan = planRelease({ history: last, contract, note: 'Why.', date: `2026-11-0${index + 1}`, range: { from: '5.2.3', to: '5.23.1' } });
  if (plan.refusal) throw new Error(plan.refusal.message);
  return plan.history;
}, null)!;
const data = readReleaseData(JSON.parse(printReleaseData(history)));
const first = firstChoice(data, ['linux']);
const outcome = (choice: Partial<Choice>) => outcomeOf(data, { ...first, ...choice });

test('the releases come through as they are, and nothing else is taken for them', () => {
  expect(data.releases.map(({ version, contract }) => [version, contract])).toEqual([['2.0.0', contracts[2]], ['1.0.1', contracts[1]], ['1.0.0', contracts[0]]]);
  for (const value of [null, [], {}, { pack: 'p', releases: [] }, { pack: 'p', releases: [{ version: '1.0.0' }] }]) expect(() => readReleaseData(value)).toThrow('not a list of releases');
});

test('the first choice is the last step, or the first release on hosts without the pack', () => {
  expect(first).toEqual({ from: '1.0.1', to: '2.0.0', osquery: '5.23.1', hosts: { linux: '100' } });
  expect(firstChoice({ ...data, releases: data.releases.slice(2) }, ['linux'])).toMatchObject({ from: absent, to: '1.0.0' });
});

test('the direction is told', () => {
  expect(outcome({})).toMatchObject({ kind: 'compared', back: false, target: { version: '2.0.0' } });
  expect(outcome({ from: '2.0.0', to: '1.0.0' })).toMatchObject({ kind: 'compared', back: true, target: { version: '1.0.0' } });
  expect(outcome({ from: absent })).toMatchObject({ back: false });
  expect(outcome({ to: absent })).toMatchObject({ back: true, target: null });
});

test('two of the same release are told as such', () => {
  expect(summaryOf(outcome({ from: '2.0.0' }))).toBe('Both are 2.0.0: nothing changes.');
  expect(summaryOf(outcome({ from: absent, to: absent }))).toContain('nothing changes');
});

describe('what is typed', () => {
  test.each(['5.23', '5', '', 'latest', '5.23.1-rc', '-1.0.0', '5..1'])('%j is no version of osquery', (osquery) => {
    expect(Object.keys(faultsOf({ ...first, osquery }))).toEqual(['osquery']);
    expect(outcome({ osquery })).toMatchObject({ kind: 'faulty' });
  });

  test.each(['', '-1', '1.5', '1e3', 'many', '10000000', '1,0'])('%j is no number of hosts', (linux) => {
    expect(Object.keys(faultsOf({ ...first, hosts: { linux } }))).toEqual(['linux']);
  });

  test.each<[string, number]>([['0', 0], [' 25,000 ', 25_000], ['9999999', 9_999_999]])('%j is %d hosts', (linux, hosts) => {
    expect(outcome({ hosts: { linux } })).toMatchObject({ comparison: { sums: [{ hosts }] } });
  });
});

test('an osquery outside of what the release was checked against is told', () => {
  expect(outcome({ osquery: '6.0.0' })).toMatchObject({ outside: '6.0.0' });
  expect(outcome({ osquery: ' 5.2.3 ' })).toMatchObject({ outside: null });
});

test('the summary says how many queries differ, which ask for something, and the rows of the fleet', () => {
  expect(summaryOf(outcome({}))).toBe('1 query differs and asks you to act. Linux, 100 hosts: 2 rows a host, 200 rows on the fleet.');
  expect(summaryOf(outcome({ from: '1.0.0', to: '1.0.1' }))).toBe('1 query differs and does not ask you to act. Linux, 100 hosts: 0 rows a host, 0 rows on the fleet.');
});
