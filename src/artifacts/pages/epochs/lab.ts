import { defaultDaemon, emptyStore, purge, runQuery, type LogLine, type SimDaemon, type SimEvent, type SimResult, type SimRow, type SimStore } from '../../../osquery/simulator/index.ts';
import { consume, type Held } from './consumer.ts';
import { runReason } from './run-reason.ts';
import { eventRow, fileRow, labFiles, labNames, simQuery, type FileChange, type LabFile, type LabQuery } from './lab-query.ts';

/** Something that happened to a file while osquery ran. */
interface FileEvent {
  readonly time: number;
  readonly eid: number;
  readonly file: LabFile;
  readonly change: FileChange;
}

/** A run of the query, or several that one step took, and what they logged. */
export interface RunEntry {
  readonly kind: 'run';
  /** Number of the first of the runs, from 1. */
  readonly number: number;
  readonly runs: number;
  readonly time: number;
  /** What happened to files since the run before, in words. */
  readonly happened: readonly string[];
  readonly lines: readonly LogLine[];
  /** Lines that are left out: snapshots that repeat the one shown. */
  readonly omitted: number;
  readonly status: readonly string[];
  /** Why these lines and no others. */
  readonly reason: string;
}

/** Something that changed between two runs. */
export interface NoteEntry {
  readonly kind: 'note';
  readonly time: number;
  readonly text: string;
}

/** One host with one daemon, one scheduled query, and the consumer of its log: an immutable value. */
export interface Lab {
  readonly query: LabQuery;
  readonly daemon: SimDaemon;
  readonly store: SimStore;
  readonly files: readonly LabFile[];
  /** Events in osquery's buffer. */
  readonly buffer: readonly FileEvent[];
  /** All that happened since the host is observed, whether osquery still has it or not. */
  readonly happened: readonly FileEvent[];
  readonly held: Held;
  /** Oldest first. */
  readonly journal: readonly (RunEntry | NoteEntry)[];
  readonly runs: number;
  /** Unix time of the next run. */
  readonly time: number;
  /** Whether something was changed since the last run. */
  readonly pending: boolean;
}

/** What can be done in the demonstration. */
export type LabAction =
  | { readonly do: 'run' }
  | { readonly do: 'add-file'; readonly file: string }
  | { readonly do: 'remove-file'; readonly file: string }
  | { readonly do: 'change-query'; readonly query: Partial<LabQuery> }
  | { readonly do: 'raise-epoch' }
  | { readonly do: 'change-version'; readonly version: string }
  | { readonly do: 'stop'; readonly days: number }
  | { readonly do: 'run-for-a-week' }
  | { readonly do: 'lose-database' };

/** Seconds between two runs. */
export const labInterval = 3600;

/** The name by which the host of the demonstration logs. */
export const labHost = 'web-1';

const day = 86_400;

/** How long events stay in the buffer: three intervals, osquery's shortest time for a query that runs hourly. */
const eventsExpiry = 3 * labInterval;

/** A host on which nothing has run yet. */
export const newLab: Lab = {
  query: { name: labNames[0], text: 'plain', mode: false, logging: 'differential', evented: false },
  daemon: defaultDaemon,
  store: emptyStore,
  files: labFiles.slice(0, 2),
  buffer: [],
  happened: [],
  held: new Map(),
  journal: [],
  runs: 0,
  time: Date.UTC(2026, 10, 23, 10) / 1000,
  pending: true,
};

/** The state after one action. An action that would change nothing gives the state as it is. */
export function act(lab: Lab, action: LabAction): Lab {
  switch (action.do) {
    case 'run':
      return runOnce(lab);
    case 'add-file': {
      const file = labFiles.find(({ name }) => name === action.file);
      return !file || lab.files.includes(file) ? lab : fileChange({ ...lab, files: [...lab.files, file] }, file, 'CREATED', `The file ${file.name} appears.`);
    }
    case 'remove-file': {
      const file = lab.files.find(({ name }) => name === action.file);
      return file ? fileChange({ ...lab, files: lab.files.filter((other) => other !== file) }, file, 'DELETED', `The file ${file.name} goes.`) : lab;
    }
    case 'change-query': {
      const query = { ...lab.query, ...action.query };
      const text = queryChange(lab.query, query);
      return text === '' ? lab : restart({ ...lab, query }, text);
    }
    case 'raise-epoch': {
      const scheduleEpoch = lab.daemon.scheduleEpoch + 1;
      return restart({ ...lab, daemon: { ...lab.daemon, scheduleEpoch } }, `schedule_epoch is raised to ${scheduleEpoch}.`);
    }
    case 'change-version':
      return action.version === lab.daemon.version ? lab : restart({ ...lab, daemon: { ...lab.daemon, version: action.version } }, `osquery ${action.version} is installed.`);
    case 'stop':
      return restart({ ...lab, time: lab.time + action.days * day }, `osquery is stopped for ${action.days} days, then started.`);
    case 'run-for-a-week':
      return runForAWeek(lab);
    case 'lose-database':
      return note({ ...lab, store: emptyStore, buffer: [], pending: true }, 'The database of osquery is lost; it starts with an empty one.');
  }
}

