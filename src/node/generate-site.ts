import path from 'node:path';
import { releaseFeeds, type ReleasedPack } from '../artifacts/feed.ts';
import type { SiteContent } from '../artifacts/pages/content.ts';
import { sitePages } from '../artifacts/pages/index.ts';
import { printReleaseData } from '../artifacts/release-data.ts';
import { siteAddress, siteFiles, type SiteAddress } from '../artifacts/site-address.ts';
import type { CheckedRepository } from './check-repository.ts';
import { CommandError } from './command.ts';
import { repositoryFiles } from './repository-files.ts';
import { siteContent } from './site-content.ts';
import { writeFolder } from './write-files.ts';

/** Where the pages and data that Docusaurus reads are written; ignored by git. */
const generated = '.generated';

/** Files of it that are served as they are. They are not in git, for some name the address of the site. */
const served = `${generated}/static`;

/**
 * Writes the built files of the repository, and from them the site's pages and the files that it serves beside them.
 * Files that are as they should be are left alone. Throws a CommandError where SITE_URL or BASE_URL is no address.
 */
export function generateSite(root: string, checked: CheckedRepository): void {
  const site = addressFrom(process.env);
  const folders = repositoryFiles(root, checked);
  for (const { folder, files, owns } of folders) writeFolder(path.join(root, folder), files, owns);
  const artefacts = folders.find(({ folder }) => folder === 'static/packs')!.files;
  const content = siteContent(root, checked, artefacts);
  writeFolder(path.join(root, generated), sitePages(content), (relative) => relative.startsWith('pages/'));
  writeFolder(path.join(root, served), servedFiles(content, site), () => true);
}

/** What is made of the releases of the packs, by its path on the site. */
function servedFiles({ catalogue, histories }: SiteContent, site: SiteAddress): Map<string, string> {
  const released = catalogue.packs.flatMap(({ spec }): ReleasedPack[] => {
    const history = histories.get(spec.name);
    return history ? [{ title: spec.title, history }] : [];
  });
  const data = released.map(({ history }) => [siteFiles.releases(history.pack), printReleaseData(history)] as const);
  return new Map([...releaseFeeds(released, site), ...data]);
}

function addressFrom(environment: NodeJS.ProcessEnv): SiteAddress {
  try {
    return siteAddress(environment);
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}
