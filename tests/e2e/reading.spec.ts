import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import { open, overflow, sitemapPaths, test, testWithoutScripts } from './site.ts';

test('every download matches SHA256SUMS', async ({ request }) => {
  const sums = await (await request.get('/packs/SHA256SUMS')).text();
  const lines = sums.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(12);
  for (const line of lines) {
    const [sum, name] = line.split('  ') as [string, string];
    const body = await (await request.get(`/packs/${name}`)).body();
    expect(createHash('sha256').update(body).digest('hex'), name).toBe(sum);
  }
});

test('the catalogue names every pack page, and each page offers its files', async ({ request }) => {
  const catalogue = (await (await request.get('/packs/catalog.json')).json()) as { packs: { name: string; files: { name: string }[] }[] };
  for (const pack of catalogue.packs) {
    const path = sitemapPaths().find((candidate) => candidate.replace(/\/$/, '').endsWith(`/packs/${pack.name}`))!;
    const html = await (await request.get(path)).text();
    for (const { name } of pack.files) expect(html, pack.name).toMatch(new RegExp(`<a [^>]*href="?[^" >]*/packs/${name.replaceAll('.', '[.]')}["\\s>]`));
  }
});

test('search finds a query by a word of its description', async ({ page }) => {
  await open(page, '/');
  const field = page.getByRole('combobox', { name: /search/i }).or(page.getByRole('searchbox')).or(page.getByPlaceholder(/search/i)).first();
  await field.click();
  await field.pressSequentially('mounted', { delay: 30 });
  const hit = page.locator('a[href*="/packs/"], [role=option]').filter({ hasText: /mount/i }).first();
  await expect(hit).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/packs\/|\/examples\/|\/search/);
});

test('the keyboard reaches the content and the search', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText(/skip to main content/i);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.closest('header, nav') === null)).toBe(true);
  await open(page, '/');
  const seen = new Set<string>();
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    seen.add(await page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('aria-label') || document.activeElement?.getAttribute('placeholder') || ''));
  }
  expect([...seen].join('\n')).toMatch(/quickstart/i);
});

test('the theme switch works and stays', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '/');
  const theme = () => page.locator('html').getAttribute('data-theme');
  const before = await theme();
  await page.getByRole('button', { name: /dark|light|system/i }).first().click();
  if ((await theme()) === before) await page.getByRole('button', { name: /dark|light|system/i }).first().click();
  const after = await theme();
  expect(after).not.toBe(before);
  await page.reload();
  expect(await theme()).toBe(after);
});

test('a page that is not there says so and leads on', async ({ page }) => {
  const response = await page.goto('/no-such-page');
  expect(response?.status()).toBe(404);
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('main a[href*="/packs"]').first()).toBeVisible();
});

testWithoutScripts('content reads without JavaScript', async ({ page }) => {
  await page.goto(sitemapPaths().find((path) => /\/packs\/linux-persistence/.test(path))!);
  await expect(page.locator('pre code').filter({ hasText: /select/i }).first()).toBeVisible();
});

for (const [width, scheme] of [[360, 'light'], [360, 'dark'], [768, 'light'], [1440, 'dark'], [1440, 'light']] as const) {
  test(`nothing runs out of the page at ${width} px, ${scheme}`, async ({ page }, info) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    for (const path of ['/', '/quickstart', '/packs/', '/packs/linux-persistence', '/examples/', '/rules/required-column', '/docs/concepts/log-names']) {
      await page.goto(path);
      await info.attach(`${path} ${width} ${scheme}`, { body: await page.screenshot(), contentType: 'image/png' });
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
    }
  });
}
