import { expect, test } from 'vitest';
import type { SimQuery, SimResult } from './index.ts';
import { base, files, short, TestHost } from './fixture.ts';

type Run = [result: SimResult, query?: Partial<SimQuery>];

function runs(version: string, list: readonly Run[], flags: Partial<TestHost['daemon']> = {}): string[] {
  const host = new TestHost();
  host.daemon = { ...host.daemon, ...flags, version };
  return list.map(([result, query]) => short(host.run({ ...base, ...query }, result)));
}

const other = { sql: 'SELECT other' };
const evented = { evented: true };
const events = (names: string): SimResult => ({ events: [...names].map((filename, index) => ({ time: 10 + index, row: { filename } })) });

test('before 2.8.0 there is no counter', () => {
  expect(runs('2.7.0', [[files('a')], [files('ab')], [files('abc')]])).toEqual(['+a 0', '+b 0', '+c 0']);
});

test('before 4.5.0 the counter moves on every run', () => {
  const list: Run[] = [[files('a')], [files('a')], [files('ab')]];
  expect(runs('2.8.0', list)).toEqual(['+a 0', '', '+b 2']);
  expect(runs('4.4.0', list)).toEqual(['+a 0', '', '+b 2']);
  expect(runs('4.5.0', list)).toEqual(['+a 0', '', '+b 1']);
});

test('from 2.8.0 to 5.7.x another SQL text sets the counter to 0, though only a difference is logged', () => {
  const list: Run[] = [[files('a')], [files('ab')], [files('bc'), other], [files('bcd'), other]];
  const reset = ['+a 0', '+b 1', '-a +c 0', '+d 1'];
  expect(runs('2.8.0', list)).toEqual(reset);
  expect(runs('5.7.0', list)).toEqual(reset);
  expect(runs('5.8.0', list)).toEqual(['+a 0', '+b 1', '-a +c 2', '+d 3']);
});

test('from 2.8.0 to 5.7.x another SQL text uses up counter 0 even without a difference', () => {
  const list: Run[] = [[files('a')], [files('ab')], [files('ab'), other], [files('abc'), other]];
  expect(runs('5.7.0', list)).toEqual(['+a 0', '+b 1', '', '+c 1']);
  expect(runs('5.8.0', list)).toEqual(['+a 0', '+b 1', '', '+c 2']);
});

test('a first run without rows is a batch record since 5.8.0', () => {
  const batch = (version: string) => {
    const host = new TestHost();
    host.daemon = { ...host.daemon, version, eventType: false };
    return host.run(base, files('')).length;
  };
  expect([batch('5.7.0'), batch('5.8.0')]).toEqual([0, 1]);
});

test('evented queries: no counter before 4.8.0, from 0 before 5.8.0, from 1 since', () => {
  const list: Run[] = [[events('a'), evented], [events('ab'), evented], [events('abc'), { ...evented, ...other }]];
  expect(runs('4.7.0', list)).toEqual(['+a 0', '+b 0', '+c 0']);
  expect(runs('4.8.0', list)).toEqual(['+a 0', '+b 1', '+c 0']);
  expect(runs('5.7.0', list)).toEqual(['+a 0', '+b 1', '+c 0']);
  expect(runs('5.8.0', list)).toEqual(['+a 1', '+b 2', '+c 3']);
});

test('from 4.8.0 to 5.7.x an evented query in an epoch other than 0 never left its first run', () => {
  const list: Run[] = [[events('a'), evented], [events('ab'), evented]];
  expect(runs('5.7.0', list, { scheduleEpoch: 2 })).toEqual(['+a 0@2', '+b 0@2']);
  expect(runs('5.8.0', list, { scheduleEpoch: 2 })).toEqual(['+a 1@2', '+b 2@2']);
});

test('before 5.3.0 a query that turned from evented to plain stopped the daemon', () => {
  const host = new TestHost();
  host.daemon = { ...host.daemon, version: '5.2.3' };
  host.run({ ...base, ...evented }, events('a'));
  expect(host.run(base, files('ab'))).toEqual([]);
  expect(host.status).toEqual(['Error adding new results to database for query pack_p_q: JSON object was not an array']);
  expect(runs('5.3.0', [[events('a'), evented], [files('ab')]])).toEqual(['+a 0', '+a +b 1']);
});

test('types of values count since 3.4.0', () => {
  const list: Run[] = [[{ rows: [{ filename: 'a', size: 1n }] }], [{ rows: [{ filename: 'a', size: '1' }] }]];
  expect(runs('3.3.2', list)).toEqual(['+a 0', '']);
  expect(runs('3.4.0', list)).toEqual(['+a 0', '-a +a 1']);
});

test('one more of two equal rows is added since 2.11.2, one less always removed', () => {
  const list: Run[] = [[files('aa')], [files('aaa')], [files('a')]];
  expect(runs('2.11.1', list)).toEqual(['+a +a 0', '', '-a 2']);
  expect(runs('2.11.2', list)).toEqual(['+a +a 0', '+a 1', '-a -a 2']);
});

test('before 2.10.3 a run that only lost rows is an empty batch record without removed rows', () => {
  const lines = (version: string) => {
    const host = new TestHost();
    host.daemon = { ...host.daemon, version, eventType: false };
    host.run(base, files('ab'));
    return host.run({ ...base, removed: false }, files('a')).map((line) => line.diffResults);
  };
  expect(lines('2.10.2')).toEqual([{ removed: [], added: [] }]);
  expect(lines('2.10.3')).toEqual([]);
});

test('snapshots as events exist since 2.9.1', () => {
  const lines = (version: string) => {
    const host = new TestHost();
    host.daemon = { ...host.daemon, version, snapshotEventType: true };
    return host.run({ ...base, snapshot: true }, files('ab')).length;
  };
  expect([lines('2.9.0'), lines('2.9.1')]).toEqual([1, 2]);
});

test('an upgrade across 5.22.0 sends rows with non-ASCII text once more', () => {
  const host = new TestHost();
  host.daemon = { ...host.daemon, version: '5.21.0' };
  expect(short(host.run(base, files('aé')))).toBe('+a +\\xC3\\xA9 0');
  host.daemon = { ...host.daemon, version: '5.22.0' };
  expect(short(host.run(base, files('aé')))).toBe('-\\xC3\\xA9 +é 1');
});
