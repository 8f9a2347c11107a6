import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../src/node/root.ts';
import { goodPack, goodQuery, repository, run } from './repository.ts';

// What docs/check-your-own-packs.md shows is what the commands print.
const page = readFileSync(path.join(repositoryRoot, 'docs/check-your-own-packs.md'), 'utf8');
const blockOf = (language: string, from: number) => new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(page.slice(from))![1]!;

/** Runs a command in the folder itself, as a reader would. */
async function runIn(root: string, ...args: string[]): Promise<string> {
  const before = process.cwd();
  process.chdir(root);
  try {
    return (await run(root, ...args)).output;
  } finally {
    process.chdir(before);
  }
}

test('the check of the page prints what it shows', async () => {
  const root = repository({ 'laptops.conf': blockOf('json', 0) });
  const shown = blockOf('text', page.indexOf('`npm run check -- laptops.conf --queries` prints'));
  expect((await runIn(root, 'check', 'laptops.conf', '--queries')).trim()).toBe(shown.trim());
});

test('the import of the page prints what it shows', async () => {
  const root = repository({ 'laptops.conf': blockOf('json', 0) });
  const shown = blockOf('text', page.indexOf('npm run import -- laptops.conf'));
  expect((await runIn(root, 'import', 'laptops.conf', '--to', 'packs/laptops')).trim()).toBe(shown.trim());
});

test('paths of the repository’s own content tell of those files only', async () => {
  const broken = goodQuery('broken', [['SELECT h.address', 'SELECT h.adress']]);
  const root = repository({ 'packs/small-pack/pack.yml': goodPack, 'packs/small-pack/host_names.yml': goodQuery(), 'packs/small-pack/broken.yml': broken });
  expect(await runIn(root, 'check', 'packs')).toContain('packs/small-pack/broken.yml');
  expect(await runIn(root, 'check', 'packs/small-pack/broken.yml')).toContain('no such column: h.adress');
  expect(await runIn(root, 'check', 'packs/small-pack/host_names.yml')).not.toContain('broken');
});
