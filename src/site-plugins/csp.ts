import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from '@docusaurus/types';
import { withPolicy } from './content-security-policy.ts';

/** Docusaurus plugin that gives every built page a content security policy with the hashes of that page's own inline scripts. */
export default function csp(): Plugin {
  return {
    name: 'content-security-policy',
    async postBuild({ outDir }) {
      const files = await readdir(outDir, { recursive: true });
      for (const file of files.filter(name => name.endsWith('.html'))) {
        const path = join(outDir, file);
        try {
          await writeFile(path, withPolicy(await readFile(path, 'utf8')));
        } catch (error) {
          throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        }
      }
    },
  };
}
