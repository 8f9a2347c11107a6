import type { LoadContext, Plugin } from '@docusaurus/types';

/**
 * Docusaurus plugin that lets this package be of type `module`, which Docusaurus does not expect: the modules it writes mix `import`
 * with `require.resolveWeak`, which the bundler refuses in such a package unless told that they are of either kind; and it loads the
 * parts of its server bundle with `require`, which Node refuses there unless their names say that they are CommonJS.
 */
export default function packageType({ generatedFilesDir }: LoadContext): Plugin {
  return {
    name: 'package-type',
    configureWebpack: (_config, isServer) => ({
      module: { rules: [{ test: /\.js$/, include: generatedFilesDir, type: 'javascript/auto' }] },
      ...(isServer ? { output: { chunkFilename: 'assets/js/[name].[contenthash:8].cjs' } } : {}),
    }),
  };
}
