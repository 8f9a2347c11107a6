import init from '@sqlite.org/sqlite-wasm';
import { Engine } from '../../engine/engine.ts';
import type { Rows } from '../../model/catalogue.ts';
import { readHost } from '../host-data.ts';
import { namesAt } from '../names.ts';
import type { Bench, Kind, Request, Tasks } from '../protocol.ts';
import { check } from './check.ts';
import { explain } from '../../rules/explain/explanation.ts';
import { schedule, upgrade } from './pack.ts';
import { run } from './run.ts';

// The entry of the engine's web worker: answers one request after the other.

// Files of the browser's private file system are not used, so the package need not look for them.
Object.assign(globalThis, { sqlite3ApiConfig: { disable: { vfs: { opfs: true, 'opfs-vfs': true, 'opfs-sahpool': true, 'opfs-wl': true, kvvfs: true } } } });

const starting: Promise<Engine> = Engine.open(init as () => Promise<unknown>);
// A failure is told to whoever asks; before that it is not an unhandled one.
starting.catch(() => undefined);

const hosts = new Map<string, Promise<Rows>>();

function rowsOf({ host, address, platform }: Bench): Promise<Rows> {
  const known = hosts.get(host);
  if (known) return known;
  const loading = load(address).then((data) => readHost(data, platform));
  hosts.set(host, loading);
  loading.catch(() => hosts.delete(host));
  return loading.catch((error: unknown) => {
    throw new Error(`The sample host ${host} could not be loaded: ${messageOf(error)}.`);
  });
}

async function load(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.json();
}

const answers: { readonly [K in Kind]: (ask: Tasks[K]['ask']) => Promise<Tasks[K]['give']> } = {
  async host({ bench }) {
    await rowsOf(bench);
    return true;
  },
  names: async ({ bench: { platform, version } }) => namesAt(platform, version),
  check: async (ask) => check(await starting, ask),
  explain: async ({ sql, bench, plan }) => explain(await starting, sql, bench, plan),
  async run(ask) {
    const rows = rowsOf(ask.bench);
    const engine = await starting;
    return run(engine, ask, await rows);
  },
  schedule: async (ask) => schedule(await starting, ask),
  upgrade: async (ask) => upgrade(await starting, ask, await rowsOf(ask.bench)),
};

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const answer = answers[data.kind] as (ask: unknown) => Promise<unknown>;
  try {
    self.postMessage({ id: data.id, give: await answer(data.ask) });
  } catch (error) {
    self.postMessage({ id: data.id, error: messageOf(error) });
  }
});

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
