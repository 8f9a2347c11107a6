import type { Loaders } from '../run-command.ts';

/** Commands that need a checkout of this repository: its site, its tests, its data. Each is loaded when it is asked for. */
export const inCheckout = {
  start: async () => (await import('./start.ts')).start,
  test: async () => (await import('./test.ts')).test,
  build: async () => (await import('./build.ts')).build,
  'build:package': async () => (await import('./build-package.ts')).buildPackage,
  mutate: async () => (await import('./mutate.ts')).mutate,
  schema: async () => (await import('./schema.ts')).schema,
  bench: async () => (await import('./bench.ts')).bench,
} satisfies Loaders;
