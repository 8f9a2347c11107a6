import { useCallback, useState, type ReactNode } from 'react';
import { summaryWords } from '../../check/result-list.ts';
import type { Mended } from '../../check/protocol.ts';
import Advisor from './Advisor.tsx';
import Downloads from './Downloads.tsx';
import FixPanel from './FixPanel.tsx';
import Intake from './Intake.tsx';
import Results from './Results.tsx';
import SettingsForm from './SettingsForm.tsx';
import { useCheck, type Phase } from './useCheck.ts';
import controls from '../controls.module.css';
import styles from './check.module.css';

/** Where what is done with checked packs stands, below all that was found. */
const further = 'further';

/** The check of packs of others: what is given is read and judged by a worker of this page. */
export default function CheckPack(): ReactNode {
  const check = useCheck();
  const { client, phase, files, refused, settings } = check;
  const fixes = check.fixes?.fixes ?? null;
  const [mended, setMended] = useState<Mended | null>(null);
  const preview = useCallback((findings: readonly number[]) => {
    client.ask('mend', { findings }).then(setMended, (error: Error) => setMended({ error: error.message }));
  }, [client]);
  const running = phase.kind === 'running';
  return (
    <div className={styles.check}>
      <Intake
        onOffer={(offered) => {
          setMended(null);
          check.offer(offered);
        }}
        onRefuse={check.refuse}
      />
      <SettingsForm
        settings={settings}
        onChange={(next) => {
          setMended(null);
          check.set(next);
        }}
      />
      {refused.length > 0 && (
        <ul role="alert" className={styles.caution}>
          {refused.slice(0, 20).map((why) => (
            <li key={why}>{why}</li>
          ))}
          {refused.length > 20 && <li>And {refused.length - 20} more.</li>}
        </ul>
      )}
      <div className={styles.row}>
        <p aria-live="polite" className={styles.summary} data-check={phase.kind}>
          {phaseWords(phase)}
        </p>
        {running && (
          <button type="button" onClick={check.stop}>
            Stop
          </button>
        )}
        {(phase.kind === 'stopped' || phase.kind === 'failed') && files.length > 0 && (
          <button type="button" onClick={check.again}>
            Check again
          </button>
        )}
        {phase.kind === 'done' && fixes !== null && fixes.length > 0 && (
          <button type="button" className={controls.primary} onClick={() => preview(fixes.map(({ finding }) => finding))}>
            Fix all {fixes.length}
          </button>
        )}
        {phase.kind === 'done' && phase.view.packs.length > 0 && <a href={`#${further}`}>Download and upgrade</a>}
        {phase.kind === 'done' && fixes === null && <span className={styles.quiet}>Looking for fixes.</span>}
        {phase.kind === 'done' && check.fixes !== null && check.fixes.left > 0 && (
          <span className={styles.quiet}>{check.fixes.left} further findings were not tried. They are once these are mended.</span>
        )}
      </div>
      {running && phase.all > 0 && (
        <p className={styles.row}>
          <progress max={phase.all} value={phase.done} aria-label="Queries checked" />
          <span className={styles.quiet}>
            {phase.done} of {phase.all} queries
          </span>
        </p>
      )}
      {mended !== null && (
        <FixPanel
          mended={mended}
          onLeave={() => setMended(null)}
          onTake={() => {
            if (mended.error === null) check.take(mended.files);
            setMended(null);
          }}
        />
      )}
      {phase.kind === 'done' && (
        <>
          <Results view={phase.view} fixes={fixes} onFix={preview} />
          {phase.view.packs.length > 0 && (
            <section aria-labelledby={further}>
              <h2 id={further}>Download and upgrade</h2>
              <Downloads client={client} view={phase.view} files={files} />
              <Advisor
                client={client}
                version={phase.view.version}
                onStop={() => {
                  check.stop();
                  check.again();
                }}
              />
            </section>
          )}
        </>
      )}
    </div>
  );
}

function phaseWords(phase: Phase): string {
  switch (phase.kind) {
    case 'none':
      return '';
    case 'running':
      return 'Checking.';
    case 'stopped':
      return 'Stopped.';
    case 'failed':
      return phase.message;
    case 'done':
      return summaryWords(phase.view);
  }
}
