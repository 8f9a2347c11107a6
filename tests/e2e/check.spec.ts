import { expect, type Page } from '@playwright/test';
import { faultyPack } from '../../src/check/example.ts';
import { readForeign } from '../../src/content/foreign/index.ts';
import { downloaded, expectAccessible, lookAt, looks, open, test, testWithoutScripts, watch } from './site.ts';

const summary = (page: Page) => page.locator('[data-check]');
const query = (page: Page, name: string) => page.locator('li').filter({ has: page.locator('summary > code', { hasText: new RegExp(`^${name}$`) }) });

async function openCheck(page: Page): Promise<void> {
  await open(page, '/check/');
  await expect(page.getByRole('button', { name: 'Try it with a pack that has faults' })).toBeVisible();
}

async function tryFaulty(page: Page): Promise<void> {
  await openCheck(page);
  await page.getByRole('button', { name: 'Try it with a pack that has faults' }).click();
  await expect(page.locator('[data-check=done]')).toContainText('8 queries in 1 file');
}

const give = (page: Page, ...files: { name: string; text: string | Buffer }[]) =>
  page.getByLabel('Drop files here, or choose them').setInputFiles(files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })));

test('a pack with faults has its findings at their place, and what each query needs', async ({ page }) => {
  const misdeeds = watch(page);
  await tryFaulty(page);
  const faulty = query(page, 'extension_ids');
  await faulty.locator('summary').click();
  const line = faultyPack.text.split('\n').findIndex((text) => text.includes('identifer')) + 1;
  await expect(faulty.getByText(`laptops.conf:${line}:`).first()).toBeVisible();
  await expect(faulty.locator('pre').first()).toContainText('^');
  await expect(faulty).toContainText('Did you mean identifier?');
  await query(page, 'hosts_file').locator('summary').click();
  await expect(query(page, 'hosts_file')).toContainText('a condition on path or directory');
  await query(page, 'opened_connections').locator('summary').click();
  await expect(query(page, 'opened_connections')).toContainText('--audit_allow_sockets=true');
  await expect(page.getByRole('heading', { name: 'Files and packs' })).toBeVisible();
  expect(misdeeds).toEqual({ errors: [], foreign: [] });
});

