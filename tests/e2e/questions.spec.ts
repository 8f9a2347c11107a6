import { expect, type Page } from '@playwright/test';
import { expectAccessible, lookAt, looks, open, test, testWithoutScripts } from './site.ts';

const path = '/questions/';

const search = (page: Page) => page.getByRole('search', { name: 'Questions' });

test('the page is found from the home page, from the examples and from their side bar', async ({ page }) => {
  await open(page, '/');
  await page.locator(`main a[href="${path}"]`).click();
  await expect(page.getByRole('heading', { level: 1, name: 'By question' })).toBeVisible();
  await open(page, '/examples/');
  await expect(page.locator(`article a[href="${path}"]`)).toBeVisible();
  await expect(page.locator(`aside a[href="${path}"]`)).toBeVisible();
});

test('the table of contents names the themes, and no single question', async ({ page }) => {
  await open(page, path);
  const themes = await page.locator('article h2[id]').evaluateAll((headings) => headings.map(({ id }) => `#${id}`));
  const contents = await page.locator('.table-of-contents a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(contents).toEqual(themes);
  expect(await page.locator('article h3[id]').count()).toBeGreaterThanOrEqual(80);
});

test('every answer leads to a place that is there', async ({ page, request }) => {
  await open(page, path);
  const targets = await page.locator('article h3 ~ ul a').evaluateAll((links) => [...new Set(links.map((link) => (link as HTMLAnchorElement).href))]);
  expect(targets.length).toBeGreaterThan(200);
  const bodies = new Map<string, string>();
  for (const target of targets) {
    const { pathname, hash } = new URL(target);
    if (!bodies.has(pathname)) {
      const response = await request.get(pathname);
      expect(response.ok(), pathname).toBe(true);
      bodies.set(pathname, await response.text());
    }
    if (hash) expect(bodies.get(pathname), target).toMatch(new RegExp(`id="?${hash.slice(1)}["\\s>]`));
  }
});

test('a query leads back to the question, and an example too', async ({ page }) => {
  await open(page, '/packs/account-posture/');
  await page.locator('#stale_accounts-questions + ul a', { hasText: 'Which accounts has nobody used for months?' }).click();
  await expect(page.locator('#which_accounts_has_nobody_used_for_months')).toBeInViewport();
  await open(page, '/examples/joins/keys_of_every_user/');
  await page.locator('article').getByRole('link', { name: 'Who can log in with an SSH key?' }).click();
  await expect(page.locator('#who_can_log_in_with_an_ssh_key')).toBeInViewport();
});

test('the filter finds by words and platform, says how many, and leads there by keyboard', async ({ page }) => {
  await open(page, path);
  const all = await page.locator('article h3[id]').count();
  await search(page).getByLabel('Words').fill('SSH key');
  await expect(search(page).getByRole('status')).toHaveText(new RegExp(`^\\d+ of ${all} questions\\.$`));
  await expect(search(page).getByRole('link', { name: 'Who can log in with an SSH key?' })).toBeVisible();
  await search(page).getByLabel('Answered on').selectOption('windows');
  await expect(search(page).getByRole('link', { name: 'Who can log in with an SSH key?' })).toHaveCount(0);
  await search(page).getByLabel('Answered on').selectOption('');
  await search(page).getByRole('link', { name: 'Who can log in with an SSH key?' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#who_can_log_in_with_an_ssh_key')).toBeInViewport();
});

test('words that no question holds get an answer, and no words none', async ({ page }) => {
  await open(page, path);
  await search(page).getByLabel('Words').fill('<b>zzz</b>');
  await expect(search(page).getByRole('status')).toHaveText('No question holds these words. Try fewer of them, or another platform.');
  await search(page).getByLabel('Words').fill('');
  await expect(search(page).getByRole('status')).toBeEmpty();
});

testWithoutScripts('it reads without JavaScript, and shows no filter then', async ({ page }) => {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
  await expect(page.locator('article h3 ~ ul a').first()).toBeVisible();
  await expect(page.locator('input[type="search"]')).toBeHidden();
});

for (const look of looks) {
  test(`${look.width} px, ${look.colorScheme}: axe finds nothing and nothing runs out of the page`, async ({ page }) => {
    test.slow();
    await lookAt(page, look);
    await open(page, path);
    await search(page).getByLabel('Words').fill('key');
    await expect(search(page).getByRole('link').first()).toBeVisible();
    await expectAccessible(page);
  });
}
