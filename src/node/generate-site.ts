import path from 'node:path';
import { sitePages } from '../artifacts/pages/index.ts';
import type { CheckedRepository } from './check-repository.ts';
import { repositoryFiles } from './repository-files.ts';
import { siteContent } from './site-content.ts';
import { writeFolder } from './write-files.ts';

/** Where the pages and data that Docusaurus reads are written; ignored by git. */
const generated = '.generated';

/** Writes the built files of the repository, and from them the site's pages. Files that are as they should be are left alone. */
export function generateSite(root: string, checked: CheckedRepository): void {
  const folders = repositoryFiles(root, checked);
  for (const { folder, files, owns } of folders) writeFolder(path.join(root, folder), files, owns);
  const artefacts = folders.find(({ folder }) => folder === 'static/packs')!.files;
  const pages = sitePages(siteContent(root, checked, artefacts));
  writeFolder(path.join(root, generated), pages, (relative) => relative.startsWith('pages/'));
}
