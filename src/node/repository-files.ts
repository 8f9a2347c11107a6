import { codeowners } from '../artifacts/codeowners.ts';
import { buildArtifacts } from '../artifacts/index.ts';
import { jsonSchemas, printSchema } from '../model/json-schema.ts';
import { releasesFile } from '../releases/releases-file.ts';
import { builtPacks } from './built-packs.ts';
import type { CheckedRepository } from './check-repository.ts';
import { readAccounts } from './maintainers.ts';
import { historyOf } from './pack-contracts.ts';

/** A folder of the repository whose built files are kept in git. */
export interface BuiltFolder {
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  /** Whether an existing file is a built one, to be removed when it is built no more. */
  owns(relative: string): boolean;
}

/** Everything that is built and kept in git: artefacts, schemas for editors, and CODEOWNERS. */
export function repositoryFiles(root: string, checked: CheckedRepository): BuiltFolder[] {
  const { catalogue: { packs }, stock } = checked.reading;
  const accounts = readAccounts(root);
  return [
    { folder: 'static/packs', files: buildArtifacts(builtPacks(packs, checked.verdicts, packVersions(checked)), stock), owns: (relative) => !relative.includes('/') },
    { folder: 'static/schemas', files: new Map([...jsonSchemas(), ['releases.schema.json', printSchema('The releases of a pack', releasesFile)]]), owns: (relative) => relative.endsWith('.schema.json') },
    ...(accounts ? [{ folder: '.github', files: new Map([['CODEOWNERS', codeowners(packs, accounts)]]), owns: () => false }] : []),
  ];
}

/** The version of each released pack, by its name. */
export function packVersions({ reading, histories }: Pick<CheckedRepository, 'reading' | 'histories'>): Map<string, string> {
  return new Map(reading.catalogue.packs.flatMap((pack) => {
    const release = historyOf(pack, histories)?.spec.releases[0];
    return release ? [[pack.spec.name, release.version] as const] : [];
  }));
}
