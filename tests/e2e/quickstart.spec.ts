import { expect, type Page } from '@playwright/test';
import { expectAccessible, lookAt, looks, open, pathsAsked, test, testWithoutScripts, watch } from './site.ts';

const tried = (page: Page) => page.locator('[data-run]');
const systems = (page: Page) => page.getByRole('tablist', { name: 'Operating system' });

test('the page is light until its query is run, and then gives the rows that it showed', async ({ page }) => {
  const asked = pathsAsked(page);
  const misdeeds = watch(page);
  await open(page, '/quickstart/');
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked.filter((pathname) => /\.wasm$|engine|^\/hosts\//.test(pathname))).toEqual([]);
  const table = page.locator('table').first();
  const built = await table.getByRole('cell').allTextContents();
  expect(built.length).toBeGreaterThan(0);
  await run.click();
  await expect(tried(page)).toHaveText(/rows? in/, { timeout: 30_000 });
  await expect(page.getByRole('group', { name: /^Rows of the result/ }).getByRole('cell')).toHaveText(built);
  expect(misdeeds).toEqual({ errors: [], foreign: [] });
});

test('entering the field brings the editor, in which an error is told and the query runs from the keyboard', async ({ page }) => {
  await open(page, '/quickstart/');
  await page.getByRole('textbox', { name: 'SQL' }).focus();
  await expect(page.locator('.cm-content')).toBeFocused({ timeout: 30_000 });
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('SELECT path FROM file;');
  await expect(page.getByRole('list', { name: 'What the rules find' })).toContainText('Add a condition');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText("SELECT username FROM users WHERE username = 'root';");
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(tried(page)).toHaveText(/^1 row in/);
  await expect(page.getByRole('link', { name: 'Open in playground' }).first()).toHaveAttribute('href', /username%20%3D%20%27root%27/);
});

test('the chosen system is shown everywhere, and remembered', async ({ page }) => {
  await open(page, '/quickstart/');
  await systems(page).first().getByRole('tab', { name: 'Windows' }).click();
  for (const list of await systems(page).all()) await expect(list.getByRole('tab', { name: 'Windows' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('winget install osquery.osquery')).toBeVisible();
  await expect(page.getByText('sudo apt install')).toBeHidden();
  await page.reload();
  await expect(systems(page).last().getByRole('tab', { name: 'Windows' })).toHaveAttribute('aria-selected', 'true');
  await systems(page).first().getByRole('tab', { name: 'Windows' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(systems(page).first().getByRole('tab', { name: 'macOS' })).toBeFocused();
  await expect(page.getByText('brew install --cask osquery')).toBeVisible();
});

test('each tab is labelled and controls a panel that is there', async ({ page }) => {
  await open(page, '/quickstart/');
  for (const tab of await systems(page).getByRole('tab').all()) {
    const panel = page.locator(`[id="${await tab.getAttribute('aria-controls')}"]`);
    await expect(panel).toHaveAttribute('role', 'tabpanel');
    await expect(panel).toHaveAttribute('aria-labelledby', (await tab.getAttribute('id'))!);
  }
});

for (const look of looks) {
  test(`${look.width} px, ${look.colorScheme}: axe finds nothing once the query has run, and nothing runs out of the page`, async ({ page }) => {
    await lookAt(page, look);
    await open(page, '/quickstart/');
    await page.getByRole('textbox', { name: 'SQL' }).focus();
    await expect(page.locator('.cm-content')).toBeVisible({ timeout: 30_000 });
    await expect(tried(page)).toHaveText(/rows? in/, { timeout: 30_000 });
    await expectAccessible(page);
  });
}

testWithoutScripts('without JavaScript all systems stand one after the other, with the query and its rows', async ({ page }) => {
  await page.goto('/quickstart/');
  for (const text of ['sudo apt install', 'brew install --cask osquery', 'winget install osquery.osquery', '/etc/osquery/osquery.conf', '/var/osquery/osquery.conf', 'C:\\Program Files\\osquery\\osquery.conf']) {
    await expect(page.getByText(text).first()).toBeVisible();
  }
  await expect(page.locator('table').first().getByRole('cell').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in playground' }).first()).toBeVisible();
});

test('without WebAssembly the query tells so, and the page lives on', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
  await open(page, '/quickstart/');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('This browser has no WebAssembly')).toBeVisible();
  await systems(page).first().getByRole('tab', { name: 'macOS' }).click();
  await expect(page.getByText('brew install --cask osquery')).toBeVisible();
});
