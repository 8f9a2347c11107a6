import { describe, expect, test } from 'vitest';
import type { Contract, QueryContract } from './contract.ts';
import { adviceOf, consumerText, counterText, endpointText, rangeText } from './effect-text.ts';
import { effectsOf, epochPrice, fleetSum, type EffectCase, type QueryEffect } from './effects.ts';
import { sampleContract, sampleQueryContract } from './fixture.ts';

const base = sampleQueryContract();
const hash = '0123456789abcdef';
const newSql = { sql_hash: hash, spelling_hash: hash };
const plain = sampleContract();
const changed = (facts: Partial<QueryContract>): Contract => sampleContract({ q: { ...base, ...facts } });

function onlyEffect(before: Contract | null, after: Contract | null): QueryEffect {
  const effects = effectsOf(before, after);
  expect(effects).toHaveLength(1);
  return effects[0]!;
}

/** The case of hosts that run the newest osquery before and after. */
function newest(before: Contract, after: Contract): EffectCase {
  return onlyEffect(before, after).cases.findLast(({ group }) => group === 'stay')!;
}

// What was measured on osquery 5.23.1 with two rows a, b that had been through counters 0, 1 and 2.
describe('as measured on a daemon', () => {
  test.each<[string, Contract, Contract, { added: number; removed: number; counter: number | null; counterNext: number }]>([
    ['SQL spelled differently', plain, changed({ spelling_hash: hash }), { added: 0, removed: 0, counter: null, counterNext: 3 }],
    ['a column added', plain, changed({ ...newSql, columns: [...base.columns, { name: 'mode', type: 'TEXT' }] }), { added: 2, removed: 2, counter: 3, counterNext: 4 }],
    ['a column removed', plain, changed({ ...newSql, columns: base.columns.slice(0, 1) }), { added: 2, removed: 2, counter: 3, counterNext: 4 }],
    ['a column renamed', plain, changed({ ...newSql, columns: [{ name: 'name', type: 'TEXT' }, base.columns[1]!] }), { added: 2, removed: 2, counter: 3, counterNext: 4 }],
    ['a column whose type becomes known', changed({ columns: [base.columns[0]!, { name: 'size', type: null, from_tests: true }] }), plain, { added: 0, removed: 0, counter: null, counterNext: 3 }],
    ['columns reordered', plain, changed({ columns: [...base.columns].reverse() }), { added: 0, removed: 0, counter: null, counterNext: 3 }],
    ['query renamed', plain, sampleContract({ r: { ...base, log_name: 'pack_p_r' } }), { added: 2, removed: 0, counter: 0, counterNext: 1 }],
    ['removed true to false', plain, changed({ logging: 'differential_ignore_removals' }), { added: 0, removed: 0, counter: null, counterNext: 3 }],
    ['removed false to true', changed({ logging: 'differential_ignore_removals' }), plain, { added: 0, removed: 0, counter: null, counterNext: 3 }],
    ['interval', plain, changed({ interval: 60 }), { added: 0, removed: 0, counter: null, counterNext: 3 }],
    ['denylist', plain, changed({ denylist: false }), { added: 0, removed: 0, counter: null, counterNext: 3 }],
  ])('%s', (_, before, after, expected) => {
    const { least, most } = newest(before, after);
    expect(least).toEqual(most);
    expect(most).toMatchObject(expected);
  });

  test('snapshot false to true: snapshots with counter 0, nothing differential', () => {
    expect(newest(plain, changed({ logging: 'snapshot' })).most).toMatchObject({ added: 0, removed: 0, snapshot: 2, counter: 0, leftOpen: 2, oldRowsStored: true });
  });

  test('snapshot true to false: all rows, or nothing where old rows were stored', () => {
    const { least, most } = newest(changed({ logging: 'snapshot' }), plain);
    expect(most).toMatchObject({ added: 2, removed: 0, counter: 0, counterNext: 1 });
    expect(least).toMatchObject({ added: 0, counter: null, missing: 2 });
  });

  test('another SQL with the same columns: from nothing to all rows, by the values it gives', () => {
    const { least, most } = newest(plain, changed(newSql));
    expect(least).toMatchObject({ added: 0, removed: 0, counter: null, counterNext: 3 });
    expect(most).toMatchObject({ added: 2, removed: 2, counter: 3, counterNext: 4 });
  });

  test('removed from the configuration: silence, and within the purge time only differences when it returns', () => {
    const { cases } = onlyEffect(plain, sampleContract({}));
    expect(cases.at(-1)).toMatchObject({ group: 'leave', most: { added: 0, removed: 0, leftOpen: 2, oldRowsStored: true, returnsSoon: 0, returnsLate: 2 } });
  });

  test('an evented query: another SQL writes nothing, another name writes what is buffered again', () => {
    const evented = changed({ evented: true });
    expect(newest(evented, changed({ evented: true, ...newSql })).most).toMatchObject({ added: 0, counter: null, counterNext: 3 });
    expect(newest(evented, sampleContract({ r: { ...base, evented: true, log_name: 'pack_p_r' } })).most).toMatchObject({ added: 2, counter: 1, leftOpen: 0 });
  });
});

