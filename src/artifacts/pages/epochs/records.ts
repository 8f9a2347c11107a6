import type { RootContent } from 'mdast';
import { defaultDaemon, emptyStore, runQuery, type LogLine, type SimDaemon } from '../../../osquery/simulator/index.ts';
import { calendarTime, logRecord } from '../log-record.ts';
import { code, table } from '../mdast.ts';
import { act, labHost, labInterval, newLab, type Lab, type LabAction } from './lab.ts';
import { fileRow, labFiles, simQuery } from './lab-query.ts';

/** Two files and a run, a third one and a run, that one gone and a run. */
const steps: readonly LabAction[] = [{ do: 'run' }, { do: 'add-file', file: '90-deploy' }, { do: 'run' }, { do: 'remove-file', file: '90-deploy' }, { do: 'run' }];

/** The log of three runs between which a file appears and goes, a record a line, as osquery writes it. */
export function differentialRecords(): string {
  return linesOf(steps.reduce(act, newLab)).map(jsonLine).join('\n');
}

/** The log of three runs, the third of which finds one file gone and another there, as a table of what tells in a record. */
export function seriesTable(): RootContent {
  const list: LabAction[] = [...steps.slice(0, 3), { do: 'remove-file', file: 'README' }, { do: 'add-file', file: '20-backup' }, { do: 'run' }];
  const rows = linesOf(list.reduce(act, newLab)).map(({ unixTime, epoch, counter, action, columns }) => [calendarTime(unixTime).slice(11, 16), epoch, counter, action, columns!['filename']]);
  const heads = ['Run at', ...['epoch', 'counter', 'action', 'filename'].map(code)];
  return table(heads, rows.map(([time, ...fields]) => [String(time), ...fields.map((value) => code(String(value)))]), [null, 'right', 'right']);
}

/** The record of the run that finds the third file, where `logger_event_type` is false. */
export function batchRecord(): string {
  const daemon: SimDaemon = { ...defaultDaemon, eventType: false };
  const query = simQuery(newLab.query);
  const rows = (count: number) => ({ rows: labFiles.slice(0, count).flatMap((file) => fileRow(newLab.query, file)) });
  const first = runQuery(emptyStore, daemon, query, rows(2), newLab.time);
  return runQuery(first.store, daemon, query, rows(3), newLab.time + labInterval).log.map(jsonLine).join('\n');
}

/** The first record of the query where it is logged as a snapshot, over several lines. */
export function snapshotRecord(): string {
  const lab = act(act(newLab, { do: 'change-query', query: { logging: 'snapshot' } }), { do: 'run' });
  return linesOf(lab).map((line) => JSON.stringify(logRecord(line, labHost), null, 2)).join('\n');
}

function linesOf({ journal }: Lab): LogLine[] {
  return journal.flatMap((entry) => (entry.kind === 'run' ? entry.lines : []));
}

function jsonLine(line: LogLine): string {
  return JSON.stringify(logRecord(line, labHost));
}
