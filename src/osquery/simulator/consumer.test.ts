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
