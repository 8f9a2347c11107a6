import type { Tasks } from './protocol.ts';

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
  readonly progress: ((done: number, all: number) => void) | undefined;
}

/** The tasks of a worker: of each what is asked and what it gives. */
export type TaskMap<T> = { readonly [K in keyof T]: { readonly ask: unknown; readonly give: unknown } };

/** What a worker answers: what it gives, why it cannot, or how far it is. */
export type WorkerReply = { readonly id: number; readonly give: unknown } | { readonly id: number; readonly error: string } | { readonly id: number; readonly done: number; readonly all: number };

/** Talks to an engine's worker, which is started when it is first asked and again after it was stopped or failed. */
export class EngineClient<T extends TaskMap<T> = Tasks> {
  readonly #start: () => WorkerLike;
  #worker: WorkerLike | null = null;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();

  constructor(start: () => WorkerLike) {
    this.#start = start;
  }

  /** Asks the worker, which may tell how far it is. Rejects with a Stopped, or with an Error whose message is a sentence for the reader. */
  ask<K extends keyof T>(kind: K, ask: T[K]['ask'], progress?: (done: number, all: number) => void): Promise<T[K]['give']> {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      try {
        const worker = (this.#worker ??= this.#started());
        this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, progress });
        worker.postMessage({ id, kind, ask });
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
    worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
      const waiting = this.#waiting.get(data.id);
      if ('done' in data) return waiting?.progress?.(data.done, data.all);
      this.#waiting.delete(data.id);
      if ('error' in data) waiting?.reject(new Error(data.error));
      else waiting?.resolve(data.give as never);
    };
    worker.onerror = (event) => {
      // One that was stopped while it loaded its code may still tell that this failed, when another is at work.
      if (this.#worker === worker) this.stop(new Error(`The engine ended: ${(event as ErrorEvent).message || 'its file could not be loaded, or the memory was used up'}.`));
    };
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
