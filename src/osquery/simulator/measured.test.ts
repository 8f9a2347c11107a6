import { expect, test } from 'vitest';
import { purge, type SimQuery, type SimResult } from './index.ts';
import { base, files, short, TestHost } from './fixture.ts';

/** Runs in short form: what the query is (or what changes in it) and what its SQL gives; then the lines. */
type Run = [query: Partial<SimQuery>, result: SimResult, log: string];
interface Experiment {
  change: string;
  /** How the measured set-up differs from `base` before the change. */
  from?: Partial<SimQuery>;
  /** Replaces the runs before the change: `+a +b 0`, `+c 1`, `-c 2`. */
  before?: Run[];
  epoch?: number;
  restartEpoch?: number;
  runs: Run[];
  status?: string;
}

const before: Run[] = [[{}, files('ab'), '+a +b 0'], [{}, files('abc'), '+c 1'], [{}, files('ab'), '-c 2']];
const asBefore: Run[] = [[{}, files('abd'), '+d 3'], [{}, files('ab'), '-d 4']];
const onward = (query: Partial<SimQuery>): Run[] => asBefore.map(([, result, log]) => [query, result, log]);
const anew = (query: Partial<SimQuery>): Run[] => [[query, files('ab'), '+a +b 0'], [query, files('abd'), '+d 1'], [query, files('ab'), '-d 2']];
const sql = (text: string): Partial<SimQuery> => ({ sql: text });
const other = sql('SELECT other');
const updated = 'Scheduled query has been updated: pack_p_q';
const typed = (names: string): SimResult => files(names, { type: 'regular' });
const renamed = (names: string): SimResult => ({ rows: [...names].map((name) => ({ name, size: 1n })) });
const narrow = (names: string): SimResult => ({ rows: [...names].map((filename) => ({ filename })) });
const turned = (names: string): SimResult => ({ rows: [...names].map((filename) => ({ size: 1n, filename })) });
const snapshot = { snapshot: true };

const experiments: Experiment[] = [
  { change: 'SQL text, same rows', runs: [[other, files('ab'), ''], ...onward(other)], status: updated },
  { change: 'white space only', runs: [[sql(`${base.sql} `), files('ab'), ''], ...onward(sql(`${base.sql} `))], status: updated },
  { change: 'a semicolon', runs: [[sql(`${base.sql};`), files('ab'), ''], ...onward(sql(`${base.sql};`))], status: updated },
  { change: 'SQL text, row a no longer matches', runs: [[other, files('b'), '-a 3'], [other, files('bd'), '+d 4'], [other, files('b'), '-d 5']], status: updated },
  { change: 'a column added', runs: [[other, typed('ab'), '-a -b +a +b 3'], [other, typed('abd'), '+d 4'], [other, typed('ab'), '-d 5']], status: updated },
  { change: 'a column removed', runs: [[other, narrow('ab'), '-a -b +a +b 3'], [other, narrow('abd'), '+d 4'], [other, narrow('ab'), '-d 5']], status: updated },
  { change: 'a column renamed', runs: [[other, renamed('ab'), '-a -b +a +b 3'], [other, renamed('abd'), '+d 4'], [other, renamed('ab'), '-d 5']], status: updated },
  { change: 'columns reordered', runs: [[other, turned('ab'), ''], [other, turned('abd'), '+d 3'], [other, turned('ab'), '-d 4']], status: updated },
  { change: 'query renamed', runs: anew({ name: 'pack_p_r' }), status: 'Storing initial results for new scheduled query: pack_p_r' },
  { change: 'query renamed in letter case only', runs: anew({ name: 'pack_p_Q' }) },
  { change: 'pack renamed', runs: anew({ name: 'pack_r_q' }) },
  { change: 'moved from the pack to the schedule', runs: anew({ name: 'q', mainSchedule: true }) },
  { change: 'moved to the schedule but named pack_p_q', runs: [[{ mainSchedule: true }, files('ab'), ''], ...onward({ mainSchedule: true })] },
  { change: 'snapshot false to true', runs: [[snapshot, files('ab'), '=ab 0'], [snapshot, files('abd'), '=abd 0'], [snapshot, files('ab'), '=ab 0']] },
  { change: 'snapshot true to false, never differential before', before: [[snapshot, files('ab'), '=ab 0'], [snapshot, files('abc'), '=abc 0'], [snapshot, files('ab'), '=ab 0']], runs: anew({}) },
  { change: 'differential, snapshot, differential again', runs: [[snapshot, files('abe'), '=abe 0'], [{}, files('be'), '-a +e 3'], [{}, files('bed'), '+d 4'], [{}, files('be'), '-d 5']] },
  { change: 'removed true to false', runs: [[{ removed: false }, files('ab'), ''], [{ removed: false }, files('abd'), '+d 3'], [{ removed: false }, files('ab'), ''], [{ removed: false }, files('abd'), '+d 5']] },
  { change: 'removed false to true', before: [[{ removed: false }, files('ab'), '+a +b 0'], [{ removed: false }, files('abc'), '+c 1'], [{ removed: false }, files('ab'), '']], runs: [[{}, files('ab'), ''], ...asBefore] },
  { change: 'schedule_epoch 0 to 7', epoch: 7, runs: [[{}, files('ab'), '+a +b 0@7'], [{}, files('abd'), '+d 1@7'], [{}, files('ab'), '-d 2@7']], status: 'New Epoch 7 for scheduled query pack_p_q' },
  { change: 'schedule_epoch 7 to 3', restartEpoch: 7, epoch: 3, before: [[{}, files('ab'), '+a +b 0@7'], [{}, files('abc'), '+c 1@7'], [{}, files('ab'), '-c 2@7']], runs: [[{}, files('ab'), '+a +b 0@3'], [{}, files('abd'), '+d 1@3'], [{}, files('ab'), '-d 2@3']], status: 'New Epoch 3 for scheduled query pack_p_q' },
  { change: 'epoch and SQL together', epoch: 7, runs: [[other, typed('ab'), '+a +b 0@7'], [other, typed('abd'), '+d 1@7'], [other, typed('ab'), '-d 2@7']], status: 'New Epoch 7 for scheduled query pack_p_q' },
  { change: 'interval, description, value, version, platform or denylist', runs: [[{}, files('ab'), ''], ...asBefore] },
  { change: 'removed from the config, or held back by discovery, e added meanwhile, put back', runs: [[{}, files('abe'), '+e 3'], [{}, files('abed'), '+d 4'], [{}, files('abe'), '-d 5']] },
  { change: 'removed, e added, put back with one more column', runs: [[other, typed('abe'), '-a -b +a +b +e 3'], [other, typed('abed'), '+d 4'], [other, typed('abe'), '-d 5']] },
  { change: 'SQL broken for a while, then put back', runs: [[sql('selec'), { error: 'near "selec": syntax error' }, ''], [{}, files('abe'), '+e 3'], [{}, files('abed'), '+d 4'], [{}, files('abe'), '-d 5']], status: 'Error executing scheduled query pack_p_q: near "selec": syntax error' },
  { change: 'first result is empty', before: [], runs: [[{}, files(''), ''], [{}, files('d'), '+d 1'], [{}, files(''), '-d 2']] },
  { change: 'DISTINCT put in front of 2 equal rows', before: [[{}, files('aa'), '+a +a 0'], [{}, files('aac'), '+c 1'], [{}, files('aa'), '-c 2']], runs: [[other, files('a'), '-a 3']] },
  { change: 'one more of two equal rows', before: [[{}, files('aa'), '+a +a 0']], runs: [[{}, files('aaa'), '+a 1'], [{}, files('aaa'), ''], [{}, files('a'), '-a -a 2']] },
  { change: 'two queries under one log name', before: [], runs: [[{}, files('ab'), '+a +b 0'], [other, renamed('x'), '-a -b +x 1'], [{}, files('ab'), '-x +a +b 2']] },
];

