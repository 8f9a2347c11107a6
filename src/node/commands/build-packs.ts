import path from 'node:path';
import { buildTuned } from '../build-tuned.ts';
import { asCalled } from '../called.ts';
import { checkRepository } from '../check-repository.ts';
import { UsageError, type Command } from '../command.ts';
import { repositoryFiles } from '../repository-files.ts';
import { showErrors } from '../show-errors.ts';
import { staleFiles, writeFolder } from '../write-files.ts';

/** Builds the artefacts that are kept in git, or those of packs that a site tunes. */
export const buildPacks: Command = {
  name: 'build:packs',
  help: `Usage: npm run build:packs [-- --check]
       npm run build:packs -- --overlay <folder> [--out <folder>] [--check]

Checks the content, then writes the artefacts of all packs (static/packs), the schemas for
editors (static/schemas) and .github/CODEOWNERS. Nothing is written while the check finds
an error.

With --overlay it builds the packs that a site tunes, and those only, into a folder of
their own; what is kept in git stays as it is. The folder of the overlay holds a file
<pack>.yml for each of them: rows for the lists of exceptions, other intervals and shards,
queries that are left out. The tuned queries are held to the same rules and tests.
docs/tuning.md tells how.

  --overlay <folder>  tune packs as the overlays in this folder say
  --out <folder>      where the tuned files go; tuned/ where left out, never in static/
  --check             write nothing; fail where a file is not what would be built

Exit codes: 0 built or up to date, 1 errors found or files stale, 2 wrong use.`,
  options: { check: { type: 'boolean', default: false }, overlay: { type: 'string' }, out: { type: 'string' } },
  words: 0,
  async run({ root, options }) {
    const compare = options['check'] === true;
    const { overlay, out } = options;
    if (out !== undefined && overlay === undefined) throw new UsageError('--out goes with --overlay: published packs are always built into static/packs.');
    if (overlay === '' || out === '') throw new UsageError('--overlay and --out each take the path of a folder.');
    const checked = await checkRepository(root);
    if (showErrors(checked, 'Nothing was built')) return 1;
    if (overlay !== undefined) {
      const target = out === undefined ? path.join(root, 'tuned') : path.resolve(String(out));
      return buildTuned(root, checked, { overlays: String(overlay), out: target, shownOut: String(out ?? 'tuned'), compare });
    }
    const folders = repositoryFiles(root, checked);
    if (compare) {
      const stale = folders.flatMap(({ folder, files, owns }) => staleFiles(path.join(root, folder), files, owns).map((file) => `${folder}/${file.path}: ${file.state}`));
      if (stale.length === 0) return 0;
      console.log(asCalled(`${stale.join('\n')}\nThe built files in git are stale: run npm run build:packs and commit what it writes.`));
      return 1;
    }
    for (const { folder, files, owns } of folders) writeFolder(path.join(root, folder), files, owns);
    console.log(folders.map(({ folder, files }) => `${folder}: ${files.size} ${files.size === 1 ? 'file' : 'files'}`).join('\n'));
    return 0;
  },
};
