import type { Kind, Request, Tasks } from '../protocol.ts';
import { loadHost, loadSqlite } from './load.ts';

// The entry of the engine's web worker. It is small on purpose: what the first run needs (SQLite, the code that runs it, the rows of
// the host) begins to load when it starts, all at once. What rules and artefacts need loads when it is first asked for.

const sqlite = loadSqlite();
const first = import('./first.ts').then(({ firstAnswers }) => firstAnswers(sqlite));
// A failure is told to whoever asks; before that it is not an unhandled one.
first.catch(() => undefined);

async function answer<K extends Kind>(kind: K, ask: Tasks[K]['ask']): Promise<Tasks[K]['give']> {
  if ('bench' in ask) loadHost(ask.bench).catch(() => undefined);
  return (await first)[kind](ask);
}

self.addEventListener('message', async ({ data: { id, kind, ask } }: MessageEvent<Request>) => {
  try {
    self.postMessage({ id, give: await answer(kind, ask) });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
