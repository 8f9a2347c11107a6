import { expect } from '@playwright/test';
import { open, test, testWithoutScripts } from './site.ts';

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

testWithoutScripts('they read without JavaScript', async ({ page }) => {
  for (const path of Object.values(pages)) {
    await page.goto(path);
    await expect(page.locator('td').first()).toBeVisible();
  }
});
