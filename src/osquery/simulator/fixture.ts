import { defaultDaemon, emptyStore, runQuery, type LogLine, type SimDaemon, type SimQuery, type SimResult, type SimRow, type SimStore } from './index.ts';

/** A host whose queries a test runs one after another, with the clock moving 2 s at each run. */
export class TestHost {
  store: SimStore = emptyStore;
  daemon: SimDaemon = defaultDaemon;
  time = 1_000_000;
  status: string[] = [];

  run(query: SimQuery, result: SimResult): LogLine[] {
    this.time += 2;
    const run = runQuery(this.store, this.daemon, query, result, this.time);
    this.store = run.store;
    this.status = run.status;
    return run.log;
  }
}

/** The rows of the measured set-up: `filename` and `size` of files, each named by one letter, all of size 1. */
export const files = (names: string, more: SimRow = {}): { rows: SimRow[] } => ({ rows: [...names].map((filename) => ({ filename, size: 1n, ...more })) });

export const base: SimQuery = { name: 'pack_p_q', sql: 'SELECT filename, size FROM file', snapshot: false, removed: true, evented: false };

/** A run in short: `-b +a 3`, with `@7` for an epoch other than 0, or `` for no line. Columns beyond the file name do not show. */
export function short(log: readonly LogLine[]): string {
  if (log.length === 0) return '';
  const [first] = log;
  const rows = log.map((line) => (line.action === 'snapshot' ? `=${line.snapshot!.map((row) => row['filename']).join('')}` : `${line.action === 'added' ? '+' : '-'}${line.columns!['filename'] ?? line.columns!['name']}`));
  return [...rows, `${first!.counter}${first!.epoch ? `@${first!.epoch}` : ''}`].join(' ');
}
