import type { Command } from '../command.ts';

/** Builds the package that npx runs. */
export const buildPackage: Command = {
  name: 'build:package',
  help: `Usage: npm run build:package

Builds the npm package of this command into .generated/package: the commands that work in
any folder, in one bundle with SQLite and without dependencies. REPOSITORY_URL is the
address that its package.json gives; without it, it gives none. "npm pack" in that folder
makes the file that can be installed.

Exit codes: 0 built, 1 the build failed, 2 wrong use.`,
  options: {},
  words: 0,
  async run({ root }) {
    // Loaded here: the bundler is a tool of development and no part of what is bundled.
    const { buildPackage: make, packageFolder } = await import('../package/build-package.ts');
    const files = await make(root, process.env);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    console.log(`${packageFolder}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
    return 0;
  },
};
