import type { Kind, Reply, Request, Tasks } from './protocol.ts';

/** What a request ends with when its worker was stopped before it answered. */
export class Stopped extends Error {
  constructor() {
    super('Stopped.');
  }
}

/** The little of a Worker that is used. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

interface Waiting {
  readonly resolve: (give: never) => void;
  readonly reject: (error: Error) => void;
}

/** Talks to the engine's worker, which is started when it is first asked and again after it was stopped or failed. */
export class EngineClient {
  readonly #start: () => WorkerLike;
  #worker: WorkerLike | null = null;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();

  constructor(start: () => WorkerLike) {
    this.#start = start;
  }

  /** Asks the worker. Rejects with a Stopped, or with an Error whose message is a sentence for the reader. */
  ask<K extends Kind>(kind: K, ask: Tasks[K]['ask']): Promise<Tasks[K]['give']> {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      try {
        const worker = (this.#worker ??= this.#started());
        this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        worker.postMessage({ id, kind, ask } satisfies Request<K>);
      } catch (error) {
        this.#waiting.delete(id);
        reject(new Error(`The engine cannot be started: ${error instanceof Error ? error.message : String(error)}.`));
      }
    });
  }

  /** Ends whatever the worker does. All that was asked is rejected; the next question starts a new one. */
  stop(reason: Error = new Stopped()): void {
    this.#worker?.terminate();
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }

  #started(): WorkerLike {
    const worker = this.#start();
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('error' in data) waiting?.reject(new Error(data.error));
      else waiting?.resolve(data.give as never);
    };
    worker.onerror = (event) => this.stop(new Error(`The engine ended: ${(event as ErrorEvent).message || 'its file could not be loaded, or the memory was used up'}.`));
    return worker;
  }
}

/** The engine's web worker: the one that the HTML of the playground has started, once, or a new one. */
export function startWorker(): Worker {
  const page = globalThis as { earlyEngine?: Worker | null };
  const started = page.earlyEngine;
  page.earlyEngine = null;
  return started ?? new Worker(new URL('./worker/main.ts', import.meta.url), { type: 'module', name: 'engine' });
}
