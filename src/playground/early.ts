import { EngineClient, startWorker } from './client.ts';
import type { Result, Tasks } from './protocol.ts';

/** An engine, and the run that was asked of it before anyone could press a button. */
export interface Early {
  readonly client: EngineClient;
  readonly asked: Promise<{ readonly ask: Tasks['run']['ask']; readonly result: Promise<Result> }> | null;
}

let early: Early | null = null;

// Client module of the site: where the page that is opened is the playground, the engine starts, and runs what the address says, while
// the page is still made ready.
if (typeof window !== 'undefined' && typeof WebAssembly !== 'undefined' && /\/playground\/?$/.test(location.pathname)) {
  const client = new EngineClient(startWorker);
  early = { client, asked: import('./first-run.ts').then(({ firstRun }) => firstRun(client)) };
  // Whoever takes it hears of a failure when the same is asked again.
  early.asked?.catch(() => undefined);
}

/** The engine that was started early, once; a new one otherwise, which starts when it is first asked. */
export function takeEngine(): Early {
  const taken = early ?? { client: new EngineClient(startWorker), asked: null };
  early = null;
  return taken;
}
