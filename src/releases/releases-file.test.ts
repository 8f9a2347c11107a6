import { describe, expect, test } from 'vitest';
import { checkHistory } from './check-history.ts';
import type { Contract } from './contract.ts';
import { sampleContract, sampleQueryContract } from './fixture.ts';
import { planRelease } from './plan-release.ts';
import { printReleases, readReleases, type History } from './releases-file.ts';

const file = 'packs/p/releases.yml';
const range = { from: '5.2.3', to: '5.23.1' };
const base = sampleQueryContract();

function released(history: History | null, contract: Contract, date: string, note?: string): History {
  const plan = planRelease({ history, contract, date, range, note });
  if (plan.refusal) throw new Error(plan.refusal.message);
  return plan.history;
}

/** 1.0.0, 1.0.1 (interval), 2.0.0 (query renamed). */
function sampleHistory(): History {
  const first = released(null, sampleContract(), '2026-01-05');
  const second = released(first, sampleContract({ q: { ...base, interval: 60 } }), '2026-02-01', 'Asks *more often*.\n\n- because: "why"\n');
  return released(second, sampleContract({ r: { ...base, interval: 60, log_name: 'pack_p_r' } }), '2026-02-28', 'A better name.');
}

function findings(text: string) {
  const { document, findings: broken } = readReleases(file, text);
  return document ? checkHistory(document) : broken;
}

/** The printed history with one text replaced; the replacement must hit. */
function damaged(from: string | RegExp, to: string): string {
  const text = printReleases(sampleHistory());
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return changed;
}

test('what is printed reads back as it was, to the same bytes, and nothing is wrong with it', () => {
  const history = sampleHistory();
  const text = printReleases(history);
  const { document, findings: broken } = readReleases(file, text);
  expect(broken).toEqual([]);
  expect(document!.spec).toEqual(history);
  expect(printReleases(document!.spec)).toBe(text);
  expect(findings(text)).toEqual([]);
  expect(history.releases.map(({ version }) => version)).toEqual(['2.0.0', '1.0.1', '1.0.0']);
  expect(history.retired).toEqual(['q']);
});

describe('each damage is told at its place, with a way out', () => {
  test.each<[string, () => string, RegExp, RegExp]>([
    ['a contract edited by hand', () => damaged('interval: 60', 'interval: 61'), /contract of 2\.0\.0 hashes to [0-9a-f]{16}, not to/, /contract_hash: /],
    ['a hash edited by hand', () => damaged(/contract_hash: \S+/, "contract_hash: '0123456789abcdef'"), /it was edited or damaged/, /contract_hash: /],
    ['a version that goes back', () => damaged('version: 2.0.0', 'version: 1.0.0'), /Version 1\.0\.0 goes back: the release below it is 1\.0\.1/, /version: 1\.0\.0/],
    ['two entries of one version', () => damaged('version: 1.0.1', 'version: 2.0.0'), /Version 2\.0\.0 has two entries/, /version: 2\.0\.0/],
    ['a version that is too low', () => damaged('version: 2.0.0', 'version: 1.1.0'), /Version 1\.1\.0 is too low.*2\.0\.0/, /version: 1\.1\.0/],
    ['dates out of order', () => damaged(/date: \S*2026-02-28\S*/, 'date: 2026-01-31'), /is older than 1\.0\.1 of 2026-02-01/, /date: /],
    ['a day that does not exist', () => damaged(/date: \S*2026-02-28\S*/, 'date: 2026-02-30'), /2026-02-30 is no day/, /date: /],
    ['a range that ends before it begins', () => damaged('to: 5.23.1', 'to: 4.9.0'), /ends before it/, /from: /],
    ['a retired name that is no longer listed', () => damaged(/retired:\n\s+- q\n/, 'retired: []\n'), /The retired names are q, the list says none/, /retired: /],
    ['a missing part', () => damaged(/ {6}contract_hash: \S+\n/, ''), /contract_hash" is missing/, /./],
    ['a kind of change that does not exist', () => damaged('kind: query-renamed', 'kind: query-lost'), /"query-lost"/, /query-lost/],
    ['an unknown key', () => damaged('note: A better name.', 'notes: A better name.'), /Unknown key "notes"/, /notes: /],
    ['broken YAML', () => damaged('releases:', 'releases: ['), /not valid YAML/, /./],
    ['a conflict left by a merge', () => `<<<<<<< ours\n${printReleases(sampleHistory())}`, /./, /./],
    ['half a file', () => printReleases(sampleHistory()).slice(0, 900), /./, /./],
    ['an empty file', () => '', /empty/, /^$/],
  ])('%s', (_, text, message, source) => {
    const found = findings(text());
    expect(found.length).toBeGreaterThan(0);
    const hit = found.find((finding) => message.test(finding.message));
    expect(hit, found.map((finding) => finding.message).join('\n')).toBeDefined();
    expect(hit!.place.file).toBe(file);
    expect(hit!.source ?? '').toMatch(source);
    expect(hit!.advice).toBeTruthy();
  });

  test('a retired name that comes back in a later release', () => {
    const history = sampleHistory();
    const [last] = history.releases;
    const back = { ...last!, version: '3.0.0', contract: sampleContract({ q: base, r: last!.contract.queries['r']! }) };
    const text = printReleases({ ...history, releases: [back, ...history.releases] });
    expect(findings(text).map(({ message }) => message)).toContain('The name q was retired before 3.0.0 and comes back in it.');
  });
});
