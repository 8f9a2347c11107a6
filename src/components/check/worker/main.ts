import type { Engine } from '../../../engine/engine.ts';
import type { CheckTasks, FixView, HostAddress } from '../../../check/protocol.ts';
import { CheckSession } from '../../../check/session.ts';
import { readHost } from '../../../playground/host-data.ts';
import { loadHost, loadSqlite } from '../../../playground/worker/load.ts';
import { openEngine } from '../../../playground/worker/open-engine.ts';
import type { CostHost } from '../../../rules/query-cost.ts';

// The entry of the worker that checks packs. SQLite loads when it starts; what was checked last is kept for all that is asked of it.

const engine: Promise<Engine> = loadSqlite().then(openEngine);
// A failure is told to whoever asks; before that it is not an unhandled one.
engine.catch(() => undefined);

/** How long (ms) fixes are tried after a check: each is read and judged anew, which takes longer the larger its files are. */
const tryingEnds = 10_000;

let session: CheckSession | null = null;

type Answers = { readonly [K in keyof CheckTasks]: (ask: CheckTasks[K]['ask'], progress: (done: number, all: number) => void) => Promise<CheckTasks[K]['give']> };

const answers: Answers = {
  async check({ files, version, platforms, hosts }, progress) {
    const [opened, rows] = await Promise.all([engine, readHosts(hosts)]);
    session = new CheckSession(opened, files, { version, platforms, hosts: rows }, progress);
    return session.view;
  },
  async fixes(_, progress) {
    const own = checked();
    const found: FixView[] = [];
    const ids = own.fixable();
    const begun = performance.now();
    let tried = 0;
    for (const id of ids) {
      const fix = own.fix(id);
      if (fix) found.push(fix);
      progress(++tried, ids.length);
      // What else is asked meanwhile gets its turn.
      await new Promise((resolve) => setTimeout(resolve));
      if (session !== own || performance.now() - begun > tryingEnds) break;
    }
    return { fixes: found, left: ids.length - tried };
  },
  mend: async ({ findings }) => checked().mend(findings),
  upgrade: async ({ from, to }) => checked().upgrade(from, to),
  export: async ({ pack, format }) => checked().export(pack, format),
};

function checked(): CheckSession {
  if (!session) throw new Error('Nothing is checked yet.');
  return session;
}

/** The sample hosts whose rows can be had; without them costs are not told, and everything else is. */
async function readHosts(hosts: readonly HostAddress[]): Promise<ReadonlyMap<string, CostHost>> {
  const read = await Promise.allSettled(hosts.map(async ({ name, platform, address }) => ({ name, rows: readHost(await loadHost({ host: name, address }), platform) })));
  return new Map(read.flatMap((one) => (one.status === 'fulfilled' ? [[one.value.name, one.value] as const] : [])));
}

/** Progress that is told at most every so many ms. */
const progressEvery = 50;

async function answer<K extends keyof CheckTasks>(kind: K, ask: CheckTasks[K]['ask'], id: number): Promise<CheckTasks[K]['give']> {
  let told = performance.now();
  return answers[kind](ask, (done, all) => {
    const now = performance.now();
    if (now - told < progressEvery) return;
    told = now;
    self.postMessage({ id, done, all });
  });
}

self.addEventListener('message', async ({ data: { id, kind, ask } }: MessageEvent<{ id: number; kind: keyof CheckTasks; ask: never }>) => {
  try {
    self.postMessage({ id, give: await answer(kind, ask, id) });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
