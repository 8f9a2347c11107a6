import type { Plugin } from '@docusaurus/types';

/**
 * Docusaurus plugin that bundles of @sqlite.org/sqlite-wasm only what the playground runs. The package names a worker of its own for
 * another way of using it, which would be built too, with the whole of SQLite once more.
 */
export default function sqlitePackage(): Plugin {
  return {
    name: 'sqlite-package',
    configureWebpack: () => ({ module: { rules: [{ test: /sqlite-wasm[\\/]dist[\\/]index\.mjs$/, parser: { worker: false } }] } }),
  };
}
