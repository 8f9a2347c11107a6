import { describe, expect, test } from 'vitest';
import type { Platform } from '../../model/platform.ts';
import { sampleContract, sampleQueryContract } from '../../releases/fixture.ts';
import { compareReleases } from './compare.ts';

const query = sampleQueryContract;
const everywhere: Platform[] = ['darwin', 'linux', 'windows'];
const fleet = { darwin: 10, linux: 100, windows: 1000 };
const compare = (before: Parameters<typeof compareReleases>[0], after: typeof before, version = '5.23.1') => compareReleases(before, after, version, fleet);

test('each platform counts the rows of its own queries', () => {
  const { sums, total } = compare(null, sampleContract({ a: query('a', { platforms: ['linux'], rows: 3 }), b: query('b', { platforms: ['windows'], rows: 5 }), c: query('c', { platforms: everywhere, rows: 1 }) }));
  expect(sums.map(({ platform, sum }) => [platform, sum.host.most, sum.fleet.most])).toEqual([['darwin', 1, 10], ['linux', 4, 400], ['windows', 6, 6000]]);
  expect(total).toEqual({ least: 6410, most: 6410 });
});

test('a query that comes to a platform is counted there, and nowhere else', () => {
  const { sums, queries } = compare(sampleContract({ q: query('q', { rows: 2 }) }), sampleContract({ q: query('q', { rows: 2, platforms: ['darwin', 'linux'] }) }));
  expect(sums.map(({ platform, sum }) => [platform, sum.fleet])).toEqual([['darwin', { least: 20, most: 20 }], ['linux', { least: 0, most: 0 }]]);
  expect(queries[0]).toMatchObject({ platforms: ['darwin', 'linux'], changes: ['Platform darwin added.'] });
});

describe('what a query asks for', () => {
  const demand = (facts: Parameters<typeof query>[1], sql = 'select') => compare(sampleContract(), sampleContract({ q: query('q', facts, sql) })).queries.map((one) => one.demand);

  test('another interval asks for nothing, another SQL for rows, another name of the log for action', () => {
    expect(demand({ interval: 60 })).toEqual(['nothing']);
    expect(demand({}, 'other')).toEqual(['burst']);
    expect(demand({ logging: 'snapshot' })).toEqual(['action']);
  });

  test('a flag to set is something to do, even where rows are to be expected as well', () => {
    const { queries } = compare(null, sampleContract({ q: query('q', { flags: { disable_audit: 'false' } }) }));
    expect(queries).toMatchObject([{ demand: 'action', sightings: [{ advice: { kind: 'set-flags', text: expect.stringContaining('--disable_audit=false') } }] }]);
  });

  test('queries that ask for more come first', () => {
    const after = sampleContract({ a: query('a', { interval: 60 }), b: query('b', { logging: 'snapshot' }), c: query('c', {}, 'other') });
    expect(compare(sampleContract({ a: query('a'), b: query('b'), c: query('c') }), after).queries.map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });
});

test('an osquery that is too old for a query neither runs nor logs it', () => {
  const { queries, sums } = compare(null, sampleContract({ q: query('q', { min_osquery_version: '5.8.0' }) }), '5.7.0');
  expect(queries).toMatchObject([{ sightings: [], demand: 'nothing' }]);
  expect(sums).toMatchObject([{ sum: { fleet: { least: 0, most: 0 } } }]);
});

test('taking the pack out logs nothing more and leaves rows open', () => {
  const { queries, total } = compare(sampleContract(), null);
  expect(queries).toMatchObject([{ changes: ['Query removed.'], demand: 'action' }]);
  expect(total.most).toBe(0);
});

test('raising the epoch is priced by the rows that one host has', () => {
  const rest = { a: query('a', { platforms: ['windows'], rows: 500 }), b: query('b', { platforms: ['linux'], rows: 7 }) };
  const { queries } = compare(sampleContract({ ...rest, q: query('q', { logging: 'snapshot' }) }), sampleContract({ ...rest, q: query('q') }));
  const text = queries[0]!.sightings.map(({ advice }) => advice.text).join(' ');
  expect(text).toContain('about 9 rows a host');
});

test('changes of the pack itself stand apart', () => {
  const { pack, queries } = compare(sampleContract(), sampleContract(undefined, { status: 'deprecated' }));
  expect([pack.map(({ kind }) => kind), queries]).toEqual([['status-changed'], []]);
});
