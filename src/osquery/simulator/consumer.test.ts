import { expect, test } from 'vitest';
import { emptyStore, purge, purgeAge, type LogLine, type SimRow } from './index.ts';
import { base, files, TestHost } from './fixture.ts';

/** Someone who rebuilds the rows of a query from its log: starts again on counter 0 or a new epoch, else applies the changes. */
class Consumer {
  epoch: number | undefined;
  rows: string[] = [];

  read(log: readonly LogLine[]): void {
    const [first] = log;
    if (!first) return;
    if (first.counter === 0 || first.epoch !== this.epoch) this.rows = [];
    this.epoch = first.epoch;
    for (const line of log) {
      if (line.diffResults) this.apply(line.diffResults.removed, line.diffResults.added);
      else this.apply(line.action === 'removed' ? [line.columns!] : [], line.action === 'added' ? [line.columns!] : []);
    }
  }

  apply(removed: Record<string, string>[], added: Record<string, string>[]): void {
    for (const row of removed) {
      const index = this.rows.indexOf(JSON.stringify(row));
      expect(index).toBeGreaterThanOrEqual(0);
      this.rows.splice(index, 1);
    }
    this.rows.push(...added.map((row) => JSON.stringify(row)));
  }
}

/** Numbers below `limit`, the same ones for the same seed (a linear congruential generator). */
function randomFrom(seed: number): (limit: number) => number {
  let state = BigInt(seed);
  return (limit) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    return Number((state >> 33n) % BigInt(limit));
  };
}

const names = ['a', 'b', '', 'é', '\u0001'];

/** Few values, so that equal rows, lost duplicates and unchanged results are frequent. */
function randomRows(random: (limit: number) => number): SimRow[] {
  return Array.from({ length: random(5) }, (): SimRow => {
    const name = names[random(names.length)]!;
    const size = [1n, 1, '1', null, 2n][random(5)]!;
    return random(4) ? { name, size } : random(2) ? { size, name } : { name };
  });
}

/** What the host has, written as its log writes it. */
function truth(rows: readonly SimRow[]): string[] {
  const log = new TestHost().run(base, { rows });
  return log.map((line) => JSON.stringify(line.columns)).sort();
}

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

test.each(seeds)('seed %i: whoever applies every line in the batch format has the rows of the host after every run', (seed) => {
  const random = randomFrom(seed);
  const host = new TestHost();
  host.daemon = { ...host.daemon, eventType: false };
  const consumer = new Consumer();
  let sql = base.sql;
  let rows: SimRow[] = [];
  for (let run = 0; run < 60; run++) {
    if (random(3)) rows = randomRows(random);
    if (!random(8)) sql = `SELECT ${random(100)}`;
    if (!random(12)) host.daemon = { ...host.daemon, scheduleEpoch: random(4) };
    if (!random(20)) host.store = emptyStore;
    if (!random(20)) host.store = purge(host.store, host.daemon, [], host.time += purgeAge + random(2));
    if (!random(10)) {
      consumer.read(host.run({ ...base, sql }, { error: 'no such table: x' }));
      continue;
    }
    consumer.read(host.run({ ...base, sql }, { rows }));
    expect([...consumer.rows].sort()).toEqual(truth(rows));
  }
});

test.each(seeds)('seed %i: the same in the event format, as long as no first run is empty', (seed) => {
  const random = randomFrom(seed);
  const host = new TestHost();
  const consumer = new Consumer();
  let rows: SimRow[] = [];
  for (let run = 0; run < 60; run++) {
    if (random(3)) rows = randomRows(random);
    if (rows.length > 0 && !random(12)) host.daemon = { ...host.daemon, scheduleEpoch: random(4) };
    if (rows.length > 0 && !random(20)) host.store = emptyStore;
    consumer.read(host.run(base, { rows }));
    expect([...consumer.rows].sort()).toEqual(truth(rows));
  }
});

test('in the event format an empty first run is not seen: the consumer keeps rows that the host no longer has', () => {
  const host = new TestHost();
  const consumer = new Consumer();
  consumer.read(host.run(base, files('a')));
  host.store = emptyStore;
  consumer.read(host.run(base, files('')));
  consumer.read(host.run(base, files('b')));
  expect(consumer.rows).toHaveLength(2);
});

test('without removed rows a consumer cannot know what is gone', () => {
  const host = new TestHost();
  const consumer = new Consumer();
  consumer.read(host.run({ ...base, removed: false }, files('ab')));
  consumer.read(host.run({ ...base, removed: false }, files('b')));
  expect(consumer.rows).toHaveLength(2);
});

/** What a run from B to C says on top of a run from A to B: rows that come and go again cancel out. */
function net(log: readonly LogLine[]): string[] {
  const open = { added: [] as string[], removed: [] as string[] };
  for (const line of log) {
    const row = JSON.stringify(line.columns);
    const other = line.action === 'added' ? open.removed : open.added;
    const index = other.indexOf(row);
    if (index >= 0) other.splice(index, 1);
    else open[line.action === 'added' ? 'added' : 'removed'].push(row);
  }
  return [...open.added.map((row) => `+${row}`), ...open.removed.map((row) => `-${row}`)].sort();
}

test.each(seeds)('seed %i: from A over B to C a query logs, on balance, and stores what it does from A to C', (seed) => {
  const random = randomFrom(seed);
  for (let step = 0; step < 20; step++) {
    const [a, b, c] = [0, 1, 2].map((index) => ({ query: { ...base, sql: `SELECT ${index + random(2)}` }, rows: randomRows(random) })) as [State, State, State];
    const version = ['4.4.0', '5.7.0', '5.18.1', '5.23.1'][random(4)]!;
    const [over, straight] = [[a, b, c], [a, c]].map((states) => {
      const host = new TestHost();
      host.daemon = { ...host.daemon, version };
      const [, ...later] = states.map(({ query, rows }) => host.run(query, { rows }));
      return { log: net(later.flat()), stored: [...host.store.queries.get(base.name)!.rows as SimRow[]].map((row) => JSON.stringify(Object.entries(row).map(([name, value]) => [name, typeof value, String(value)]).sort())).sort() };
    });
    expect(over).toEqual(straight);
  }
});

interface State {
  readonly query: typeof base;
  readonly rows: SimRow[];
}

test('from A over B to C is not from A to C where a name, an epoch or removed rows come between', () => {
  const logged = (...runs: [changes: Partial<typeof base>, epoch: number, names: string][]) => {
    const host = new TestHost();
    return runs.flatMap(([changes, scheduleEpoch, letters], index) => {
      host.daemon = { ...host.daemon, scheduleEpoch };
      const log = host.run({ ...base, ...changes }, files(letters));
      return index === 0 ? [] : log;
    });
  };
  const straight = net(logged([{}, 0, 'ab'], [{}, 0, 'bc']));
  expect(net(logged([{}, 0, 'ab'], [{ name: 'pack_p_r' }, 0, 'ab'], [{}, 0, 'bc']))).not.toEqual(straight);
  expect(net(logged([{}, 0, 'ab'], [{}, 1, 'ab'], [{}, 1, 'bc']))).not.toEqual(straight);
  expect(net(logged([{}, 0, 'ab'], [{ removed: false }, 0, 'b'], [{}, 0, 'bc']))).not.toEqual(straight);
});
