import { expect, type Page } from '@playwright/test';
import { expectAccessible, lookAt, looks, open, pathsAsked, test, testWithoutScripts, watch } from './site.ts';

const endless = 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) AS rows FROM n;';

const link = (parts: Record<string, string>) => `/playground/#${Object.entries(parts).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
const status = (page: Page) => page.locator('[data-run]');
const editor = (page: Page) => page.getByRole('textbox', { name: 'SQL' });
const panel = (page: Page) => page.getByRole('tabpanel');
const problems = (page: Page) => page.getByRole('list', { name: 'What the rules find' });

/** Opens the playground and waits for the first result and the editor. */
async function start(page: Page, path = '/playground/'): Promise<void> {
  await open(page, path);
  await expect(status(page)).toHaveText(/\d+ rows? in |error|failed/, { timeout: 30_000 });
  await expect(page.locator('.cm-content')).toBeVisible();
}

/** Puts other SQL in the place of what stands in the editor. */
async function write(page: Page, sql: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(sql);
}

/** Runs other SQL in the place of what stands in the editor. */
async function run(page: Page, sql: string): Promise<void> {
  await write(page, sql);
  await page.getByRole('button', { name: 'Run' }).click();
}

test('a query has run when the page is there, and neither engine nor editor are loaded elsewhere', async ({ page }) => {
  const asked = pathsAsked(page);
  await open(page, '/docs/');
  await page.waitForLoadState('networkidle');
  expect(asked.filter((pathname) => /\.wasm|engine|\/hosts\//.test(pathname))).toEqual([]);
  expect(page.workers()).toEqual([]);
  const misdeeds = watch(page);
  await start(page);
  await expect(panel(page).getByRole('row')).not.toHaveCount(0);
  // What the worker asks for before the test hears of it is not reported, so the worker itself tells.
  expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringContaining('engine')]);
  expect(misdeeds).toEqual({ errors: [], foreign: [] });
});

testWithoutScripts('the first rows are there without JavaScript', async ({ page }) => {
  await page.goto('/playground/');
  const told = await status(page).textContent();
  expect(told).toMatch(/^\d+ rows, computed when this site was built\.$/);
  await expect(panel(page).getByRole('row')).toHaveCount(1 + Number.parseInt(told!, 10));
});

test('the first rows are those of the run', async ({ page }) => {
  await start(page);
  const html = await (await page.request.get('/playground/')).text();
  const rows = (text?: string) => page.evaluate((built) => {
    const document = built === undefined ? globalThis.document : new DOMParser().parseFromString(built, 'text/html');
    return [...document.querySelectorAll('[role=tabpanel] tr')].map((row) => [...row.children].map(({ textContent }) => textContent));
  }, text);
  expect((await rows(html)).length).toBeGreaterThan(1);
  expect(await rows(html)).toEqual(await rows());
});

test('what a link asks for is run while the scripts of the page are still on their way', async ({ page }) => {
  const hostAsked = page.waitForEvent('request', (request) => request.url().endsWith('/hosts/macos-laptop.json'));
  await page.route('**/assets/js/main.*.js', async (route) => {
    await hostAsked;
    await route.continue();
  });
  await start(page, link({ sql: 'SELECT count(*) AS users FROM users;', host: 'macos-laptop' }));
  await expect(panel(page).getByRole('cell')).toHaveText([/^\d+$/]);
});

test('a link with SQL of its own never shows the first rows', async ({ page }) => {
  await page.addInitScript(() => {
    new MutationObserver(() => {
      // Setting it is a change too.
      if (!document.documentElement?.dataset['seen'] && document.querySelector('html:not([data-linked]) [data-run=built]')) document.documentElement.dataset['seen'] = 'built';
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await start(page, link({ sql: 'SELECT 42 AS answer;' }));
  await expect(panel(page).getByRole('cell')).toHaveText(['42']);
  await expect(page.locator('html')).not.toHaveAttribute('data-seen');
  await open(page, '/examples/');
  await start(page);
  await expect(page.locator('html')).toHaveAttribute('data-seen');
});

test('nothing can be typed before the scripts are there, so that nothing is lost', async ({ page }) => {
  let come = (): void => undefined;
  const coming = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\/assets\/js\/main\./, async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto('/playground/', { waitUntil: 'commit' });
  await expect(editor(page)).not.toBeEditable();
  come();
  await expect(editor(page)).toBeEditable();
  await editor(page).fill('SELECT 42 AS answer;');
  await expect(page.locator('.cm-content')).toContainText('SELECT 42 AS answer;');
});

test('names are completed as they are typed, and the query runs from the keyboard', async ({ page }) => {
  await start(page);
  await write(page, 'SELECT u. FROM users AS u');
  for (let i = 0; i < ' FROM users AS u'.length; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('usern');
  await expect(page.getByRole('option', { name: /^username/ })).toBeVisible();
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  await expect(editor(page)).toContainText('u.username FROM users');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(panel(page).getByRole('columnheader', { name: 'username' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Run' })).toBeFocused();
});

test('only tables of the host’s platform are offered', async ({ page }) => {
  await start(page);
  await write(page, 'SELECT 1 FROM ');
  await page.keyboard.type('regis');
  // Until the names of the host are there, those of all are offered.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Space');
    await expect(page.locator('.cm-tooltip-autocomplete')).toHaveCount(0, { timeout: 1000 });
  }).toPass();
  await page.getByLabel('Sample host').selectOption('windows-workstation');
  await expect(status(page)).toHaveText(/row|error/);
  await write(page, 'SELECT 1 FROM ');
  await page.keyboard.type('regis');
  // The names of the other host may still be on their way: asked again, they come.
  await expect(async () => {
    await page.keyboard.press('Control+Space');
    await expect(page.getByRole('option', { name: /^registry/ })).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test('an error is underlined and told with its advice, and osquery fails as it would', async ({ page }) => {
  await start(page);
  await write(page, 'SELECT path FROM file;');
  await expect(problems(page)).toContainText('Table file is read without its required column path or directory.');
  await expect(problems(page)).toContainText('Add a condition');
  await expect(page.locator('.cm-lintRange-error')).toHaveText('file');
  await page.getByRole('button', { name: 'Show in the SQL' }).first().click();
  await expect(editor(page)).toBeFocused();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(panel(page)).toContainText('osquery would fail:');
});

test('a link carries SQL, host, osquery and tab', async ({ page }) => {
  await start(page, link({ sql: "SELECT 'ü %&=#' AS text FROM os_version;", host: 'macos-laptop', version: '5.10.2', tab: 'explain' }));
  await expect(editor(page)).toContainText("SELECT 'ü %&=#' AS text FROM os_version;");
  await expect(page.getByLabel('Sample host')).toHaveValue('macos-laptop');
  await expect(page.getByLabel('osquery', { exact: true })).toHaveValue('5.10.2');
  await expect(page.getByRole('tab', { name: 'Explain' })).toHaveAttribute('aria-selected', 'true');
  await write(page, 'SELECT 42 AS answer;');
  await expect.poll(() => page.url()).toContain(encodeURIComponent('SELECT 42 AS answer;'));
  await page.reload();
  await expect(editor(page)).toContainText('SELECT 42 AS answer;');
});

test('the link is copied, and opens the same for somebody else', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await start(page);
  await page.getByLabel('Sample host').selectOption('windows-workstation');
  await write(page, "SELECT name AS 'ü & more' FROM os_version;");
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('The link is copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await start(other, copied);
  await expect(other.getByLabel('Sample host')).toHaveValue('windows-workstation');
  await expect(editor(other)).toContainText("SELECT name AS 'ü & more' FROM os_version;");
  await expect(panel(other).getByRole('columnheader', { name: 'ü & more' })).toBeVisible();
});

for (const [name, hash, said] of [
  ['cannot be decoded', '#sql=%E0%A4%A', 'The link is damaged'],
  ['names a host that is not there', '#host=mainframe&version=99&tab=x', 'names the host "mainframe"'],
] as const) {
  test(`a link that ${name} is told, and the page lives on`, async ({ page }) => {
    const misdeeds = watch(page);
    await start(page, `/playground/${hash}`);
    await expect(page.getByRole('alert').first()).toContainText(said);
    expect(misdeeds.errors).toEqual([]);
  });
}

test('a query that does not end is stopped, and the next one runs', async ({ page }) => {
  await start(page);
  await run(page, endless);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(status(page)).toHaveText('Stopped.');
  await run(page, 'SELECT 7 AS seven;');
  await expect(status(page)).toHaveText(/^1 row in/);
});

test('ten million rows of a cross join can be stopped, and the page lives on', async ({ page }) => {
  await start(page);
  await run(page, 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 3200) SELECT count(*) AS pairs FROM n AS a CROSS JOIN n AS b CROSS JOIN n AS c;');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(status(page)).toHaveText('Stopped.');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(panel(page)).toContainText('too many steps', { timeout: 50_000 });
  await run(page, 'SELECT 1 AS one;');
  await expect(status(page)).toHaveText(/^1 row in/);
});

test('too many rows, and text that is no SQL, end in a message', async ({ page }) => {
  await start(page);
  await run(page, 'SELECT a.pid FROM processes AS a, processes AS b, processes AS c, processes AS d;');
  await expect(panel(page)).toContainText('more than 10000 rows', { timeout: 30_000 });
  await run(page, 'SELECT \u0007\u202e name FROM users;');
  await expect(panel(page)).toContainText('osquery would fail:');
  await run(page, `SELECT '${'x'.repeat(1_000_100)}' AS long;`);
  await expect(panel(page)).toContainText('longer than 1000000 characters');
  await run(page, 'SELECT 1 AS one;');
  await expect(status(page)).toHaveText(/^1 row in/);
});

test('10,000 rows are there by scrolling, few of them at a time', async ({ page }) => {
  await start(page, link({ sql: 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 10000) SELECT x AS number FROM n;' }));
  await expect(status(page)).toHaveText(/^10,000 rows in/);
  expect(await panel(page).getByRole('row').count()).toBeLessThan(100);
  await expect(panel(page).getByRole('table')).toHaveAttribute('aria-rowcount', '10001');
  await panel(page).getByRole('group').evaluate((frame) => frame.scrollTo(0, frame.scrollHeight));
  await expect(panel(page).getByRole('cell', { name: '10000', exact: true })).toBeVisible();
});

test('each sample host answers, and without a network too', async ({ page, context }) => {
  await start(page, link({ sql: 'SELECT platform FROM os_version;' }));
  // Rows of the other hosts come after the first result.
  await expect.poll(() => page.workers()[0]!.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/hosts/')).length)).toBe(3);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  for (const [host, platform] of [['windows-workstation', 'windows'], ['macos-laptop', 'darwin'], ['linux-server', 'debian']] as const) {
    await page.getByLabel('Sample host').selectOption(host);
    await expect(panel(page).getByRole('cell').first()).toHaveText(platform);
  }
});

test('Explain tells the loops in words', async ({ page }) => {
  await start(page, link({ sql: 'SELECT u.username, k.path FROM users AS u CROSS JOIN user_ssh_keys AS k USING (uid);', tab: 'explain' }));
  await expect(panel(page)).toContainText('First, osquery reads users (as u) whole.');
  await expect(panel(page)).toContainText('For each row of u, osquery reads user_ssh_keys (as k) only for the given uid.');
  await write(page, 'SELECT path, pid FROM process_events;');
  await expect(panel(page)).toContainText('--disable_audit=false');
});

test('Schedule it gives the files of four programs', async ({ page }) => {
  await start(page, link({ sql: 'SELECT version FROM os_version;', tab: 'schedule' }));
  await page.getByRole('textbox', { name: 'Query' }).fill('os_release');
  await page.getByLabel('Interval in seconds').fill('86400');
  await expect(page.getByRole('region', { name: 'osquery' })).toContainText('"os_release"');
  await expect(page.getByRole('region', { name: 'osquery' })).toContainText('"interval": 86400');
  await expect(page.getByRole('region', { name: 'Fleet apply' })).toContainText('kind: query');
  await expect(page.getByRole('region', { name: 'Fleet GitOps' })).toContainText('name: my-pack/os_release');
  await expect(page.getByRole('region', { name: 'Kibana' })).toContainText('"enabled": false');
  await page.getByRole('textbox', { name: 'Pack' }).fill('Not A Name');
  await expect(panel(page)).toContainText('Lower-case letters, digits and hyphens');
});

test('What an upgrade would do follows the edited SQL', async ({ page }) => {
  await start(page, link({ sql: 'SELECT name, version FROM os_version;', tab: 'upgrade' }));
  await expect(panel(page)).toContainText('nothing would change');
  await page.getByLabel('Logging').selectOption('differential');
  await write(page, 'SELECT name, version, arch FROM os_version;');
  await expect(panel(page)).toContainText('Column arch added.');
  await expect(panel(page)).toContainText('What the hosts would log');
});

test('SQL on pages opens in the playground, on the host of the page', async ({ page }) => {
  await open(page, '/examples/first-questions/what_is_installed/');
  await page.getByRole('link', { name: 'Open in playground' }).first().click();
  await expect(page.getByLabel('Sample host')).toHaveValue('windows-workstation');
  await expect(status(page)).toHaveText(/rows in/, { timeout: 30_000 });
});

test('a browser without WebAssembly is told so', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
  await open(page, '/playground/');
  await expect(panel(page)).toContainText('This browser has no WebAssembly');
  await expect(editor(page)).toBeVisible();
});

for (const look of looks) {
  test(`${look.width} px, ${look.colorScheme}: axe finds nothing in any tab, and nothing runs out of the page`, async ({ page }) => {
    await lookAt(page, look);
    await start(page, link({ sql: 'SELECT * FROM processes;' }));
    await expect(problems(page)).toBeVisible();
    for (const tab of ['Result', 'Explain', 'Schedule it', 'What an upgrade would do']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.waitForTimeout(500);
      await test.step(tab, () => expectAccessible(page));
    }
  });
}
