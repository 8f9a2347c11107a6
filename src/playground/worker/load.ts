import type { Bench } from '../protocol.ts';

/** The compiled SQLite. It is compiled while it comes, where the server names its type. */
export async function loadSqlite(): Promise<WebAssembly.Module> {
  const response = await answerOf(fetch(new URL('@sqlite.org/sqlite-wasm/sqlite3.wasm', import.meta.url)), 'SQLite');
  return response.headers.get('content-type') === 'application/wasm' ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

const hosts = new Map<string, Promise<unknown>>();

/** The file of a sample host, loaded once; after a failure it is loaded again. */
export function loadHost({ host, address }: Pick<Bench, 'host' | 'address'>): Promise<unknown> {
  const known = hosts.get(host);
  if (known) return known;
  const loading = answerOf(fetch(address), `The sample host ${host}`).then((response) => response.json());
  hosts.set(host, loading);
  loading.catch(() => hosts.delete(host));
  return loading;
}

async function answerOf(asked: Promise<Response>, what: string): Promise<Response> {
  const failure = (reason: string) => new Error(`${what} could not be loaded: ${reason}. Reload the page when the network is back.`);
  const response = await asked.catch((error: unknown) => {
    throw failure(error instanceof Error ? error.message : String(error));
  });
  if (!response.ok) throw failure(`the server answered ${response.status}`);
  return response;
}
