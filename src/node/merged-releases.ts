import { CommandError } from './command.ts';
import { readHistories } from './pack-contracts.ts';
import { readRevision } from './read-revision.ts';

/** Where the merged state of a clone is looked for, best first: what the remote calls its main branch, then a local one. */
const usual = ['origin/HEAD', 'origin/main', 'main'];

/**
 * Versions of a pack that are released in the merged state: that of the revision `base`, or of the first usual one that
 * git knows. None where there is no git or no such revision; throws where `base` is named and not known.
 */
export function mergedReleases(root: string, pack: string, base: string | null): Set<string> {
  for (const revision of base === null ? usual : [base]) {
    try {
      const history = readHistories(readRevision(root, revision).files).histories.get(pack);
      return new Set(history?.spec.releases.map(({ version }) => version));
    } catch (error) {
      if (base !== null || !(error instanceof CommandError)) throw error;
    }
  }
  return new Set();
}
