import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildPages, buildSite } from '../build-site.ts';
import { CommandError } from '../command.ts';
import { BuiltSite, startBrowser } from './built-site.ts';

/** Wall seconds of two builds of as many pages, and their ratio. */
export interface SiteMeasure {
  readonly pages: number;
  readonly siteSeconds: number;
  readonly emptySeconds: number;
}

/** Builds the site and an empty Docusaurus site of as many pages, one after the other, without caches. */
export async function measureSite(root: string): Promise<SiteMeasure> {
  const siteSeconds = await timedBuild(root, () => buildSite(root));
  const pages = [...readFileSync(path.join(root, 'build/sitemap.xml'), 'utf8').matchAll(/<loc>/g)].length;
  const empty = path.join(root, '.generated/empty-site');
  writeEmptySite(root, empty, pages);
  const emptySeconds = await timedBuild(empty, () => buildPages(root, empty));
  rmSync(empty, { recursive: true, force: true });
  return { pages, siteSeconds, emptySeconds };
}

/** The scripts that a browser loads for the built home page, and their bytes after gzip; apart from them the bytes of those for pages that it links to, which it asks for once the page is done. */
export async function homePageWeight(root: string): Promise<{ scripts: number; bytes: number; aheadBytes: number }> {
  const site = await BuiltSite.open(root);
  const browser = await startBrowser();
  try {
    await (await browser.newPage()).goto(site.at('/'), { waitUntil: 'networkidle' });
    const scripts = site.served.filter(({ pathname }) => pathname.endsWith('.js'));
    const own = scripts.filter(({ ahead }) => !ahead);
    const sum = (files: typeof scripts) => files.reduce((total, { bytes }) => total + bytes, 0);
    return { scripts: own.length, bytes: sum(own), aheadBytes: sum(scripts.filter(({ ahead }) => ahead)) };
  } finally {
    await browser.close();
    site.close();
  }
}

async function timedBuild(site: string, build: () => Promise<boolean>): Promise<number> {
  for (const cache of ['.docusaurus', 'node_modules/.cache']) rmSync(path.join(site, cache), { recursive: true, force: true });
  const started = process.hrtime.bigint();
  if (!(await build())) throw new CommandError(`${site} could not be built.`);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

function writeEmptySite(root: string, folder: string, pages: number): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'docs'), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{"name": "empty-site", "private": true}\n');
  writeFileSync(path.join(folder, 'docusaurus.config.js'), `module.exports = {
  title: 'Empty', url: 'http://localhost', baseUrl: '/', future: { v4: true, faster: true },
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
};
`);
  for (let page = 1; page <= pages; page++) {
    writeFileSync(path.join(folder, 'docs', page === 1 ? 'index.md' : `page-${page}.md`), `# Page ${page}\n\nNothing.\n`);
  }
}
