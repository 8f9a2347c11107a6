import type { RowSource } from '../../model/catalogue.ts';
import { readHost } from '../host-data.ts';
import type { Bench, Kind, Tasks } from '../protocol.ts';
import { loadHost } from './load.ts';
import { openEngine } from './open-engine.ts';
import { run } from './run.ts';

type Answers = { readonly [K in Kind]: (ask: Tasks[K]['ask']) => Promise<Tasks[K]['give']> };

/** The code of everything but a run: rules, artefacts and names. */
const loadLater = () => import('./later.ts');

const hosts = new Map<string, RowSource>();

/** The answers to all that the page asks. Rejects where SQLite cannot be loaded or started. */
export async function firstAnswers(sqlite: Promise<WebAssembly.Module>): Promise<Answers> {
  const engine = await openEngine(await sqlite);
  const rowsOf = async (bench: Bench): Promise<RowSource> => {
    const known = hosts.get(bench.host);
    if (known) return known;
    const rows = readRows(await loadHost(bench), bench);
    hosts.set(bench.host, rows);
    return rows;
  };
  return {
    async host({ bench }) {
      // What is loaded ahead is there without a network later on: the rows, and the code that is not needed yet.
      await Promise.all([loadHost(bench), loadLater()]);
      return true;
    },
    names: async ({ bench: { platform, version } }) => (await loadLater()).namesAt(platform, version),
    check: async (ask) => (await loadLater()).check(engine, ask),
    explain: async ({ sql, bench, plan }) => (await loadLater()).explain(engine, sql, bench, plan),
    async run(ask) {
      const result = run(engine, ask, await rowsOf(ask.bench));
      if (result.error === null || result.advice !== null) return result;
      return { ...result, advice: (await loadLater()).adviceOf(engine, ask) };
    },
    schedule: async (ask) => (await loadLater()).schedule(engine, ask),
    upgrade: async (ask) => (await loadLater()).upgrade(engine, ask, await rowsOf(ask.bench)),
  };
}

function readRows(data: unknown, { host, platform }: Bench): RowSource {
  try {
    return readHost(data, platform);
  } catch (error) {
    throw new Error(`The file of the sample host ${host} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
