import { expect, test } from 'vitest';
import { act, newLab, type Lab, type LabAction, type RunEntry } from './lab.ts';
import { compare } from './comparison.ts';
import { experiments, outcome, prepared } from './experiments.ts';
import { experimentTable } from './experiment-table.ts';
import { linesWords, verdictWords } from './words.ts';
import { printPart } from '../mdast.ts';

const run: LabAction = { do: 'run' };
const after = (...actions: LabAction[]): Lab => actions.reduce(act, newLab);
const lastRun = ({ journal }: Lab): RunEntry => journal.findLast((entry) => entry.kind === 'run')!;
const short = (entry: RunEntry): string => `${linesWords(entry.lines)}${entry.lines[0] ? ` ${entry.lines[0].counter}@${entry.lines[0].epoch}` : ''}`;

test.each([
  ['first', '10-admins, README added 0@0', 'holds just what the query gives'],
  ['rows', 'README removed; 20-backup added 2@0', 'holds just what the query gives'],
  ['nothing', '', 'holds just what the query gives'],
  ['comment', '', 'holds just what the query gives'],
  ['sql', 'README removed 2@0', 'holds just what the query gives'],
  ['column', '10-admins, 90-deploy, README removed; 10-admins, README, 90-deploy added 2@0', 'holds just what the query gives'],
  ['name', '10-admins, README, 90-deploy added 0@0', 'holds 10-admins, README, 90-deploy open under pack_example_sudoers_files for ever'],
  ['removals', '', 'still holds README'],
  ['snapshot', '20-backup added 2@0', 'holds 20-backup twice'],
  ['events', '20-backup CREATED, 20-backup DELETED added 2@0', 'holds just what the query gives'],
  ['event-name', '90-deploy CREATED added 1@0', 'has 90-deploy CREATED under pack_example_sudoers_files as well'],
  ['epoch', '10-admins, README, 90-deploy added 0@1', 'holds just what the query gives'],
  ['pause', 'README removed 2@0', 'holds just what the query gives'],
  ['long-pause', '10-admins, 90-deploy added 0@0', 'holds just what the query gives'],
  ['database', '10-admins, README, 90-deploy added 0@0', 'holds just what the query gives'],
  ['old-sql', 'README removed 0@0', 'lacks 10-admins, 90-deploy'],
  ['old-week', '20-backup added 0@0', 'lacks 10-admins, README, 90-deploy'],
])('experiment %s logs “%s”, and the consumer %s', (id, log, consumer) => {
  const { run: entry, names } = outcome(experiments.find((experiment) => experiment.id === id)!);
  expect(short(entry)).toBe(log);
  expect(verdictWords(names)).toBe(consumer);
});

test('the page shows each experiment', () => {
  const table = printPart([experimentTable()]);
  for (const { title } of experiments) expect(table).toContain(title);
  expect(table.trimEnd().split('\n')).toHaveLength(experiments.length + 2);
});

test('a run says what happened on the host, whatever the log says', () => {
  const lab = after(run, { do: 'change-query', query: { mode: true } }, run);
  expect(lastRun(lab)).toMatchObject({ happened: [], lines: { length: 4 } });
  expect(lastRun(after(run, { do: 'remove-file', file: 'README' }, run)).happened).toEqual(['README went']);
});

test.each([
  ['first', 'Nothing is stored under pack_example_sudoers_files: a new series.'],
  ['epoch', 'The stored epoch is 0 and schedule_epoch is 1: a new series.'],
  ['long-pause', 'was older than 6 days and 20.5 hours'],
  ['removals', 'The gone rows are held back; the counter moves all the same.'],
  ['old-sql', 'Before osquery 5.8.0 that sets the counter to 0'],
  ['old-week', 'before osquery 5.19.0 the counter of a pack’s query is dropped'],
  ['comment', 'The SQL text is another one; a status line says so.'],
])('the reason of %s is told', (id, reason) => {
  expect(outcome(experiments.find((experiment) => experiment.id === id)!).run.reason).toContain(reason);
});

test('the present version keeps the counter over a week, an older one does not', () => {
  const week = (version: string) => lastRun(after({ do: 'change-version', version }, run, { do: 'run-for-a-week' }, { do: 'add-file', file: '90-deploy' }, run)).lines[0]!.counter;
  expect([week('5.23.1'), week('5.18.1')]).toEqual([1, 0]);
});

test('a week of snapshots shows the first and counts the rest', () => {
  const entry = lastRun(after({ do: 'change-query', query: { logging: 'snapshot' } }, { do: 'run-for-a-week' }));
  expect(entry).toMatchObject({ runs: 168, lines: { length: 1 }, omitted: 167 });
});

test('what changes nothing leaves no trace', () => {
  const lab = after(run);
  for (const action of [{ do: 'add-file', file: 'README' }, { do: 'add-file', file: 'nosuch' }, { do: 'remove-file', file: '90-deploy' }, { do: 'change-query', query: { mode: false } }, { do: 'change-version', version: '5.23.1' }] as const) expect(act(lab, action)).toBe(lab);
});

test('a host that has changed since the last run differs from its consumer until the next', () => {
  const changed = after(run, { do: 'add-file', file: '90-deploy' });
  expect(changed.pending).toBe(true);
  expect(verdictWords(compare(changed))).toBe('lacks 90-deploy');
  expect(act(changed, run).pending).toBe(false);
});

test('a name that is taken up again finds what was stored under it', () => {
  const rename = (name: 'sudo_files' | 'sudoers_files'): LabAction => ({ do: 'change-query', query: { name } });
  const lab = after(run, rename('sudo_files'), run, { do: 'remove-file', file: 'README' }, rename('sudoers_files'), run);
  expect(short(lastRun(lab))).toBe('README removed 1@0');
});

test('experiments are prepared without the run that shows what follows', () => {
  for (const experiment of experiments) expect(prepared(experiment)).toMatchObject({ pending: true, runs: outcome(experiment).lab.runs - 1 });
});
