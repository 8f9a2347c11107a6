import { firstAsk } from '../beginning.ts';
import type { Kind, Request, Result, Tasks } from '../protocol.ts';
import { loadHost, loadSqlite } from './load.ts';

// The entry of the engine's web worker. It is small on purpose: what the first run needs (SQLite, the rows of the host, the code that
// runs it) begins to load at once, side by side. What rules and artefacts need loads when it is first asked for.

const sqlite = loadSqlite();
const loadAnswers = () => import('./first.ts').then(({ firstAnswers }) => firstAnswers(sqlite));
let answers: ReturnType<typeof loadAnswers> | undefined;
let begun = beginRun();

async function answer<K extends Kind>(kind: K, ask: Tasks[K]['ask']): Promise<Tasks[K]['give']> {
  if ('bench' in ask) loadHost(ask.bench).catch(() => undefined);
  return (await (answers ??= loadAnswers()))[kind](ask);
}

/** A run and what it was asked, as JSON. */
interface Begun {
  readonly ask: string;
  readonly result: Promise<Result>;
}

/** The run that the page will ask for, where its HTML started this worker with the hash of its own address (early-engine.ts). */
function beginRun(): Begun | null {
  const hash = self.location.href.indexOf('#');
  if (hash < 0) return null;
  const ask = firstAsk(self.location.href.slice(hash));
  const result = answer('run', ask);
  // The page hears of a failure when it asks.
  result.catch(() => undefined);
  return { ask: JSON.stringify(ask), result };
}

/** The result of the run that was begun, once and where it is what is asked first. */
function takeBegun(kind: Kind, ask: Request['ask']): Promise<Result> | null {
  const taken = begun;
  begun = null;
  return kind === 'run' && taken?.ask === JSON.stringify(ask) ? taken.result : null;
}

self.addEventListener('message', async ({ data: { id, kind, ask } }: MessageEvent<Request>) => {
  try {
    self.postMessage({ id, give: await (takeBegun(kind, ask) ?? answer(kind, ask)) });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
