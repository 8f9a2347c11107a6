import { expect, type Page } from '@playwright/test';
import { expectAccessible, lookAt, looks, open, pathsAsked, test, testWithoutScripts, watch } from './site.ts';

const packPage = '/packs/linux-persistence/';
const data = '/releases/linux-persistence.json';
const summary = 'What an update does to my fleet';

interface Release { version: string; date: string; contract: { queries: Record<string, { interval: number; log_name: string; rows: number }> } }

/** Gives the pack a second release, whatever it has: a query under another name, and one asked more often. */
async function twoReleases(page: Page): Promise<void> {
  await page.route(`**${data}`, async (route) => {
    const { pack, releases } = (await (await route.fetch()).json()) as { pack: string; releases: Release[] };
    const [newest] = releases;
    const { at_jobs: renamed, ld_so_preload: often, ...queries } = newest!.contract.queries;
    const older = { ...newest!, version: '1.0.0', contract: { ...newest!.contract, queries: { ...queries, at_jobs: { ...renamed!, rows: 2 }, ld_so_preload: often! } } };
    const newer = {
      ...newest!, version: '2.0.0', date: '2026-12-01',
      contract: { ...newest!.contract, queries: { ...queries, jobs: { ...renamed!, rows: 2, log_name: 'pack_linux-persistence_jobs' }, ld_so_preload: { ...often!, interval: 60 } } },
    };
    await route.fulfill({ json: { pack, releases: [newer, older] } });
  });
}

async function openSelector(page: Page): Promise<void> {
  await open(page, packPage);
  await page.getByText(summary).click();
}

const panel = (page: Page) => page.locator('details').filter({ hasText: summary });

test('nothing of the selector is loaded before it is opened', async ({ page }) => {
  const asked = pathsAsked(page);
  const misdeeds = watch(page);
  await open(page, packPage);
  await page.waitForLoadState('networkidle');
  expect(asked).not.toContain(data);
  await page.getByText(summary).click();
  await expect(page.getByLabel('They go to')).toBeVisible();
  expect(asked).toContain(data);
  expect(misdeeds).toEqual({ errors: [], foreign: [] });
});

test('a host without the pack gets all rows of the first release, by the number of hosts', async ({ page }) => {
  await openSelector(page);
  await page.getByLabel('My hosts run').selectOption({ label: 'not installed' });
  const rows = async (hosts: string) => {
    await page.getByLabel('Linux hosts').fill(hosts);
    return (await panel(page).locator('tbody tr').first().locator('td').allTextContents()).map((text) => Number(text.replaceAll(',', '')));
  };
  const [, , aHost, fleet] = await rows('1,000');
  expect(aHost).toBeGreaterThan(0);
  expect(fleet).toBe(1000 * aHost!);
  expect((await rows('0'))[3]).toBe(0);
});

test('two releases are compared upwards and downwards, and the result is read out', async ({ page }) => {
  await twoReleases(page);
  await openSelector(page);
  const status = panel(page).locator('[role=status]').last();
  await expect(status).toHaveText('2 queries differ; 1 asks you to act. Linux, 100 hosts: 2 rows a host, 200 rows on the fleet.');
  await expect(panel(page)).toContainText('Query renamed from at_jobs to jobs');
  await expect(panel(page)).toContainText('Re-key on pack_linux-persistence_jobs');
  await expect(panel(page)).toContainText('Interval changed from 3600 s to 60 s.');
  await page.getByLabel('My hosts run').selectOption('2.0.0');
  await expect(status).toHaveText('Both are 2.0.0: nothing changes.');
  await page.getByLabel('They go to').selectOption('1.0.0');
  await expect(panel(page)).toContainText('Query renamed from jobs to at_jobs');
  await expect(panel(page)).toContainText('To go back, load linux-persistence-1.0.0.conf');
});

test('what cannot be read is told at its field', async ({ page }) => {
  await openSelector(page);
  const field = page.getByLabel('My osquery');
  await field.fill('newest');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/three numbers/);
  await expect(panel(page).locator('tbody')).toHaveCount(0);
  await field.fill('1.0.0');
  await expect(panel(page)).toContainText('not against 1.0.0');
  await expect(panel(page)).toContainText('this osquery is older than the query asks for');
});