test.each(experiments)('measured: $change', ({ before: first = before, epoch, restartEpoch = 0, runs, status }) => {
  const host = new TestHost();
  host.daemon = { ...host.daemon, scheduleEpoch: restartEpoch };
  for (const [query, result, log] of first) expect(short(host.run({ ...base, ...query }, result))).toBe(log);
  host.daemon = { ...host.daemon, scheduleEpoch: epoch ?? restartEpoch };
  runs.forEach(([query, result, log], index) => {
    expect(short(host.run({ ...base, ...query }, result))).toBe(log);
    if (index === 0 && status) expect(host.status).toEqual([status]);
  });
});

test.each(experiments)('measured, the same after a restart: $change', ({ before: first = before, epoch, restartEpoch = 0, runs }) => {
  const host = new TestHost();
  host.daemon = { ...host.daemon, scheduleEpoch: restartEpoch };
  for (const [query, result] of first) host.run({ ...base, ...query }, result);
  host.daemon = { ...host.daemon, scheduleEpoch: epoch ?? restartEpoch };
  host.store = purge(host.store, host.daemon, [], host.time);
  expect(runs.map(([query, result]) => short(host.run({ ...base, ...query }, result)))).toEqual(runs.map(([, , log]) => log));
});

test('measured: a renamed query leaves its old name silent and its state in the store', () => {
  const host = new TestHost();
  for (const [query, result] of before) host.run({ ...base, ...query }, result);
  const lines = host.run({ ...base, name: 'pack_p_r' }, files('ab'));
  expect(lines.map((line) => line.name)).toEqual(['pack_p_r', 'pack_p_r']);
  expect([...host.store.queries.keys()]).toEqual(['pack_p_q', 'pack_p_r']);
});

test('measured: NULL and the empty text are the same in a result', () => {
  const host = new TestHost();
  const [line] = host.run(base, { rows: [{ filename: 'a', size: null }] });
  expect(line!.columns).toEqual({ filename: 'a', size: '' });
  expect(host.run(base, { rows: [{ filename: 'a', size: '' }] })).toEqual([]);
});

test('measured: an event query counts from 0 when its first run was empty, and a change of SQL writes nothing', () => {
  const host = new TestHost();
  const evented = { ...base, evented: true };
  const events = [{ time: 5, row: { filename: 'a' } }];
  expect(short(host.run(evented, { events: [] }))).toBe('');
  expect(short(host.run(evented, { events }))).toBe('+a 0');
  const two = [...events, { time: 6, row: { filename: 'b' } }];
  expect(short(host.run(evented, { events: two }))).toBe('+b 1');
  expect(short(host.run({ ...evented, ...other }, { events: two }))).toBe('');
  expect(host.status).toEqual([updated]);
  expect(short(host.run({ ...evented, ...other }, { events: [...two, { time: 7, row: { filename: 'c' } }] }))).toBe('+c 2');
});
