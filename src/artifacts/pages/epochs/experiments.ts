import { act, newLab, type Lab, type LabAction, type RunEntry } from './lab.ts';
import { compare, type ComparedName } from './comparison.ts';

/** Something to try: what is done to a host before the run that shows what follows. */
export interface Experiment {
  readonly id: string;
  /** What is done, as a row of a table has it. */
  readonly title: string;
  readonly group: 'The host' | 'The pack' | 'The daemon' | 'Older osquery';
  /** Done before the run, on a new host. */
  readonly steps: readonly LabAction[];
}

const run: LabAction = { do: 'run' };
const add = (file: string): LabAction => ({ do: 'add-file', file });
const remove = (file: string): LabAction => ({ do: 'remove-file', file });
const change = (query: Extract<LabAction, { do: 'change-query' }>['query']): LabAction => ({ do: 'change-query', query });
const install = (version: string): LabAction => ({ do: 'change-version', version });

/** Two files, a run; a third file, a run. */
const usual: readonly LabAction[] = [run, add('90-deploy'), run];

/** What the demonstration offers and what its page shows as a table: the same list. */
export const experiments: readonly Experiment[] = [
  { id: 'first', group: 'The host', title: 'The query runs for the first time', steps: [] },
  { id: 'rows', group: 'The host', title: 'A file appears, another goes', steps: [...usual, add('20-backup'), remove('README')] },
  { id: 'nothing', group: 'The host', title: 'Nothing changes', steps: usual },
  { id: 'comment', group: 'The pack', title: 'A comment in the SQL', steps: [...usual, change({ text: 'comment' })] },
  { id: 'sql', group: 'The pack', title: 'SQL that leaves a row out', steps: [...usual, change({ text: 'filter' })] },
  { id: 'column', group: 'The pack', title: 'One column more', steps: [...usual, change({ mode: true })] },
  { id: 'name', group: 'The pack', title: 'Another name', steps: [...usual, change({ name: 'sudo_files' })] },
  { id: 'removals', group: 'The pack', title: 'Removals held back, then a file goes', steps: [...usual, change({ logging: 'differential_ignore_removals' }), remove('README')] },
  { id: 'snapshot', group: 'The pack', title: 'A snapshot in between, then differential again', steps: [...usual, change({ logging: 'snapshot' }), add('20-backup'), run, change({ logging: 'differential' })] },
  { id: 'events', group: 'The pack', title: 'An event table: a file is created and deleted', steps: [change({ evented: true }), add('90-deploy'), run, add('20-backup'), remove('20-backup')] },
  { id: 'event-name', group: 'The pack', title: 'An event table under another name', steps: [change({ evented: true }), add('90-deploy'), run, change({ name: 'sudo_files' })] },
  { id: 'epoch', group: 'The daemon', title: 'Another schedule_epoch', steps: [...usual, { do: 'raise-epoch' }] },
  { id: 'pause', group: 'The daemon', title: 'Stopped for two days; a file goes meanwhile', steps: [...usual, { do: 'stop', days: 2 }, remove('README')] },
  { id: 'long-pause', group: 'The daemon', title: 'Stopped for eight days; a file goes meanwhile', steps: [...usual, { do: 'stop', days: 8 }, remove('README')] },
  { id: 'database', group: 'The daemon', title: 'The database is lost', steps: [...usual, { do: 'lose-database' }] },
  { id: 'old-sql', group: 'Older osquery', title: 'Before 5.8.0: SQL that leaves a row out', steps: [install('5.7.0'), ...usual, change({ text: 'filter' })] },
  { id: 'old-week', group: 'Older osquery', title: '5.8.0 to 5.18: a week goes by, then a file appears', steps: [install('5.18.1'), ...usual, { do: 'run-for-a-week' }, add('20-backup')] },
];

/** The host as it stands before the run of an experiment. */
export function prepared({ steps }: Experiment): Lab {
  return { ...steps.reduce(act, newLab), pending: true };
}

/** What the run of an experiment logged, and what is where after it. */
export function outcome(experiment: Experiment): { readonly run: RunEntry; readonly names: readonly ComparedName[]; readonly lab: Lab } {
  const lab = act(prepared(experiment), run);
  return { run: lab.journal.at(-1) as RunEntry, names: compare(lab), lab };
}
