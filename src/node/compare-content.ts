import type { PackDifference } from '../report/difference.ts';
import { differenceOf } from '../releases/difference.ts';
import { releaseEffects } from '../releases/plan-release.ts';
import { nextVersion } from '../releases/version-part.ts';
import type { CheckedRepository } from './check-repository.ts';
import { packVersions } from './repository-files.ts';

/** What changed between two states of the content, pack by pack, with the version that it asks for and its effects. */
export function compareContent(left: CheckedRepository, right: CheckedRepository): PackDifference[] {
  const names = [...new Set([...left.contracts.keys(), ...right.contracts.keys()])].sort();
  const versions = packVersions(left);
  return names.map((pack) => {
    const [before, after] = [left.contracts.get(pack) ?? null, right.contracts.get(pack) ?? null];
    const changes = differenceOf(before, after);
    const version = versions.get(pack) ?? null;
    return { pack, before: before && (version ?? '0.0.0'), after: after && nextVersion(before && version, changes), changes, effects: before ? releaseEffects(before, after, changes) : [] };
  });
}
