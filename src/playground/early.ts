import { startWorker } from './client.ts';

/**
 * Client module of the site: where the page that is opened is the playground, its worker starts before the page is made ready, so that
 * both happen at the same time.
 */
let early: Worker | null = null;

if (typeof window !== 'undefined' && typeof WebAssembly !== 'undefined' && /\/playground\/?$/.test(location.pathname)) {
  early = startWorker();
  // A worker that failed before anyone asked it could not tell so later.
  early.addEventListener('error', () => (early = null));
}

/** The worker that was started early, once; a new one otherwise. */
export function takeWorker(): Worker {
  const worker = early ?? startWorker();
  early = null;
  return worker;
}
