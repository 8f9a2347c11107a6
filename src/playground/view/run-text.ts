import { count } from '../../artifacts/pages/wording.ts';
import type { Run } from '../useEngine.ts';

/** The outcome of a run in one sentence, for the line below the editor. */
export function runText(run: Run): string {
  if (run.kind === 'done') return run.result.error !== null ? 'The run ended with an error.' : `${count(run.result.rows.length, 'row')} in ${timeText(run.result.ms)}.`;
  if (run.kind === 'built') return `${count(run.rows.length, 'row')}, computed when this site was built.`;
  return { none: '', running: 'Running…', stopped: 'Stopped.', failed: 'The run failed.' }[run.kind];
}

function timeText(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
