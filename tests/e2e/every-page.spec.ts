import { expect } from '@playwright/test';
import { open, sitemapPaths, testOnOnePage as test, watch } from './site.ts';

for (const path of sitemapPaths()) {
  test(`${path} loads without errors and without other hosts`, async ({ onePage: page }) => {
    const misdeeds = watch(page);
    await open(page, path);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page).toHaveTitle(/\S/);
    expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toContain("default-src 'self'");
    // What a page does once it has nothing else to do, such as loading what its links lead to.
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
  });
}

test('the sitemap holds every kind of page', () => {
  const paths = sitemapPaths().join('\n');
  for (const kind of [/^\/$/m, /\/quickstart/, /\/packs\/host-inventory/, /\/examples\/[a-z-]+\/[a-z_]+/, /\/rules\/required-column/, /\/docs\/concepts\/log-names/, /\/docs\/contributing/, /\/docs\/what-packs-are-not/]) {
    expect(paths).toMatch(kind);
  }
});
