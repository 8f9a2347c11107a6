import path from 'node:path';
import { checkRepository } from '../check-repository.ts';
import type { Command } from '../command.ts';
import { generateSite } from '../generate-site.ts';
import { runNode } from '../run-program.ts';
import { showErrors } from '../show-errors.ts';

/** Docusaurus' own command line. */
export const docusaurus = 'node_modules/@docusaurus/core/bin/docusaurus.mjs';

/** Docusaurus would look for newer versions of itself, and tell its makers about the build: neither is wanted. */
export const quiet = { NO_UPDATE_NOTIFIER: '1', DISABLE_UPDATE_NOTIFIER: '1', DOCUSAURUS_DISABLE_TELEMETRY: '1' };

/** Builds the packs, the pages and the site. */
export const build: Command = {
  name: 'build',
  summary: 'build the artefacts, the pages and the site into build/',
  help: `Usage: npm run build

Checks the content, builds the artefacts and the generated pages, and the site into
build/. SITE_URL, BASE_URL and REPOSITORY_URL say where it will stand.

Exit codes: 0 built, 1 errors found or the build failed, 2 wrong use.`,
  options: {},
  words: 0,
  async run({ root }) {
    const checked = await checkRepository(root);
    if (showErrors(checked, 'Nothing was built')) return 1;
    generateSite(root, checked);
    const { code } = await runNode([path.join(root, docusaurus), 'build', root], root, { ...process.env, ...quiet });
    return code === 0 ? 0 : 1;
  },
};
