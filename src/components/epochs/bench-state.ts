import { experiments, prepared, type Experiment } from '../../artifacts/pages/epochs/experiments.ts';
import { act, type Lab, type LabAction } from '../../artifacts/pages/epochs/lab.ts';
import { linesWords } from '../../artifacts/pages/epochs/words.ts';

/** What the demonstration shows. */
export interface BenchState {
  readonly experiment: Experiment;
  readonly lab: Lab;
  /** What the last step did and what comes next, as it is shown and read out. */
  readonly message: string;
}

export type BenchAction = LabAction | { readonly do: 'experiment'; readonly id: string };

/** The state with an experiment set up, its deciding run still to come. */
export function setUp(id: string): BenchState {
  const experiment = experiments.find((candidate) => candidate.id === id) ?? experiments[0]!;
  const lab = prepared(experiment);
  return { experiment, lab, message: `${sinceLastRun(lab)} What will the next run log, and with which counter?` };
}

/** The experiment behind this one in the list; undefined behind the last. */
export function nextExperiment(experiment: Experiment): Experiment | undefined {
  return experiments[experiments.indexOf(experiment) + 1];
}

/** The state after one step. */
export function reduce(state: BenchState, action: BenchAction): BenchState {
  if (action.do === 'experiment') return setUp(action.id);
  const lab = act(state.lab, action);
  return lab === state.lab ? state : { ...state, lab, message: messageOf(lab) };
}

/** What was done since the last run, in words. */
function sinceLastRun({ journal, runs }: Lab): string {
  if (runs === 0) return `Nothing has run yet. ${notes(journal)}`.trim();
  return notes(journal.slice(journal.findLastIndex(({ kind }) => kind === 'run') + 1)) || 'Nothing was changed since the last run.';
}

function notes(journal: Lab['journal']): string {
  return journal.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : [])).join(' ');
}

function messageOf({ journal }: Lab): string {
  const last = journal.at(-1)!;
  if (last.kind === 'note') return `${last.text} What will the next run log, and with which counter?`;
  const runs = last.runs === 1 ? `Run ${last.number}` : `Runs ${last.number} to ${last.number + last.runs - 1}`;
  return `${runs}: ${linesWords(last.lines) || 'no line'}${last.lines[0] ? `, counter ${last.lines[0].counter}, epoch ${last.lines[0].epoch}` : ''}. ${last.reason}`;
}
