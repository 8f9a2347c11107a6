import { useReducer, type ReactNode } from 'react';
import { experiments } from '../../artifacts/pages/epochs/experiments.ts';
import { reduce, setUp } from './bench-state.ts';
import Controls from './Controls.tsx';
import ExperimentChoice from './ExperimentChoice.tsx';
import Journal from './Journal.tsx';
import Places from './Places.tsx';
import styles from './epochs.module.css';

/** The demonstration: an experiment, what may be changed, and what comes of it. */
export default function Bench(): ReactNode {
  const [state, dispatch] = useReducer(reduce, experiments[0]!.id, setUp);
  const { experiment, lab, message } = state;
  return (
    <section className={styles.bench} aria-label="Demonstration of epochs and counters">
      <ExperimentChoice experiment={experiment} dispatch={dispatch} />
      <Controls lab={lab} dispatch={dispatch} />
      <p role="status" className={styles.message}>
        {message}
      </p>
      <Journal lab={lab} />
      <Places lab={lab} />
    </section>
  );
}
