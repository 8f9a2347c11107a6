import { expect, test } from 'vitest';
import { calendarTime, logRecord } from './log-record.ts';

test.each([[0, 'Thu Jan  1 00:00:00 1970 UTC'], [1_795_428_000, 'Mon Nov 23 10:00:00 2026 UTC']])('%d s is %s', (seconds, text) => {
  expect(calendarTime(seconds)).toBe(text);
});

test('fields have osquery’s order: that of a row ends with columns and action, the others begin with their rows', () => {
  const line = { name: 'pack_p_q', epoch: 0, counter: 1, numerics: false, unixTime: 0 };
  const common = 'name,hostIdentifier,calendarTime,unixTime,epoch,counter,numerics';
  expect(Object.keys(logRecord({ ...line, columns: { a: '1' }, action: 'added' }, 'host')).join()).toBe(`${common},columns,action`);
  expect(Object.keys(logRecord({ ...line, diffResults: { removed: [], added: [] } }, 'host')).join()).toBe(`diffResults,${common}`);
  expect(Object.keys(logRecord({ ...line, snapshot: [], action: 'snapshot' }, 'host')).join()).toBe(`snapshot,action,${common}`);
});
