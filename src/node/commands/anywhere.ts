import type { Loaders } from '../run-command.ts';

/** Commands that work in any folder: those of the published package. Each is loaded when it is asked for. */
export const anywhere = {
  check: async () => (await import('./check.ts')).check,
  'test-queries': async () => (await import('./test-queries.ts')).testQueries,
  new: async () => (await import('./new.ts')).newContent,
  'build:packs': async () => (await import('./build-packs.ts')).buildPacks,
  release: async () => (await import('./release.ts')).release,
  import: async () => (await import('./import.ts')).importPacks,
  export: async () => (await import('./export.ts')).exportPacks,
  explain: async () => (await import('./explain.ts')).explain,
  diff: async () => (await import('./diff.ts')).diff,
} satisfies Loaders;
