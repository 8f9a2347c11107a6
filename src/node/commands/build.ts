import { checkRepository } from '../check-repository.ts';
import { buildSite } from '../build-site.ts';
import type { Command } from '../command.ts';
import { generateSite } from '../generate-site.ts';
import { showErrors } from '../show-errors.ts';

/** Builds the packs, the pages and the site. */
export const build: Command = {
  name: 'build',
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
    return (await buildSite(root)) ? 0 : 1;
  },
};
