import { readFileSync } from 'node:fs';
import { test as base, type Page } from '@playwright/test';

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

/** Notes a page's misdeeds from now on; those of an earlier watch are left to it. */
export function watch(page: Page): Misdeeds {
  const misdeeds: Misdeeds = { errors: [], foreign: [] };
  for (const event of ['console', 'pageerror', 'request'] as const) page.removeAllListeners(event);
  page.on('console', (message) => {
    if (message.type() === 'error') misdeeds.errors.push(message.text());
  });
  page.on('pageerror', (error) => misdeeds.errors.push(error.message));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') misdeeds.foreign.push(request.url());
  });
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
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
});
