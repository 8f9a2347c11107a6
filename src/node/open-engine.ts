import init from '@sqlite.org/sqlite-wasm';
import { Engine } from '../engine/engine.ts';

/** Starts the engine in Node. */
export function openEngine(): Promise<Engine> {
  return Engine.open(init as () => Promise<unknown>);
}