describe('versions', () => {
  test('before 5.8.0 another SQL text sets the counter to 0 without a full set', () => {
    const effect = onlyEffect(plain, changed({ spelling_hash: hash }));
    expect(effect.cases.map(({ osquery }) => rangeText(osquery))).toEqual(['osquery from 5.2.3, before 5.8.0', 'osquery from 5.8.0']);
    expect(effect.cases.map(({ most }) => most.resets)).toEqual([true, false]);
    expect(effect.cases.map((one) => adviceOf(effect, one, { price: 9 }).kind)).toEqual(['raise-epoch', 'nothing']);
  });

  test('before 5.3.0 the daemon stops when an evented query becomes a plain one', () => {
    const effect = onlyEffect(changed({ evented: true }), plain);
    expect(effect.cases.map(({ most }) => most.stops)).toEqual([true, false]);
    expect(adviceOf(effect, effect.cases[0]!, { price: 0 }).kind).toBe('hold-back');
  });

  test('hosts below a raised minimum fall silent, and only they', () => {
    const { cases } = onlyEffect(plain, changed({ min_osquery_version: '5.10.0' }));
    const left = cases.filter(({ group }) => group === 'leave');
    expect(left.map(({ osquery }) => rangeText(osquery))).toEqual(['osquery from 5.2.3, before 5.10.0']);
    expect(cases.find(({ group }) => group === 'stay')!.osquery.from).toBe('5.10.0');
  });
});

test('the advice follows from what is seen', () => {
  const advice = (before: Contract, after: Contract) => {
    const effect = onlyEffect(before, after);
    return effect.cases.slice(-1).map((one) => adviceOf(effect, one, { price: 7, epoch: 4 }))[0]!;
  };
  expect(advice(plain, changed({ interval: 60 })).kind).toBe('nothing');
  expect(advice(plain, changed({ columns: base.columns.slice(0, 1) }))).toEqual({ kind: 'change-consumer', text: 'Change what reads the column size. Expect a burst of about 4 rows a host.' });
  expect(advice(plain, sampleContract({ r: { ...base, log_name: 'pack_p_r' } }))).toEqual({
    kind: 're-key', text: 'Re-key on pack_p_r and close the old rows yourself, for no removed line will come. Expect a burst of about 2 rows a host.',
  });
  expect(advice(plain, sampleContract({})).kind).toBe('close-rows');
  expect(advice(plain, changed({ logging: 'differential_ignore_removals' })).kind).toBe('close-rows');
  const raise = advice(changed({ logging: 'differential_ignore_removals' }), plain);
  expect(raise.kind).toBe('raise-epoch');
  expect(raise.text).toContain('from 4 to 5');
  expect(raise.text).toContain('about 7 rows a host');
});

test('a flag that was not needed before is to be set', () => {
  const effect = onlyEffect(plain, changed({ flags: { disable_events: 'false' } }));
  expect(adviceOf(effect, effect.cases[0]!, { price: 1 })).toEqual({ kind: 'set-flags', text: 'Set on the daemon: --disable_events=false.' });
});

test('a query may be called like a member of every JavaScript object', () => {
  expect(effectsOf(plain, sampleContract({ q: base, constructor: sampleQueryContract('constructor', {}, 'other') }))).toMatchObject([{ query: 'constructor', before: null, cases: [{ group: 'join' }] }]);
});

test('every text of every case is whole', () => {
  const after = sampleContract({ q: { ...base, ...newSql, platforms: ['darwin', 'linux'], shard: 50, min_osquery_version: '5.10.0', logging: 'snapshot' }, r: base }, { discovery: ['SELECT 1'] });
  for (const effect of [...effectsOf(plain, after), ...effectsOf(after, plain), ...effectsOf(null, after), ...effectsOf(after, null)]) {
    for (const one of effect.cases) {
      const texts = [endpointText(one), consumerText(effect, one), counterText(one), rangeText(one.osquery), adviceOf(effect, one, { price: 1 }).text];
      expect(texts.join(' ')).not.toMatch(/undefined|null|NaN| {2}/);
    }
  }
});

test('raising the epoch makes every differential query send its rows again, and no other', () => {
  const snapshot = { ...base, logging: 'snapshot' as const };
  expect(epochPrice(sampleContract({ a: base, b: { ...base, rows: 5 }, c: snapshot, d: { ...base, evented: true } }))).toBe(7);
});

test('a fleet pays for every host, at the upper end also for groups of unknown size', () => {
  const wider = effectsOf(plain, changed({ columns: base.columns.slice(0, 1) }));
  expect(fleetSum(wider, '5.23.1', 1000)).toEqual({ host: { least: 4, most: 4 }, fleet: { least: 4000, most: 4000 } });
  expect(fleetSum(wider, '5.0.1', 1000).fleet.most).toBe(0);
  expect(fleetSum(effectsOf(plain, changed({ platforms: ['darwin', 'linux'] })), '5.23.1', 10)).toEqual({ host: { least: 0, most: 2 }, fleet: { least: 0, most: 20 } });
  expect(fleetSum([], '5.23.1', 10).fleet).toEqual({ least: 0, most: 0 });
});

test('contracts that are equal have no effect', () => {
  expect(effectsOf(plain, structuredClone(plain))).toEqual([]);
});

test('two steps that each add a column leave the consumer as one step does', () => {
  const one = changed({ columns: [...base.columns, { name: 'a', type: 'TEXT' }] });
  const two = changed({ columns: [...base.columns, { name: 'a', type: 'TEXT' }, { name: 'b', type: 'TEXT' }] });
  const state = ({ most }: EffectCase) => ({ stale: most.stale, missing: most.missing, leftOpen: most.leftOpen });
  for (const [a, b] of [[plain, one], [one, two], [plain, two]] as const) expect(state(newest(a, b))).toEqual({ stale: 0, missing: 0, leftOpen: 0 });
});
