import { expect, test } from 'vitest';
import { purge, purgeAge, type SimQuery } from './index.ts';
import { base, files, short, TestHost } from './fixture.ts';

function hostAfter(version: string, query: SimQuery = base): TestHost {
  const host = new TestHost();
  host.daemon = { ...host.daemon, version };
  host.run(query, files('ab'));
  host.run(query, files('abc'));
  return host;
}

const newest = '5.23.1';

test('rows and epoch go when the last start is more than 592200 s ago; counter, SQL text and nothing else stay', () => {
  const host = hostAfter(newest);
  expect(purge(host.store, host.daemon, [], host.time + purgeAge)).toEqual(host.store);
  const purged = purge(host.store, host.daemon, [], host.time + purgeAge + 1);
  expect(purged.queries.get(base.name)).toEqual({ counter: 1, sql: base.sql });
});

test('a scheduled query is kept at an update of the configuration, but not at daemon start', () => {
  const host = hostAfter(newest);
  host.time += purgeAge + 60;
  expect(purge(host.store, host.daemon, [base], host.time)).toEqual(host.store);
  host.store = purge(host.store, host.daemon, [], host.time);
  expect(short(host.run(base, files('abc')))).toBe('+a +b +c 0');
});

test('a snapshot query keeps the old rows of its differential time alive', () => {
  const host = hostAfter(newest);
  host.time += purgeAge;
  host.run({ ...base, snapshot: true }, files('x'));
  host.store = purge(host.store, host.daemon, [], host.time + purgeAge - 10);
  expect(short(host.run(base, files('abcd')))).toBe('+d 2');
});

test('a failing query keeps its rows alive', () => {
  const host = hostAfter(newest);
  host.time += purgeAge;
  host.run(base, { error: 'no such table: x' });
  host.store = purge(host.store, host.daemon, [], host.time + purgeAge - 10);
  expect(short(host.run(base, files('ab')))).toBe('-c 2');
});

test('only the purge of a query never run changes nothing', () => {
  const host = new TestHost();
  expect(purge(host.store, host.daemon, [base], 5).queries.size).toBe(0);
});

test('before 5.19.0 a query of a pack was not protected, an entry of the schedule was', () => {
  const pack = hostAfter('5.18.1');
  expect(purge(pack.store, pack.daemon, [base], pack.time + purgeAge + 1).queries.get(base.name)!.rows).toBeUndefined();
  const entry: SimQuery = { ...base, name: 'q', mainSchedule: true };
  const main = hostAfter('5.18.1', entry);
  expect(purge(main.store, main.daemon, [entry], main.time + purgeAge + 1).queries.get('q')!.rows).toHaveLength(3);
});

/** A query that runs all week, with a purge at the start and one after a week. */
function week(version: string, epoch = 0): TestHost {
  const host = new TestHost();
  host.daemon = { ...host.daemon, version, scheduleEpoch: epoch };
  host.run(base, files('ab'));
  host.run(base, files('abc'));
  host.store = purge(host.store, host.daemon, [base], host.time);
  host.time += purgeAge + 10;
  host.run(base, files('abc'));
  host.store = purge(host.store, host.daemon, [base], host.time);
  return host;
}

test('before 5.19.0 the counter of a running query started again about weekly, with a difference only', () => {
  expect(short(week('5.18.1').run(base, files('abcd')))).toBe('+d 0');
  expect(short(week('5.19.0').run(base, files('abcd')))).toBe('+d 2');
});

test('before 5.19.0 the purged epoch made a query send all rows again, if the epoch was not 0', () => {
  expect(short(week('5.18.1', 3).run(base, files('abcd')))).toBe('+a +b +c +d 0@3');
  expect(short(week('5.19.0', 3).run(base, files('abcd')))).toBe('+d 2@3');
});

test('before 5.19.0 the purged SQL text counted as a change of it', () => {
  const host = week('5.18.1');
  host.run(base, files('abc'));
  expect(host.status).toEqual(['Scheduled query has been updated: pack_p_q']);
});

test('before 5.19.0 a counter ages from the first purge that finds it, and anew after it was purged', () => {
  const host = week('5.18.1');
  expect(short(host.run(base, files('abcd')))).toBe('+d 0');
  host.store = purge(host.store, host.daemon, [base], host.time);
  host.store = purge(host.store, host.daemon, [base], host.time + 60);
  expect(short(host.run(base, files('abc')))).toBe('-d 1');
  const late = new TestHost();
  late.daemon = host.daemon;
  late.run({ ...base, snapshot: true }, files('a'));
  late.store = purge(late.store, late.daemon, [base], late.time);
  late.time += purgeAge + 10;
  late.run(base, files('a'));
  late.store = purge(late.store, late.daemon, [base], late.time);
  expect(short(late.run(base, files('ab')))).toBe('+b 1');
});
