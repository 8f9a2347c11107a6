import type { Query } from '../../model/catalogue.ts';
import { logName } from '../../model/names.ts';
import { defaultDaemon, emptyStore, runQuery, type SimQuery, type SimRow } from '../../osquery/simulator/index.ts';
import { verdictOf, type SiteContent } from './content.ts';
import { logRecord } from './log-record.ts';
import { eventedTables } from './query-section.ts';

/** Unix time of the first run that is simulated: a Friday morning. */
const firstRun = Date.UTC(2026, 10, 20, 8) / 1000;

/**
 * The record that osquery logs where the last row of a query’s first passing test with rows appears after a first run, or
 * goes again after a second one; undefined where no such record comes, as of events. The host is that of the test.
 */
export function sampleRecord(content: Pick<SiteContent, 'catalogue' | 'outcomes' | 'verdicts'>, query: Query, action: 'added' | 'removed'): Readonly<Record<string, unknown>> | undefined {
  const outcome = content.outcomes.get(query)?.find(({ passed, result, case: { host } }) => passed && result.rows.length > 0 && host !== undefined);
  const host = outcome && content.catalogue.hosts.get(outcome.case.host!);
  if (!outcome || !host || eventedTables(verdictOf(content, query)).length > 0) return undefined;
  const { columns, rows } = outcome.result;
  const all = rows.map((row): SimRow => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])));
  const { logging, interval, name, query: sql } = query.spec;
  const scheduled: SimQuery = { name: logName(query.group, name), sql, snapshot: logging === 'snapshot', removed: logging === 'differential', evented: false };
  let store = emptyStore;
  const lines = [all.slice(0, -1), all, all.slice(0, -1)].flatMap((present, run) => {
    const step = runQuery(store, defaultDaemon, scheduled, { rows: present }, firstRun + run * interval);
    store = step.store;
    return run === 0 ? [] : step.log;
  });
  const line = lines.find((candidate) => candidate.action === action);
  return line && logRecord(line, String(host.rows.get('system_info')?.[0]?.get('hostname') ?? host.name));
}
