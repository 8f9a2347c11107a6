import type { RootContent } from 'mdast';
import { table, text, type Inline } from '../mdast.ts';
import { capital } from '../wording.ts';
import { experiments, outcome, prepared, type Experiment } from './experiments.ts';
import { simQuery } from './lab-query.ts';
import { counterWords, linesWords, verdictWords } from './words.ts';

const heads = ['What is done', 'On the host since the run before', 'Logged at the next run', 'The consumer then'];

/** The experiments of the demonstration with what the simulator gave, a row each. */
export function experimentTable(): RootContent {
  return table(heads, experiments.map(experimentRow));
}

function experimentRow(experiment: Experiment): Inline[] {
  const before = prepared(experiment);
  const { run, names, lab } = outcome(experiment);
  const { name } = simQuery(lab.query);
  const counterOf = ({ store }: typeof lab) => store.queries.get(name)?.counter;
  return [
    experiment.title,
    before.runs === 0 ? 'Two files, not looked at before' : capital(run.happened.join('; ')) || 'Nothing changed',
    capital([counterWords(run, counterOf(before), counterOf(lab)), linesWords(run.lines)].filter(Boolean).join(': ')),
    capital(verdictWords(names)),
  ].map((value) => text(value));
}
