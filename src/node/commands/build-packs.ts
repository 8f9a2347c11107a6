import path from 'node:path';
import { checkRepository } from '../check-repository.ts';
import type { Command } from '../command.ts';
import { repositoryFiles } from '../repository-files.ts';
import { showErrors } from '../show-errors.ts';
import { staleFiles, writeFolder } from '../write-files.ts';

/** Builds the artefacts that are kept in git. */
export const buildPacks: Command = {
  name: 'build:packs',
  summary: 'build the artefacts of all packs into static/',
  help: `Usage: npm run build:packs [-- --check]

Checks the content, then writes the artefacts of all packs (static/packs), the schemas for
editors (static/schemas) and .github/CODEOWNERS. Nothing is written while the check finds
an error.

  --check  write nothing; fail where a file in git is not what would be built

Exit codes: 0 built or up to date, 1 errors found or files stale, 2 wrong use.`,
  options: { check: { type: 'boolean', default: false } },
  words: 0,
  async run({ root, options }) {
    const checked = await checkRepository(root);
    if (showErrors(checked, 'Nothing was built')) return 1;
    const folders = repositoryFiles(root, checked);
    if (options['check'] === true) {
      const stale = folders.flatMap(({ folder, files, owns }) => staleFiles(path.join(root, folder), files, owns).map((file) => `${folder}/${file.path}: ${file.state}`));
      if (stale.length === 0) return 0;
      console.log(`${stale.join('\n')}\nThe built files in git are stale: run npm run build:packs and commit what it writes.`);
      return 1;
    }
    for (const { folder, files, owns } of folders) writeFolder(path.join(root, folder), files, owns);
    console.log(folders.map(({ folder, files }) => `${folder}: ${files.size} files`).join('\n'));
    return 0;
  },
};
