import { useId, type Dispatch, type ReactNode } from 'react';
import { experiments, type Experiment } from '../../artifacts/pages/epochs/experiments.ts';
import { nextExperiment, type BenchAction } from './bench-state.ts';
import styles from './epochs.module.css';

interface Props {
  readonly experiment: Experiment;
  readonly dispatch: Dispatch<BenchAction>;
}

const groups = [...new Set(experiments.map(({ group }) => group))];

/** Which experiment is set up, its run, and the way to the next. */
export default function ExperimentChoice({ experiment, dispatch }: Props): ReactNode {
  const id = useId();
  const next = nextExperiment(experiment);
  return (
    <div className={styles.choice}>
      <div>
        <label htmlFor={id}>Experiment</label>
        <select id={id} value={experiment.id} onChange={(event) => dispatch({ do: 'experiment', id: event.target.value })}>
          {groups.map((group) => (
            <optgroup key={group} label={group}>
              {experiments.filter((candidate) => candidate.group === group).map(({ id: value, title }) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <button type="button" className={styles.main} onClick={() => dispatch({ do: 'run' })}>
        Run the query
      </button>
      <button type="button" onClick={() => dispatch({ do: 'experiment', id: experiment.id })}>
        Set up again
      </button>
      <button type="button" disabled={!next} onClick={() => next && dispatch({ do: 'experiment', id: next.id })}>
        Next experiment
      </button>
    </div>
  );
}
