import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { findBrowser } from '../../../scripts/browser.mjs';
import { buildPages, buildSite } from '../build-site.ts';
import { CommandError } from '../command.ts';

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

/** The scripts that a browser loads with the built home page, and their bytes after gzip. */
export async function homePageWeight(root: string): Promise<{ scripts: number; bytes: number }> {
  const executablePath = findBrowser();
  if (!executablePath) throw new CommandError('There is no browser to load the home page: node scripts/setup.mjs --browser finds or installs one.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'] });
  try {
    const page = await browser.newPage();
    const sizes: number[] = [];
    await page.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url());
      const file = path.join(root, 'build', path.normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
      if (!existsSync(file)) return route.fulfill({ status: 404 });
      const body = readFileSync(file);
      if (file.endsWith('.js')) sizes.push(gzipSync(body).length);
      return route.fulfill({ body, contentType: types[path.extname(file)] ?? 'application/octet-stream' });
    });
    await page.goto('http://localhost/', { waitUntil: 'networkidle' });
    return { scripts: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  } finally {
    await browser.close();
  }
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };

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
