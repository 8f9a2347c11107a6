import { expect, test } from 'vitest';
import { purge, purgeAge, type SimEvent } from './index.ts';
import { base, files, short, TestHost } from './fixture.ts';

const evented = { ...base, evented: true };
const event = (filename: string, time: number, eid?: number): SimEvent => ({ time, row: { filename }, eid });
const buffer = [event('a', 10), event('b', 10), event('c', 12)];

test('only events after the last read are logged, also several of one second', () => {
  const host = new TestHost();
  expect(short(host.run(evented, { events: buffer.slice(0, 1) }))).toBe('+a 1');
  expect(short(host.run(evented, { events: buffer }))).toBe('+b +c 2');
  expect(host.run(evented, { events: buffer })).toEqual([]);
  expect(host.run(evented, { events: [] })).toEqual([]);
  expect(host.store.queries.get(base.name)!.pointer).toEqual({ time: 12, eid: 3 });
});

test('numbers of events tell old from new when the buffer has dropped its oldest', () => {
  const host = new TestHost();
  host.run(evented, { events: [event('a', 10, 1), event('b', 11, 2)] });
  expect(short(host.run(evented, { events: [event('b', 11, 2), event('c', 12, 3)] }))).toBe('+c 2');
});

test('a rename reads the whole buffer again; a change of the SQL does not', () => {
  const host = new TestHost();
  host.run(evented, { events: buffer });
  expect(host.run({ ...evented, sql: 'SELECT other' }, { events: buffer })).toEqual([]);
  expect(short(host.run({ ...evented, name: 'pack_p_r' }, { events: buffer }))).toBe('+a +b +c 1');
});

test('without the pointer, as with a constraint on time, the same rows are added on every run', () => {
  const host = new TestHost();
  expect(short(host.run(evented, files('ab')))).toBe('+a +b 1');
  expect(short(host.run(evented, files('ab')))).toBe('+a +b 2');
});

test('a snapshot of an evented query holds the new events only', () => {
  const host = new TestHost();
  const snapshot = { ...evented, snapshot: true };
  expect(short(host.run(snapshot, { events: buffer.slice(0, 2) }))).toBe('=ab 0');
  expect(short(host.run(snapshot, { events: buffer }))).toBe('=c 0');
});

test('with events_optimize off, the buffer is an ordinary result', () => {
  const host = new TestHost();
  expect(short(host.run(base, { events: buffer }))).toBe('+a +b +c 0');
  expect(short(host.run(base, { events: buffer.slice(1) }))).toBe('-a 1');
});

test('a new epoch: counter 1 if its first run has rows, else the old counter goes on', () => {
  const host = new TestHost();
  host.run(evented, { events: buffer.slice(0, 1) });
  host.run(evented, { events: buffer.slice(0, 2) });
  host.daemon = { ...host.daemon, scheduleEpoch: 5 };
  expect(short(host.run(evented, { events: buffer }))).toBe('+c 1@5');
  host.daemon = { ...host.daemon, scheduleEpoch: 6 };
  expect(host.run(evented, { events: buffer })).toEqual([]);
  expect(short(host.run(evented, { events: [...buffer, event('d', 20)] }))).toBe('+d 2@6');
});

test('the first rows have counter 0 if the first run had none', () => {
  const host = new TestHost();
  expect(host.run(evented, { events: [] })).toEqual([]);
  expect(short(host.run(evented, { events: buffer }))).toBe('+a +b +c 0');
});

test('a first run without events logs nothing in the batch format either', () => {
  const host = new TestHost();
  host.daemon = { ...host.daemon, eventType: false };
  expect(host.run(evented, { events: [] })).toEqual([]);
});

test('evented to plain: a difference from no rows, not a first run; plain to evented: the counter goes on', () => {
  const host = new TestHost();
  host.run(evented, { events: buffer });
  expect(short(host.run({ ...base, sql: 'SELECT plain' }, files('ab')))).toBe('+a +b 2');
  expect(short(host.run(evented, { events: [...buffer, event('d', 20)] }))).toBe('+d 3');
});

test('the purge of results leaves the pointer: no event comes twice', () => {
  const host = new TestHost();
  host.run(evented, { events: buffer });
  host.store = purge(host.store, host.daemon, [], host.time + purgeAge + 1);
  expect(host.run(evented, { events: buffer })).toEqual([]);
  expect(host.status).toEqual(['Storing initial results for new scheduled query: pack_p_q']);
});