test('results come first, and a link leads past them to what is done with the packs', async ({ page }) => {
  await tryFaulty(page);
  const parts = page.locator('main :is(h2, details > summary)').filter({ hasText: /^(Files and packs|Queries|Download and upgrade|Download|What breaks when osquery is upgraded)$/ });
  await expect(parts).toHaveText(['Files and packs', 'Queries', 'Download and upgrade', 'Download', 'What breaks when osquery is upgraded']);
  await page.getByRole('link', { name: 'Download and upgrade' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Download and upgrade' })).toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(page.getByText('Download', { exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByText('What breaks when osquery is upgraded')).toBeFocused();
});

test('fixes show what they change, are taken, and leave fewer findings', async ({ page }) => {
  await tryFaulty(page);
  const errors = Number(/(\d+) ha(?:s|ve) errors/.exec(await summary(page).innerText())![1]);
  await page.getByRole('button', { name: /^Fix all \d+$/ }).click();
  const panel = page.getByRole('region', { name: 'What the fix changes' });
  await expect(panel.locator('[data-sign="+"]').first()).toBeVisible();
  await expect(panel).toContainText('whatever reads the results by the name login_counter has to follow');
  await expect(panel).toContainText("shell = '/bin/zsh'");
  await panel.getByRole('button', { name: 'Take it' }).click();
  await expect(page.locator('[data-check=done]')).toBeVisible();
  await expect.poll(async () => Number(/(\d+) ha(?:s|ve) errors/.exec(await summary(page).innerText())?.[1] ?? 0)).toBeLessThan(errors);
  await expect(page.getByRole('button', { name: /^Fix all/ })).toHaveCount(0);
  await page.getByText('Download', { exact: true }).click();
  const { text } = await downloaded(page, page.getByRole('button', { name: 'laptops.conf', exact: true }));
  expect(text).toContain('"platform": "darwin,linux"');
  expect(readForeign([{ path: 'laptops.conf', text }]).packs[0]!.queries).toHaveLength(8);
});

test('a fix may be left, and nothing changes', async ({ page }) => {
  await tryFaulty(page);
  const before = await summary(page).innerText();
  await query(page, 'open_files').locator('summary').click();
  await query(page, 'open_files').getByRole('button', { name: 'Fix: Write 3600' }).click();
  await page.getByRole('button', { name: 'Leave it' }).click();
  await expect(page.getByRole('region', { name: 'What the fix changes' })).toHaveCount(0);
  await expect(summary(page)).toHaveText(before);
});

test('a pack downloads in another form, and reads as the same queries', async ({ page }) => {
  await tryFaulty(page);
  await page.getByText('Download', { exact: true }).click();
  for (const [format, name] of [['Fleet apply', 'laptops.fleet.yml'], ['osqueryd', 'laptops.conf']] as const) {
    await page.getByLabel('For', { exact: true }).selectOption({ label: format });
    await expect(page.getByText('extension_ids: It is left out')).toBeVisible();
    const { text } = await downloaded(page, page.getByRole('button', { name: `Download ${name}` }));
    const read = readForeign([{ path: name, text }]);
    expect(read.packs.flatMap(({ queries }) => queries)).toHaveLength(7);
  }
});

test('another osquery and other platforms change the verdicts', async ({ page }) => {
  await openCheck(page);
  await give(page, { name: 'a.sql', text: 'select secure_boot from secureboot' });
  await expect(page.locator('[data-check=done]')).toContainText('none has errors');
  await page.getByLabel('osquery on your hosts').selectOption('4.0.2');
  await expect(page.locator('[data-check=done]')).toContainText('1 has errors');
  await page.getByText('What breaks when osquery is upgraded').click();
  await page.getByLabel('From osquery').selectOption('4.0.2');
  await page.getByLabel('to', { exact: true }).selectOption('5.23.1');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('osquery 4.0.2 to 5.23.1:')).toBeVisible();
  await page.getByLabel('macOS').uncheck();
  await page.getByLabel('Linux').uncheck();
  await expect(page.getByLabel('Windows')).toBeDisabled();
});

test('files that are no packs are told, and the page goes on', async ({ page }) => {
  const misdeeds = watch(page);
  await openCheck(page);
  await give(page, { name: 'broken.conf', text: '{"queries": {"a": ' }, { name: 'binary.conf', text: Buffer.from([0x7f, 0x45, 0, 1]) });
  await expect(page.getByRole('alert')).toContainText('binary.conf is not read');
  await expect(page.locator('[data-check=done]')).toContainText('1 error');
  await expect(page.getByText(/^broken\.conf:1:/)).toBeVisible();
  await give(page, { name: 'large.conf', text: Buffer.alloc(5_000_001, 0x20) });
  await expect(page.getByRole('alert')).toContainText('this page takes 5 MB');
  await give(page, { name: 'endless.sql', text: 'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) as m from n, processes' });
  await expect(page.locator('[data-check=done]')).toContainText('1 query in 1 file');
  expect(misdeeds).toEqual({ errors: [], foreign: [] });
});

test('a long check can be stopped, and begun again', async ({ page }) => {
  await openCheck(page);
  const queries = Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`q${index}`, { query: `select p.name, f.path from process_open_files f join processes p using (pid) where f.path like '/srv/${index}/%'`, interval: 60 }]));
  await give(page, { name: 'many.conf', text: JSON.stringify({ queries }) });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(summary(page)).toHaveText('Stopped.');
  await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible();
  await give(page, { name: 'a.sql', text: 'select 1 as one' });
  await expect(page.locator('[data-check=done]')).toContainText('1 query in 1 file');
});

test('a pasted query is checked by keyboard alone, and opened in the playground', async ({ page }) => {
  await openCheck(page);
  await page.getByText('Paste a pack or a query').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Text', { exact: true }).focus();
  await page.keyboard.type('SELECT pid FROM processes;');
  for (let tab = 0; tab < 2; tab++) await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Check the text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-check=done]')).toContainText('1 query in 1 file');
  await query(page, 'pasted').locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(query(page, 'pasted').getByRole('link', { name: 'Open in playground' })).toHaveAttribute('href', /\/playground\/#sql=SELECT%20pid/);
});

test('without WebAssembly the page says so', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await openCheck(page);
  await page.getByRole('button', { name: 'Try it with a pack that has faults' }).click();
  await expect(page.locator('[data-check=failed]')).toContainText('has no WebAssembly');
});

testWithoutScripts('without JavaScript the page says how the command line does it', async ({ page }) => {
  await page.goto('/check/');
  await expect(page.locator('main noscript code')).toBeVisible();
});

for (const look of looks) {
  test(`${look.width} px, ${look.colorScheme}: axe finds nothing and nothing runs out of the page`, async ({ page }) => {
    await lookAt(page, look);
    await tryFaulty(page);
    for (const name of ['extension_ids', 'open_files']) await query(page, name).locator('summary').click();
    await page.getByText('Download', { exact: true }).click();
    await expect(page.getByText('extension_ids: It is left out')).toBeVisible();
    await page.getByRole('button', { name: /^Fix all/ }).click();
    await expect(page.getByRole('button', { name: 'Take it' })).toBeVisible();
    await expect(query(page, 'extension_ids').locator('.sql-block pre')).toBeVisible();
    await expectAccessible(page);
  });
}
