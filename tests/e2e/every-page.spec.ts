import { expect } from '@playwright/test';
import { open, sitemapPaths, testOnOnePage as test, watch } from './site.ts';

/** Pages that one test opens in turn: a test for each would take longer to begin than the page. */
const together = 20;

const paths = sitemapPaths();
for (let from = 0; from < paths.length; from += together) {
  const some = paths.slice(from, from + together);
  test(`${some[0]} to ${some.at(-1)} load without errors and without other hosts`, async ({ onePage: page }) => {
    for (const path of some) {
      await test.step(path, async () => {
        const misdeeds = watch(page);
        await open(page, path);
        await expect(page.locator('h1').first()).toBeVisible();
        await expect(page).toHaveTitle(/\S/);
        expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toContain("default-src 'self'");
        // What a page does once it has nothing else to do.
        await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
        expect(misdeeds, path).toEqual({ errors: [], foreign: [] });
      });
    }
  });
}

test('the sitemap holds every kind of page', () => {
  const all = paths.join('\n');
  for (const kind of [/^\/$/m, /\/quickstart/, /\/packs\/host-inventory/, /\/examples\/[a-z-]+\/[a-z_]+/, /\/rules\/required-column/, /\/docs\/concepts\/log-names/, /\/docs\/contributing/, /\/docs\/what-packs-are-not/]) {
    expect(all).toMatch(kind);
  }
});
