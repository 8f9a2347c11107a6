import { useMemo, useState, type ReactNode } from 'react';
import type { ReleaseData } from '../../artifacts/release-data.ts';
import { useSettled } from '../useSettled.ts';
import ChoiceForm from './ChoiceForm.tsx';
import { platformsOf } from './compare.ts';
import { firstChoice, outcomeOf, summaryOf } from './choice.ts';
import OutcomeView from './OutcomeView.tsx';
import styles from './releases.module.css';

/** The form and what its choice comes to. */
export default function Selector({ data }: { readonly data: ReleaseData }): ReactNode {
  const platforms = useMemo(() => platformsOf(data.releases.map(({ contract }) => contract)), [data]);
  const [choice, setChoice] = useState(() => firstChoice(data, platforms));
  const outcome = useMemo(() => outcomeOf(data, choice), [data, choice]);
  const spoken = useSettled(summaryOf(outcome));
  return (
    <>
      {data.releases.length === 1 && <p>There is one release so far, {data.releases[0]!.version}. Compare it with hosts that do not have the pack.</p>}
      <ChoiceForm data={data} platforms={platforms} choice={choice} faults={outcome.kind === 'faulty' ? outcome.faults : {}} onChange={setChoice} />
      <p role="status" className={styles.spoken}>
        {spoken}
      </p>
      <OutcomeView pack={data.pack} outcome={outcome} />
    </>
  );
}
