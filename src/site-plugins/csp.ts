import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from '@docusaurus/types';
import { withPolicy } from './content-security-policy.ts';
import { withEarlyEngine } from './early-engine.ts';

/**
 * Docusaurus plugin that finishes the built pages: the playground gets the script that starts its engine, then every page a content
 * security policy with the hashes of its own inline scripts. One plugin does both, since those of several run at the same time.
 */
export default function csp(): Plugin {
  return {
    name: 'content-security-policy',
    async postBuild({ outDir, siteConfig: { baseUrl } }) {
      const files = (await readdir(outDir, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
      for (const file of files.filter(name => name.endsWith('.html'))) {
        const path = join(outDir, file);
        try {
          await writeFile(path, withPolicy(withEarlyEngine(await readFile(path, 'utf8'), file, files, baseUrl)));
        } catch (error) {
          throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        }
      }
    },
  };
}
