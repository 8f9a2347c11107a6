import { readFileSync } from 'node:fs';
import { test as base, type ConsoleMessage, type Page, type Request } from '@playwright/test';

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

export const test = base;

/** Tests that share one page, for those that only look at many: its scripts are loaded once, not once for each. */
export const testOnOnePage = base.extend<object, { readonly onePage: Page }>({
  onePage: [
    async ({ browser }, use, { project }) => {
      const page = await browser.newPage({ baseURL: project.use.baseURL! });
      // Pages load ahead what their links lead to unless the reader saves data; every page is opened anyway.
      await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { effectiveType: '2g', saveData: true } }));
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
});
