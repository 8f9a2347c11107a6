import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';
import { open, test } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = { coverage: '/packs/coverage/', stock: '/packs/coming-from-the-stock-packs/', contributions: '/good-first-contributions/' } as const;

test('the overviews are found where a reader looks for them', async ({ page }) => {
  await open(page, '/packs/');
  for (const path of [pages.coverage, pages.stock]) await expect(page.locator(`main a[href="${path}"], nav a[href="${path}"]`).first()).toBeVisible();
  await open(page, '/docs/contributing/');
  await expect(page.locator(`article a[href="${pages.contributions}"]`)).toBeVisible();
});

test('a count of the matrix leads to the queries behind it', async ({ page }) => {
  await open(page, pages.coverage);
  await page.locator('a[href="#linux-persistence"]').first().click();
  await expect(page.locator('#linux-persistence')).toBeInViewport();
  await page.locator('a[href^="/packs/linux-persistence/#"]').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Linux persistence' })).toBeVisible();
});

test('each stock pack has its table, and a successor leads to its query', async ({ page }) => {
  await open(page, pages.stock);
  await expect(page.locator('h2 code')).toHaveText(['hardware-monitoring', 'incident-response', 'it-compliance', 'osquery-monitoring', 'ossec-rootkit', 'osx-attacks', 'unwanted-chrome-extensions', 'vuln-management', 'windows-attacks', 'windows-hardening']);
  await page.locator('td a[href="/packs/host-inventory/#os_version"]').first().click();
  await expect(page.locator('#os_version')).toBeInViewport();
});

test('a pack tells what it needs, costs and is kept by', async ({ page }) => {
  await open(page, '/packs/windows-hardening/');
  for (const fact of ['Checked with osquery', 'Last release', 'Cost of a run', 'CPU a host a day', 'Kept by']) await expect(page.locator('table.facts td', { hasText: fact }).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Coming from the stock packs' })).toBeVisible();
});

test('they read without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of Object.values(pages)) {
    await page.goto(path);
    await expect(page.locator('td').first()).toBeVisible();
  }
  await context.close();
});

for (const [kind, path] of Object.entries(pages)) {
  for (const [width, colorScheme] of [[360, 'light'], [1280, 'dark']] as const) {
    test(`${kind}, ${colorScheme}, ${width} px: axe finds nothing and nothing runs out of the page`, async ({ page }) => {
      // The longest tables of the site take axe a while.
      test.slow();
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await open(page, path);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => (await (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run()).violations);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html).join(' | ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    });
  }
}
