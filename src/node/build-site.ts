import path from 'node:path';
import { siteAddress } from '../artifacts/site-address.ts';
import { runNode } from './run-program.ts';
import { writeSearchIndex } from './search-index.ts';

/** Arguments of Node.js that run a command of Docusaurus on the site in the folder `site`. */
export function docusaurusArgs(root: string, command: 'build' | 'start', site: string): readonly string[] {
  return [path.join(root, 'node_modules/@docusaurus/core/bin/docusaurus.mjs'), command, site];
}

/** The environment of Docusaurus: it would look for newer versions of itself, and tell its makers about the build; neither is wanted. */
export function docusaurusEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NO_UPDATE_NOTIFIER: '1', DISABLE_UPDATE_NOTIFIER: '1', DOCUSAURUS_DISABLE_TELEMETRY: '1' };
}

/** Builds the site in the folder `site` with Docusaurus; false where that failed, which it has told. */
export async function buildPages(root: string, site: string): Promise<boolean> {
  const { code } = await runNode(docusaurusArgs(root, 'build', site), site, docusaurusEnvironment());
  return code === 0;
}

/** Builds the site of the repository into `build/`, with the index of its search; false where that failed, which was told. */
export async function buildSite(root: string): Promise<boolean> {
  if (!(await buildPages(root, root))) return false;
  await writeSearchIndex(path.join(root, 'build'), siteAddress(process.env).baseUrl);
  return true;
}
