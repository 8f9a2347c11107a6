import { expect, type Page } from '@playwright/test';
import { open, sitemapPaths, test, testWithoutScripts } from './site.ts';

const index = '/tables/';

/** A page of each kind of table. */
const kinds = {
  plain: '/tables/processes/', 'per user': '/tables/shell_history/', 'required column': '/tables/hash/', evented: '/tables/process_events/',
  'key of another table': '/tables/docker_container_stats/', 'Windows only': '/tables/registry/', 'one row': '/tables/os_version/',
} as const;

const rowsShown = (page: Page) => page.locator('article tbody tr:visible');
const words = (page: Page) => page.getByRole('searchbox', { name: 'Words of its name or description' });
const texts = (cells: readonly string[]) => cells.map((cell) => cell.replace(/\s+/g, ' ').trim());

test('every table has a page, reached from the examples and their sidebar', async ({ page }) => {
  expect(sitemapPaths().filter((path) => /\/tables\/[a-z0-9_]+\/$/.test(path)).length).toBeGreaterThan(295);
  await open(page, '/examples/');
  await expect(page.locator(`article a[href="${index}"]`).first()).toBeVisible();
  await page.locator(`nav.menu a[href="${index}"]`).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Table reference' })).toBeVisible();
  await page.locator('article a[href="/tables/crontab/"]').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'crontab' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toContainText('Table reference');
});

test('the filter leaves the tables that have all words on a platform, and tells how many', async ({ page }) => {
  await open(page, index);
  await words(page).fill('docker label');
  await expect(rowsShown(page)).toHaveCount(4);
  await expect(page.getByRole('status').filter({ hasText: ' of ' })).toHaveText(/^4 of \d+ tables$/);
  await expect(page.getByRole('heading', { level: 2, name: 'Hardware' })).toBeHidden();
  await page.getByRole('combobox', { name: 'Platform' }).selectOption('Windows');
  await expect(page.getByText('No table has all of these words.')).toBeVisible();
  await words(page).fill('');
  await expect(page.locator('article a[href="/tables/registry/"]')).toBeVisible();
  await expect(page.locator('article a[href="/tables/crontab/"]')).toBeHidden();
  await page.getByRole('combobox', { name: 'Platform' }).selectOption('All');
  await expect(page.locator('article a[href="/tables/crontab/"]')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Hardware' })).toBeVisible();
});

testWithoutScripts('the reference reads without JavaScript, and has no filter then', async ({ page }) => {
  await page.goto(index);
  await expect(page.locator('article a[href="/tables/crontab/"]')).toBeVisible();
  await expect(words(page)).toHaveCount(0);
  await page.goto(kinds.plain);
  await expect(page.locator('.result td').first()).toBeVisible();
});

for (const [kind, path] of Object.entries(kinds)) {
  test(`the starting query of a table opens in the playground and gives the rows of the page: ${kind}`, async ({ page }) => {
    await open(page, path);
    const result = page.locator('.result').first();
    const heads = texts(await result.locator('th').allInnerTexts());
    const cells = texts(await result.locator('tbody td').allInnerTexts());
    expect(cells.length).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Open in playground' }).first().click();
    const panel = page.getByRole('tabpanel');
    await expect(panel.getByRole('columnheader')).toHaveText(heads, { timeout: 30_000 });
    const given = texts(await panel.locator('tbody td').allInnerTexts()).slice(0, cells.length);
    // What is empty in a result log is told apart in the playground, and a long cell is shown whole there.
    expect(given.map((cell, place) => (cells[place]!.endsWith('…') ? `${cell.slice(0, cells[place]!.length - 1)}…` : cell.replace(/^NULL$/, '')))).toEqual(cells);
  });
}

test('a table that SQL names leads to its page, in examples and in the playground', async ({ page }) => {
  await open(page, '/packs/host-inventory/');
  const named = page.locator('.theme-code-block a.token.table').first();
  await expect(named).toHaveAttribute('title', /^(?:Table|Per-user table|Evented table) on /);
  const name = await named.innerText();
  await named.click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await open(page, `/playground/#sql=${encodeURIComponent('SELECT pid, path FROM process_events;')}`);
  await page.getByRole('link', { name: 'process_events' }).click({ timeout: 30_000 });
  await expect(page.getByRole('heading', { level: 1, name: 'process_events' })).toBeVisible();
});

test('a table leads to the questions about it and to its queries in the gallery', async ({ page }) => {
  await open(page, '/tables/crontab/');
  await page.locator('#questions ~ ul a').first().click();
  await expect(page).toHaveURL(/\/questions\/#/);
  await open(page, '/tables/crontab/');
  await page.getByRole('link', { name: 'Query gallery' }).click();
  await expect(page).toHaveURL(/\/gallery\/\?table=crontab$/);
  await expect(page.getByText(/not in the gallery/)).toHaveCount(0);
});

test('a table that is gone says since when', async ({ page }) => {
  await open(page, '/tables/elf_info/');
  await expect(page.getByText('osquery 5.2.3 and later do not have this table')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in playground' })).toHaveCount(0);
});
