import { expect, test } from 'vitest';
import { emptyStore, purge, purgeAge } from './index.ts';
import { base, files, short, TestHost } from './fixture.ts';

/** The rows of the table of changes: each starts from a host that has logged `+a +b 0` and `+c 1`. */
function hostWithFiles(): TestHost {
  const host = new TestHost();
  expect(short(host.run(base, files('ab')))).toBe('+a +b 0');
  expect(short(host.run(base, files('abc')))).toBe('+c 1');
  return host;
}

const changed = { ...base, sql: 'SELECT changed' };

test('(a) other SQL text, same columns: only the difference, one step of the counter', () => {
  const host = hostWithFiles();
  expect(short(host.run(changed, files('bce')))).toBe('-a +e 2');
  expect(host.status).toEqual(['Scheduled query has been updated: pack_p_q']);
});

test('(a′) white space or a comment: no line, and the counter stays', () => {
  const host = hostWithFiles();
  expect(host.run({ ...base, sql: `${base.sql} -- note` }, files('abc'))).toEqual([]);
  expect(host.store.queries.get(base.name)).toMatchObject({ counter: 1, epoch: 0, sql: `${base.sql} -- note` });
  expect(short(host.run({ ...base, sql: `${base.sql} -- note` }, files('ab')))).toBe('-c 2');
});

test.each([
  ['added', { rows: [{ filename: 'a', size: 1n, mode: '0644' }] }],
  ['removed', { rows: [{ filename: 'a' }] }],
  ['renamed', { rows: [{ filename: 'a', bytes: 1n }] }],
  ['of another type', { rows: [{ filename: 'a', size: '1' }] }],
])('(b) a column %s: all old rows removed and all new ones added in one step of the counter', (_, result) => {
  const host = hostWithFiles();
  expect(short(host.run(changed, result))).toBe('-a -b -c +a 2');
});

test('(b) without removed rows, only the added half is logged', () => {
  const host = hostWithFiles();
  expect(short(host.run({ ...changed, removed: false }, files('ab', { mode: '0644' })))).toBe('+a +b 2');
});

test('(b) the order of columns does not count', () => {
  const host = hostWithFiles();
  expect(host.run(changed, { rows: [...'abc'].map((filename) => ({ size: 1n, filename })) })).toEqual([]);
});

test.each([['(c) the query', 'pack_p_renamed'], ['(d) the pack', 'pack_renamed_q'], ['(d) the delimiter', 'pack/p/q']])('%s renamed: all rows again from counter 0, nothing removed under the old name', (_, name) => {
  const host = hostWithFiles();
  const lines = host.run({ ...base, name }, files('abc'));
  expect(short(lines)).toBe('+a +b +c 0');
  expect(lines.every((line) => line.name === name)).toBe(true);
  expect(host.store.queries.get(base.name)!.rows).toHaveLength(3);
});

test('(e) another interval is only another time between runs', () => {
  const host = hostWithFiles();
  host.time += 86_400;
  expect(host.run(base, files('abc'))).toEqual([]);
  expect(short(host.run(base, files('abcd')))).toBe('+d 2');
});

test('(f) snapshot on: whole sets with counter 0, stored rows untouched', () => {
  const host = hostWithFiles();
  const stored = host.store.queries.get(base.name)!.rows;
  expect(short(host.run({ ...base, snapshot: true }, files('xyz')))).toBe('=xyz 0');
  expect(host.store.queries.get(base.name)).toMatchObject({ counter: 1, rows: stored });
});

test('(f′) snapshot off again: a difference from the old rows; a first run if there are none', () => {
  const host = hostWithFiles();
  host.run({ ...base, snapshot: true }, files('xyz'));
  expect(short(host.run(base, files('abz')))).toBe('-c +z 2');
  const fresh = new TestHost();
  fresh.run({ ...base, snapshot: true }, files('ab'));
  expect(short(fresh.run(base, files('ab')))).toBe('+a +b 0');
});

test('(g) removed on again fills no gap: what was lost meanwhile is never logged, and leaves a gap in the counter', () => {
  const host = hostWithFiles();
  expect(host.run({ ...base, removed: false }, files('ab'))).toEqual([]);
  expect(host.run(base, files('ab'))).toEqual([]);
  expect(short(host.run(base, files('a')))).toBe('-b 3');
});

test('(h) another epoch: all rows added, none removed, counter 0; the SQL text is stored one run later', () => {
  const host = hostWithFiles();
  host.daemon = { ...host.daemon, scheduleEpoch: 4 };
  expect(short(host.run(changed, files('ad')))).toBe('+a +d 0@4');
  expect(host.status).toEqual(['New Epoch 4 for scheduled query pack_p_q']);
  expect(host.run(changed, files('ad'))).toEqual([]);
  expect(host.status).toEqual(['Scheduled query has been updated: pack_p_q']);
});

test('(i) an evented query stores no rows', () => {
  const host = new TestHost();
  const evented = { ...base, evented: true };
  expect(short(host.run(evented, { events: [{ time: 9, row: { filename: 'a' } }] }))).toBe('+a 1');
  expect(host.store.queries.get(base.name)!.rows).toEqual([]);
});

test('(j) a pause without purge is one difference; with purge a first run', () => {
  const paused = hostWithFiles();
  paused.time += 400_000;
  paused.store = purge(paused.store, paused.daemon, [], paused.time);
  expect(short(paused.run(base, files('bcd')))).toBe('-a +d 2');
  const purged = hostWithFiles();
  purged.store = purge(purged.store, purged.daemon, [], purged.time + purgeAge + 1);
  expect(short(purged.run(base, files('bcd')))).toBe('+b +c +d 0');
});

test('(k) a wiped database: all rows from counter 0 in the same epoch, nothing removed', () => {
  const host = hostWithFiles();
  host.store = emptyStore;
  expect(short(host.run(base, files('bcd')))).toBe('+b +c +d 0');
});

test('(l) a query that is no longer run logs nothing and keeps its rows up to the purge', () => {
  const host = hostWithFiles();
  host.run({ ...base, name: 'pack_p_else' }, files('x'));
  expect(host.store.queries.get(base.name)!.rows).toHaveLength(3);
  expect(short(host.run(base, files('abcd')))).toBe('+d 2');
});

test('an error leaves rows, counter, SQL text and pointer alone, and marks the start', () => {
  const host = hostWithFiles();
  const { timestamp, ...kept } = host.store.queries.get(base.name)!;
  expect(host.run(changed, { error: 'no such table: x' })).toEqual([]);
  expect(host.status).toEqual(['Error executing scheduled query pack_p_q: no such table: x']);
  expect(host.store.queries.get(base.name)).toEqual({ ...kept, timestamp: timestamp! + 2 });
});

test('a run does not change the store it was given', () => {
  const host = hostWithFiles();
  const store = host.store;
  const copy = structuredClone(store.queries);
  host.run(changed, files('xyz'));
  purge(store, host.daemon, [], host.time + purgeAge * 2);
  expect(store.queries).toEqual(copy);
});

test('column names may be any text', () => {
  const host = new TestHost();
  const row = Object.fromEntries([['__proto__', 'x'], ['constructor', 1n]]);
  const [line] = host.run(base, { rows: [row] });
  expect(Object.entries(line!.columns!)).toEqual([['__proto__', 'x'], ['constructor', '1']]);
  expect(host.run({ ...base, name: '__proto__' }, { rows: [] })).toEqual([]);
});