/** The rows that the query gives if it runs now. */
export function resultRows({ query, files }: Lab): SimRow[] {
  return files.flatMap((file) => fileRow(query, file));
}

/** The events of `list` as the query gives them. */
export function eventsOf(query: LabQuery, list: readonly FileEvent[]): SimEvent[] {
  return list.flatMap(({ time, eid, file, change }) => eventRow(query, file, change).map((row) => ({ time, eid, row })));
}

function runOnce(lab: Lab): Lab {
  const { lab: after, lines, status, reason } = runHour(lab);
  const entry: RunEntry = { kind: 'run', number: after.runs, runs: 1, time: lab.time, happened: sinceLastRun(lab), lines, omitted: 0, status, reason };
  return { ...after, journal: [...lab.journal, entry] };
}

/** One run at the time of the lab, without an entry in its journal. */
function runHour(lab: Lab): { lab: Lab; lines: readonly LogLine[]; status: readonly string[]; reason: string } {
  const { query, daemon, store, time } = lab;
  const scheduled = simQuery(query);
  const result: SimResult = query.evented ? { events: eventsOf(query, lab.buffer) } : { rows: resultRows(lab) };
  const run = runQuery(store, daemon, scheduled, result, time);
  const after: Lab = {
    ...lab,
    store: run.store,
    buffer: query.evented ? lab.buffer.filter((event) => event.time >= time - eventsExpiry) : lab.buffer,
    held: consume(lab.held, run.log, query.evented),
    runs: lab.runs + 1,
    time: time + labInterval,
    pending: false,
  };
  return { lab: after, lines: run.log, status: run.status, reason: runReason(store.queries.get(scheduled.name), run.store.queries.get(scheduled.name)!, daemon, scheduled, result, run.log) };
}

/** A run an hour for seven days; the configuration is read again at both ends, as a server has osquery do it. */
function runForAWeek(lab: Lab): Lab {
  const refreshed = (state: Lab): Lab => ({ ...state, store: purge(state.store, state.daemon, [simQuery(state.query)], state.time) });
  const first = runHour(refreshed(lab));
  let after = first.lab;
  let omitted = 0;
  const runs = (7 * day) / labInterval;
  for (let run = 1; run < runs; run++) {
    const next = runHour(after);
    after = next.lab;
    omitted += next.lines.length;
  }
  const { lines, status, reason } = first;
  const entry: RunEntry = { kind: 'run', number: lab.runs + 1, runs, time: lab.time, happened: sinceLastRun(lab), lines, omitted, status, reason };
  return { ...refreshed(after), journal: [...lab.journal, entry] };
}

/** What happened to files since the last run; before the first run nothing was looked at. */
function sinceLastRun({ journal, happened }: Lab): string[] {
  const last = journal.findLast((entry) => entry.kind === 'run');
  if (!last) return [];
  return happened.filter(({ time }) => time > last.time).map(({ file, change }) => `${file.name} ${change === 'CREATED' ? 'appeared' : 'went'}`);
}

function fileChange(lab: Lab, file: LabFile, change: FileChange, text: string): Lab {
  const event: FileEvent = { time: lab.time - labInterval / 2, eid: lab.happened.length + 1, file, change };
  return note({ ...lab, buffer: [...lab.buffer, event], happened: [...lab.happened, event], pending: true }, text);
}

/** osqueryd reads a changed pack and most flags when it starts; then it also drops results that are too old. */
function restart(lab: Lab, text: string): Lab {
  return note({ ...lab, store: purge(lab.store, lab.daemon, [], lab.time), pending: true }, text);
}

function note(lab: Lab, text: string): Lab {
  return { ...lab, journal: [...lab.journal, { kind: 'note', time: lab.time, text }] };
}

function queryChange(before: LabQuery, after: LabQuery): string {
  const texts = { plain: 'The SQL is as it was first.', comment: 'The SQL gets a comment.', filter: 'The SQL leaves README out.' };
  return [
    ...(before.name === after.name ? [] : [`The query is renamed from ${before.name} to ${after.name}.`]),
    ...(before.text === after.text ? [] : [texts[after.text]]),
    ...(before.mode === after.mode ? [] : [after.mode ? 'The column mode is added.' : 'The column mode is removed.']),
    ...(before.logging === after.logging ? [] : [`Logging is changed to ${after.logging}.`]),
    ...(before.evented === after.evented ? [] : [after.evented ? 'The query reads the event table file_events now.' : 'The query reads the table file now.']),
  ].join(' ');
}
