import init from '@sqlite.org/sqlite-wasm';
import { Engine } from '../../engine/engine.ts';

/** What SQLite's package calls with its imports once it wants an instance, and what takes the instance. */
type Instantiate = (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => object;

/** An engine in a web worker, of the compiled SQLite. Rejects where SQLite cannot be started. */
export function openEngine(module: WebAssembly.Module): Promise<Engine> {
  return Engine.open(() => start(module));
}

function start(module: WebAssembly.Module): Promise<unknown> {
  // Files of the browser's private file system are not used, so the package need not look for them.
  Object.assign(globalThis, { sqlite3ApiConfig: { disable: { vfs: { opfs: true, 'opfs-vfs': true, 'opfs-sahpool': true, 'opfs-wl': true, kvvfs: true } } } });
  const instantiateWasm: Instantiate = (imports, receive) => {
    receive(new WebAssembly.Instance(module, imports), module);
    return {};
  };
  return (init as (options: { instantiateWasm: Instantiate }) => Promise<unknown>)({ instantiateWasm });
}
