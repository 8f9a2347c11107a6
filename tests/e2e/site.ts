import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as base, type ConsoleMessage, type Locator, type Page, type Request } from '@playwright/test';

/** Paths of every page, from the built sitemap. */
export function sitemapPaths(): string[] {
  const sitemap = readFileSync(new URL('../../build/sitemap.xml', import.meta.url), 'utf8');
  return [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url!).pathname);
}

/** What a page did that it must not: errors on the console, failed requests, requests to other hosts. */
export interface Misdeeds {
  readonly errors: string[];
  readonly foreign: string[];
}

/** What ends the last watch of each page. */
const watches = new WeakMap<Page, () => void>();

/** Notes a page's misdeeds from now on; an earlier watch of the page ends with that, other listeners stay. */
export function watch(page: Page): Misdeeds {
  const misdeeds: Misdeeds = { errors: [], foreign: [] };
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') misdeeds.errors.push(message.text());
  };
  const onError = (error: Error) => misdeeds.errors.push(error.message);
  const onRequest = (request: Request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') misdeeds.foreign.push(request.url());
  };
  watches.get(page)?.();
  watches.set(page, () => void page.off('console', onConsole).off('pageerror', onError).off('request', onRequest));
  page.on('console', onConsole).on('pageerror', onError).on('request', onRequest);
  return misdeeds;
}

/** Opens a page and waits until it reacts to its reader. */
export async function open(page: Page, path: string): Promise<void> {
  const response = await page.goto(path, { waitUntil: 'load' });
  if (!response?.ok()) throw new Error(`${path} answered ${response?.status()}`);
  await page.waitForSelector('html[data-has-hydrated="true"]');
}

/** Notes the paths that a page asks for from now on. */
export function pathsAsked(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

/** A width (px) and a theme in which pages are looked at. */
export interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

/** A phone and a desktop, and with them both themes. */
export const looks: readonly Look[] = [{ width: 360, colorScheme: 'dark' }, { width: 1280, colorScheme: 'light' }];

/** All there are, for what every page has. */
export const allLooks: readonly Look[] = [...looks, { width: 360, colorScheme: 'light' }, { width: 1280, colorScheme: 'dark' }];

/** Gives a page a width and a theme, and lets nothing on it move. */
export async function lookAt(page: Page, { width, colorScheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 900 });
  if (page.url() === 'about:blank') return;
  await page.waitForSelector(`html[data-theme="${colorScheme}"]`);
  // A table tells only in the next frame that it has become wider than the page.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Expects that axe finds nothing, in the whole page or in one part of it, and that nothing runs out of the page. */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  expect(await violations(page, within)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds: each rule that is broken, with the first elements that break it. */
async function violations(page: Page, within: string): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async (part) => (await (window as unknown as { axe: { run(part: string): Promise<{ violations: Violation[] }> } }).axe.run(part)).violations, within);
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html).join(' | ')}`);
}

/** By how many pixels a page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The file that a button downloads. */
export async function downloaded(page: Page, button: Locator): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

export const test = base;

/** Tests in a browser that runs no scripts. */
export const testWithoutScripts = base.extend({ javaScriptEnabled: false });

/** Tests that share one page, for those that only look at many: its scripts are loaded once, not once for each. */
export const testOnOnePage = base.extend<object, { readonly onePage: Page }>({
  onePage: [
    async ({ browser }, use, { project }) => {
      // What is drawn is not looked at: a small window takes less to draw.
      const page = await browser.newPage({ baseURL: project.use.baseURL!, viewport: { width: 400, height: 300 } });
      // Pages load ahead what their links lead to unless the reader saves data; every page is opened anyway.
      await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { effectiveType: '2g', saveData: true } }));
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
});
