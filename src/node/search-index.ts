import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { close, createIndex } from 'pagefind';
import { searchSections } from '../artifacts/search-sections.ts';
import { CommandError } from './command.ts';

/** Folder of the site that holds the search index and the script that reads it. */
const folder = 'search-index';

/** Of what Pagefind writes, the files that the search of this site asks for; the rest is an interface of Pagefind's own. */
const used = /^(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|wasm\.en\.pagefind|pagefind\.en_\w+\.pf_meta|(?:index|fragment)\/.+)$/;

/** Files that the texts of results are spread over: enough that one is small, few enough that a site is no heap of files. */
const fragments = 200;

/**
 * Makes the search index of the site in the folder `build`, with a record for each part of a page. `baseUrl` is the path that the site
 * stands at. Throws a CommandError where a page cannot be indexed.
 */
export async function writeSearchIndex(build: string, baseUrl: string): Promise<void> {
  const { index, errors } = await createIndex({ excludeSelectors: ['.hash-link', '.open-in-playground', 'button'], includeCharacters: '_', maxFragments: fragments });
  try {
    if (!index) throw new CommandError(`The search index cannot be made: ${errors.join('; ')}.`);
    const pages = readdirSync(build, { recursive: true, encoding: 'utf8' }).filter((name) => path.basename(name) === 'index.html').sort();
    const parts = pages.flatMap((page) => {
      const address = `${baseUrl}${page.slice(0, -'index.html'.length).replaceAll(path.sep, '/')}`;
      return searchSections(readFileSync(path.join(build, page), 'utf8')).map(({ hash, html }) => ({ url: `${address}${hash}`, content: html }));
    });
    const added = await Promise.all(parts.map((part) => index.addHTMLFile(part)));
    const failed = added.flatMap((answer, place) => answer.errors.map((error) => `${parts[place]!.url}: ${error}`));
    if (failed.length > 0) throw new CommandError(`The search index cannot be made:\n${failed.join('\n')}`);
    for (const { path: file, content } of (await index.getFiles()).files) {
      if (!used.test(file)) continue;
      const target = path.join(build, folder, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  } finally {
    await close();
  }
}
