import { expect, test } from 'vitest';
import { base, files, TestHost } from './fixture.ts';

const snapshot = { ...base, snapshot: true };
const common = { name: 'pack_p_q', epoch: 0, numerics: false };

test('event format: one line a row, removed rows first, values as text', () => {
  const host = new TestHost();
  host.run(base, files('ba'));
  expect(host.run(base, files('dc'))).toEqual([
    { ...common, counter: 1, unixTime: 1_000_004, action: 'removed', columns: { filename: 'a', size: '1' } },
    { ...common, counter: 1, unixTime: 1_000_004, action: 'removed', columns: { filename: 'b', size: '1' } },
    { ...common, counter: 1, unixTime: 1_000_004, action: 'added', columns: { filename: 'd', size: '1' } },
    { ...common, counter: 1, unixTime: 1_000_004, action: 'added', columns: { filename: 'c', size: '1' } },
  ]);
});

test('batch format: one line a run with both lists and no action', () => {
  const host = new TestHost();
  host.daemon = { ...host.daemon, eventType: false };
  const [first] = host.run(base, files('a'));
  expect(first).toEqual({ ...common, counter: 0, unixTime: 1_000_002, diffResults: { removed: [], added: [{ filename: 'a', size: '1' }] } });
  expect(host.run(base, files('a'))).toEqual([]);
  expect(host.run(base, files('b'))[0]!.diffResults).toEqual({ removed: [{ filename: 'a', size: '1' }], added: [{ filename: 'b', size: '1' }] });
  expect(host.run({ ...base, removed: false }, files(''))).toEqual([]);
});

test('a first run without rows is a record in the batch format and nothing in the event format', () => {
  const host = new TestHost();
  host.daemon = { ...host.daemon, eventType: false };
  expect(host.run(base, files(''))).toEqual([{ ...common, counter: 0, unixTime: 1_000_002, diffResults: { removed: [], added: [] } }]);
  expect(new TestHost().run(base, files(''))).toEqual([]);
});

test('snapshot format: one line a run, also without rows, always counter 0', () => {
  const host = new TestHost();
  expect(host.run(snapshot, files('ab'))).toEqual([{ ...common, counter: 0, unixTime: 1_000_002, action: 'snapshot', snapshot: [{ filename: 'a', size: '1' }, { filename: 'b', size: '1' }] }]);
  expect(host.run(snapshot, files(''))).toEqual([{ ...common, counter: 0, unixTime: 1_000_004, action: 'snapshot', snapshot: [] }]);
  host.daemon = { ...host.daemon, eventType: false, scheduleEpoch: 8 };
  expect(host.run(snapshot, files(''))).toEqual([{ ...common, epoch: 8, counter: 0, unixTime: 1_000_006, action: 'snapshot', snapshot: [] }]);
});

test('snapshot as events: one line a row, nothing without rows', () => {
  const host = new TestHost();
  host.daemon = { ...host.daemon, snapshotEventType: true };
  expect(host.run(snapshot, files('ab'))).toEqual(['a', 'b'].map((filename) => ({ ...common, counter: 0, unixTime: 1_000_002, action: 'snapshot', columns: { filename, size: '1' } })));
  expect(host.run(snapshot, files(''))).toEqual([]);
});

test('control characters are rewritten in differential values only', () => {
  const host = new TestHost();
  const rows = { rows: [{ filename: 'a\tb\u0001é\\' }] };
  expect(host.run(base, rows)[0]!.columns).toEqual({ filename: 'a\\x09b\\x01é\\' });
  expect(host.run(snapshot, rows)[0]!.snapshot).toEqual([{ filename: 'a\tb\u0001é\\' }]);
});

test.each([
  [0, '0.0'], [5, '5.0'], [-2.5, '-2.5'], [0.1 + 0.2, '0.3'], [1 / 3, '0.333333333333333'], [1e14, '100000000000000.0'],
  [1e15, '1e+15.0'], [1.5e300, '1.5e+300'], [1e-5, '1e-05.0'], [0.0001, '0.0001'], [9.9999999999999999, '10.0'], [-Infinity, '-inf.0'],
])('the double %d is logged as %s', (size, text) => {
  expect(new TestHost().run(base, { rows: [{ size }] })[0]!.columns).toEqual({ size: text });
});

test('large integers keep all digits', () => {
  expect(new TestHost().run(base, { rows: [{ size: 9_223_372_036_854_775_807n }] })[0]!.columns).toEqual({ size: '9223372036854775807' });
});

test('an integer, a double and a text that look alike are three different rows', () => {
  const host = new TestHost();
  host.run(base, { rows: [{ size: 1n }] });
  expect(host.run(base, { rows: [{ size: 1 }] }).map((line) => line.columns!['size'])).toEqual(['1', '1.0']);
  expect(host.run(base, { rows: [{ size: '1.0' }] }).map((line) => line.action)).toEqual(['removed', 'added']);
});