test('where the releases cannot be loaded it says so, and loads them again', async ({ page }) => {
  for (const answer of [{ status: 503 }, { body: '{}' }, { body: '<html>' }]) {
    await page.route(`**${data}`, (route) => route.fulfill(answer));
    await openSelector(page);
    await expect(panel(page).locator('[role=status]')).toContainText('could not be loaded');
    await page.unroute(`**${data}`);
    await page.getByRole('button', { name: 'Load again' }).click();
    await expect(page.getByLabel('They go to')).toBeVisible();
  }
});

test('the keyboard opens it and works its fields', async ({ page }) => {
  await twoReleases(page);
  await open(page, packPage);
  await page.locator('summary').filter({ hasText: summary }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('My hosts run')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('My hosts run')).toBeFocused();
  for (const label of ['They go to', 'My osquery', 'Linux hosts']) {
    await page.keyboard.press('Tab');
    await expect(page.getByLabel(label)).toBeFocused();
  }
});

for (const look of looks) {
  test(`opened, at ${look.width} px, ${look.colorScheme}: axe finds nothing and nothing runs out of the page`, async ({ page }) => {
    await lookAt(page, look);
    await twoReleases(page);
    await openSelector(page);
    await page.getByLabel('Linux hosts').fill('many');
    await expect(page.getByText('Give a whole number')).toBeVisible();
    await expectAccessible(page, 'details[open]');
    await page.getByLabel('Linux hosts').fill('9999999');
    await expect(panel(page).locator('tbody')).toHaveCount(1);
    await expectAccessible(page, 'details[open]');
  });
}

testWithoutScripts('without JavaScript the section tells the releases, and no selector', async ({ page }) => {
  await page.goto(packPage);
  await expect(page.getByText(summary)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: '1.0.0' })).toBeVisible();
  await expect(page.locator('a[href$="/feeds/packs/linux-persistence.atom"]')).toBeVisible();
});

test('each pack has a feed that a browser can parse, found from its page', async ({ page, request }) => {
  const { packs } = (await (await request.get('/packs/catalog.json')).json()) as { packs: { name: string; version: string; feed?: string }[] };
  const feeds = packs.filter(({ version }) => version !== '0.0.0').map(({ name, feed }) => [`/packs/${name}/`, new URL(feed!, 'http://localhost/packs/catalog.json').pathname] as const);
  expect(feeds.length).toBeGreaterThan(0);
  await open(page, packPage);
  const ofPage = async (path: string): Promise<{ feeds: string[]; ids: string[] }> => page.evaluate((html) => {
    const document = new DOMParser().parseFromString(html, 'text/html');
    return {
      feeds: [...document.querySelectorAll('head link[rel="alternate"][type="application/atom+xml"]')].map((link) => link.getAttribute('href')!),
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    };
  }, await (await request.get(path)).text());
  for (const [path, feed] of [...feeds, [packPage, '/feeds/all.atom'] as const]) {
    expect((await ofPage(path)).feeds).toContain(feed);
    const text = await (await request.get(feed)).text();
    const found = await page.evaluate((xml) => {
      const document = new DOMParser().parseFromString(xml, 'application/xml');
      const entries = [...document.querySelectorAll('entry')];
      return {
        error: document.querySelector('parsererror')?.textContent ?? null,
        complete: entries.every((entry) => ['id', 'title', 'updated', 'content'].every((name) => entry.querySelector(name)?.textContent)),
        links: entries.map((entry) => entry.querySelector('link[rel=alternate]')!.getAttribute('href')!),
      };
    }, text);
    expect(found).toMatchObject({ error: null, complete: true });
    expect(found.links.length).toBeGreaterThan(0);
    const { pathname, hash } = new URL(found.links[0]!);
    expect((await ofPage(pathname)).ids).toContain(hash.slice(1));
  }
});
