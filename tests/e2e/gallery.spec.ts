import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { load } from 'js-yaml';
import { readConf } from '../../src/content/osquery-conf/index.ts';
import { oneLine } from '../../src/engine/tokens.ts';
import type { GalleryIndex } from '../../src/artifacts/gallery-data.ts';
import { downloaded, expectAccessible, lookAt, looks, open, pathsAsked, test, testWithoutScripts, watch } from './site.ts';

const field = (page: Page) => page.getByRole('searchbox', { name: 'A question, a table, a column' });
const results = (page: Page) => page.locator('main ol > li');
const status = (page: Page) => page.getByText(/^[\d,]+ (of [\d,]+ )?quer(y|ies)$/).first();
const facet = (page: Page, title: string) => page.locator('details').filter({ has: page.locator('summary', { hasText: title }) });
const choice = (page: Page, title: string, label: string) => facet(page, title).locator('label').filter({ hasText: label });
const search = (page: Page) => new URL(page.url()).search;

async function openGallery(page: Page, address = ''): Promise<void> {
  await open(page, `/gallery/${address}`);
  await expect(page.getByRole('searchbox', { name: 'A question' }).or(page.getByRole('button', { name: 'Back to the list' }))).toBeVisible();
}

async function indexOf(page: Page): Promise<GalleryIndex> {
  return (await (await page.request.get('/gallery/index.json')).json()) as GalleryIndex;
}

async function found(page: Page): Promise<number> {
  return Number(/^[\d,]+/.exec(await status(page).innerText())![0].replace(',', ''));
}

/** A query of a pack as its file in the repository has it. */
function source(ref: string): { query: string; interval: number } {
  return (load(readFileSync(new URL(`../../${ref.startsWith('examples/') ? '' : 'packs/'}${ref}.yml`, import.meta.url), 'utf8')) as { spec: { query: string; interval: number } }).spec;
}

test('all queries are there, some of them in the page, and more on demand', async ({ page }) => {
  const misdeeds = watch(page);
  await openGallery(page);
  const { entries } = await indexOf(page);
  await expect(status(page)).toHaveText(`${entries.length} queries`);
  await expect(results(page)).toHaveCount(30);
  await expect(results(page).last()).toHaveAttribute('aria-setsize', String(entries.length));
  // By the keyboard: cards get their height when they come into sight, and may move the button away from under the mouse.
  await page.getByRole('button', { name: 'Show 30 more' }).press('Enter');
  await expect(results(page)).toHaveCount(60);
  await expect(results(page).nth(30).getByRole('link').first()).toBeFocused();
  expect(misdeeds).toEqual({ errors: [], foreign: [] });
});

test('typing finds by name before description, and marks the match', async ({ page }) => {
  await openGallery(page);
  await field(page).pressSequentially('setuid');
  await expect(results(page).first().locator('h3')).toContainText('setuid');
  await expect(results(page).first().locator('mark').first()).toHaveText(/setuid/i);
  for (const item of await results(page).all()) await expect(item).toContainText(/setuid/i);
  await expect(page).toHaveURL(/\?q=setuid$/);
  await field(page).fill('no such thing anywhere');
  await expect(page.getByText('No query has all of this')).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(field(page)).toBeFocused();
  await expect(results(page)).toHaveCount(30);
});

test('the number beside a value is what choosing it gives', async ({ page }) => {
  await openGallery(page, '?q=user');
  for (const [title, label] of [['Purpose', 'Detection'], ['Platform', 'Linux']] as const) {
    const number = Number(await choice(page, title, label).locator('span').last().innerText());
    await choice(page, title, label).getByRole('checkbox').check();
    await expect.poll(() => found(page)).toBe(number);
  }
  await expect(page).toHaveURL(/\?q=user&purpose=detection&platform=linux$/);
  await expect(results(page).first()).toContainText('Detection · ');
});

test('a value among many is found by its name, and taken away by its button', async ({ page }) => {
  await openGallery(page);
  await facet(page, 'Table').locator('summary').click();
  await facet(page, 'Table').getByRole('searchbox').fill('authorized');
  await choice(page, 'Table', 'authorized_keys').getByRole('checkbox').check();
  await expect(page).toHaveURL(/\?table=authorized_keys$/);
  for (const item of await results(page).all()) await expect(item).toContainText('authorized_keys');
  await page.getByRole('button', { name: 'Remove filter Table: authorized_keys' }).click();
  await expect(field(page)).toBeFocused();
  await expect(page).toHaveURL(/\/gallery\/$/);
});

test('an osquery that is too old leaves out what needs a newer one', async ({ page }) => {
  await openGallery(page);
  const { entries, versions } = await indexOf(page);
  const oldest = versions.at(-1)!;
  await page.getByLabel('My oldest osquery').selectOption(oldest);
  await expect.poll(() => found(page)).toBe(entries.filter(({ minimum }) => minimum === oldest).length);
  await expect(page).toHaveURL(`/gallery/?osquery=${oldest}`);
});

test('Back goes through the filters, and typing in a row is one step', async ({ page }) => {
  await openGallery(page);
  await choice(page, 'Platform', 'Windows').getByRole('checkbox').check();
  await field(page).pressSequentially('registry');
  await expect(page).toHaveURL(/q=registry/);
  await field(page).pressSequentially(' run');
  await expect(page).toHaveURL(/q=registry\+run/);
  await choice(page, 'Purpose', 'Detection').getByRole('checkbox').check();
  expect(search(page)).toBe('?q=registry+run&purpose=detection&platform=windows');
  await page.goBack();
  await expect(choice(page, 'Purpose', 'Detection').getByRole('checkbox')).not.toBeChecked();
  await expect(field(page)).toHaveValue('registry run');
  await page.goBack();
  await expect(field(page)).toHaveValue('');
  await expect(choice(page, 'Platform', 'Windows').getByRole('checkbox')).toBeChecked();
  await page.goBack();
  await expect(choice(page, 'Platform', 'Windows').getByRole('checkbox')).not.toBeChecked();
  await page.goForward();
  await expect(choice(page, 'Platform', 'Windows').getByRole('checkbox')).toBeChecked();
});

test('the state comes back after a look at a query’s page', async ({ page }) => {
  await openGallery(page, '?platform=linux&pick=linux-persistence/at_jobs');
  await field(page).fill('at_jobs');
  await results(page).first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/packs\/linux-persistence\/#at_jobs$/);
  await page.goBack();
  await expect(field(page)).toHaveValue('at_jobs');
  await expect(page.getByText('1 query selected')).toBeVisible();
});

test('what an address names and the gallery has not is told', async ({ page }) => {
  await openGallery(page, '?platform=linux,beos&pick=a/b');
  await expect(page.getByRole('alert')).toContainText('the platform "beos"');
  await expect(page.getByRole('alert')).toContainText('the query "a/b"');
  await expect(choice(page, 'Platform', 'Linux').getByRole('checkbox')).toBeChecked();
});

test('the SQL of a query opens in its place, with a link to the playground', async ({ page }) => {
  await openGallery(page, '?q=at_jobs&pack=linux-persistence');
  await results(page).first().locator('summary').click();
  await expect(results(page).first().locator('pre')).toContainText('/var/spool/at');
  await expect(results(page).first().getByRole('link', { name: 'Open in playground' })).toHaveAttribute('href', /^\/playground\/#sql=/);
});

test('a query leads to the pages of its tables', async ({ page }) => {
  await openGallery(page, '?q=at_jobs&pack=linux-persistence');
  const { entries } = await indexOf(page);
  for (const table of new Set(entries.flatMap(({ tables }) => tables))) expect((await page.request.get(`/tables/${table}/`)).status(), table).toBe(200);
  await results(page).first().getByRole('link', { name: 'users' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('users');
});

test('a question that people ask finds the queries that answer it', async ({ page }) => {
  await openGallery(page);
  const { entries } = await indexOf(page);
  const answer = entries.find(({ questions }) => questions.length > 0)!;
  await field(page).fill(answer.questions[0]!);
  await expect(results(page).filter({ has: page.locator(`a[href="${answer.page}"]`) })).toHaveCount(1);
});

test('two are compared, and which of several can be chosen', async ({ page }) => {
  await openGallery(page, '?q=ssh_keys_of_system_accounts');
  await page.getByRole('button', { name: 'Select all 2' }).click();
  await page.getByRole('button', { name: 'Compare two' }).click();
  await expect(page.getByRole('heading', { name: 'Compare two queries' })).toBeFocused();
  await expect(page.getByText(/^\d+ of 12 properties differ: /)).toContainText('From');
  await expect(page.getByRole('region', { name: 'Purpose same' })).toContainText('Detection');
  const platforms = page.getByRole('region', { name: 'Platforms differs' });
  await expect(platforms.getByRole('group').first()).toContainText(/only here:/);
  await page.getByLabel('First').selectOption({ index: 1 });
  await expect(page.getByLabel('Second')).toHaveValue('linux-persistence/ssh_keys_of_system_accounts');
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(field(page)).toBeFocused();
  await expect(page.getByText('2 queries selected')).toBeVisible();
});

test('several are downloaded as a pack that osquery takes, with the SQL of their sources', async ({ page }) => {
  await openGallery(page);
  for (const q of ['at_jobs', 'ld_so_preload', 'chrome_extensions']) {
    await field(page).fill(q);
    await results(page).first().getByRole('checkbox').check();
  }
  await page.getByRole('button', { name: 'Make a pack' }).click();
  await page.getByLabel('Name of the pack').fill('from-gallery');
  const refs = new URLSearchParams(search(page)).get('pick')!.split(',');
  expect(refs).toHaveLength(3);
  const read = async (button: string) => {
    const { name, text } = await downloaded(page, page.getByRole('button', { name: button }));
    expect(name).toBe(button.replace('Download ', ''));
    return text;
  };
  const reading = readConf({ path: 'from-gallery.conf', text: await read('Download from-gallery.conf') }, 'from-gallery');
  expect(reading.findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect(Object.fromEntries(reading.packs[0]!.queries.map(({ logName, sql, interval }) => [logName, [sql, interval]]))).toEqual(
    Object.fromEntries(refs.map((ref) => [`pack_from-gallery_${ref.split('/').at(-1)}`, [oneLine(source(ref).query), source(ref).interval]])),
  );
  await page.getByRole('radio', { name: 'Fleet GitOps' }).check();
  const reports = load((await read('Download from-gallery.gitops.yml')).replaceAll('\\$', '$')) as { name: string; query: string }[];
  expect(Object.fromEntries(reports.map(({ name, query }) => [name, query]))).toEqual(Object.fromEntries(refs.map((ref) => [`from-gallery/${ref.split('/').at(-1)}`, source(ref).query])));
  await page.getByRole('radio', { name: 'Kibana' }).check();
  expect(Object.keys((JSON.parse(await read('Download from-gallery.kibana.json')) as { queries: object }).queries)).toHaveLength(3);
});

test('a file is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openGallery(page, '?show=pack&pick=linux-persistence/at_jobs');
  await page.getByRole('radio', { name: 'Fleet apply' }).check();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('my-selection.fleet.yml is copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^# my-selection, a selection from linux-persistence \d/);
});

test('what a pack of the selection needs, renames and cannot keep is told', async ({ page }) => {
  await openGallery(page, '?show=pack&pick=linux-persistence/ssh_keys_of_system_accounts,macos-persistence/ssh_keys_of_system_accounts,file-integrity/file_changes_by_process_linux,container-inventory/containers');
  await expect(page.getByRole('code').filter({ hasText: /^linux_persistence_ssh_keys_of_system_accounts$/ })).toBeVisible();
  await expect(page.getByText('renamed from ssh_keys_of_system_accounts')).toHaveCount(2);
  await expect(page.getByText('--audit_allow_fim_events=true')).toBeVisible();
  await expect(page.getByText('container-inventory has discovery queries')).toBeVisible();
  await page.getByRole('button', { name: 'Remove macos_persistence_ssh_keys_of_system_accounts' }).click();
  await expect(page.getByText('renamed from')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Its queries' })).toBeFocused();
});

test('a name that does not do and a wrong interval are told at their fields', async ({ page }) => {
  await openGallery(page, '?show=pack&pick=examples/thinking-as-a-detector/behaviour_of_cron_jobs');
  await expect(page.getByText('not reviewed for production')).toBeVisible();
  const name = page.getByLabel('Name of the pack');
  for (const [value, fault] of [['Mine', /lower-case/], ['main', /replaces/], ['linux-persistence', /is a pack of this site/]] as const) {
    await name.fill(value);
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await expect(name).toHaveAccessibleDescription(fault);
    await expect(page.getByRole('button', { name: /^Download/ })).toHaveCount(0);
  }
  await name.fill('mine');
  await page.getByLabel('Interval in seconds').fill('1h');
  await expect(page.getByLabel('Interval in seconds')).toHaveAccessibleDescription(/Whole seconds/);
  await expect(page.getByRole('button', { name: /^Download/ })).toHaveCount(0);
  await page.getByLabel('Interval in seconds').fill('120');
  await page.getByLabel('Logging').selectOption('snapshot');
  await expect(page.locator('pre').last()).toContainText('"interval": 120');
  await expect(page.locator('pre').last()).toContainText('"snapshot": true');
});

test('the keyboard alone searches, filters, selects, and makes a pack', async ({ page }) => {
  await openGallery(page);
  await field(page).focus();
  await page.keyboard.type('at_jobs');
  await expect(results(page).first()).toContainText('at_jobs');
  const until = async (isThere: () => Promise<boolean>) => {
    for (let step = 0; step < 80 && !(await isThere()); step++) await page.keyboard.press('Tab');
    expect(await isThere()).toBe(true);
  };
  const focused = (name: string | RegExp, role: 'checkbox' | 'button' | 'radio') => async () => (await page.getByRole(role, { name, exact: typeof name === 'string' }).first().evaluate((element) => element === document.activeElement)) as boolean;
  await until(focused(/^Linux/, 'checkbox'));
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/platform=linux/);
  await expect(choice(page, 'Platform', 'Linux').getByRole('checkbox')).toBeFocused();
  await until(focused('Select at_jobs', 'checkbox'));
  await page.keyboard.press('Space');
  await expect(page.getByText('1 query selected')).toBeVisible();
  await until(focused('Make a pack', 'button'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'A pack of the selected queries' })).toBeFocused();
  await expect(page.getByRole('radio', { name: 'osqueryd' })).toBeVisible();
  await until(focused('osqueryd', 'radio'));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Download my-selection.fleet.yml' })).toBeVisible();
});

test('counts are announced once typing rests', async ({ page }) => {
  await openGallery(page, '?q=cron');
  const spoken = page.locator('main [role=status]').filter({ hasText: /of [\d,]+ queries$/ });
  await expect(spoken).toHaveText((await status(page).innerText()).trim());
});

test('where the list or the queries cannot be loaded it says so, and loads again', async ({ page }) => {
  for (const answer of [{ status: 503 }, { body: '{}' }, { body: '<html>' }]) {
    await page.route('**/gallery/index.json', (route) => route.fulfill(answer));
    await open(page, '/gallery/');
    await expect(page.getByText('The list of queries could not be loaded')).toBeVisible();
    await page.unroute('**/gallery/index.json');
    await page.getByRole('button', { name: 'Load again' }).click();
    await expect(status(page)).toBeVisible();
  }
  await page.route('**/gallery/packs/*.json', (route) => route.fulfill({ status: 500 }));
  await openGallery(page, '?show=pack&pick=linux-persistence/at_jobs');
  await expect(page.getByText('The selected queries could not be loaded: the server answered 500.')).toBeVisible();
  await page.unroute('**/gallery/packs/*.json');
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(page.getByLabel('Name of the pack')).toBeVisible();
});

test('the home page’s search field leads here', async ({ page }) => {
  await open(page, '/');
  await page.getByLabel('A question, a table or a technique').fill('T1053.003');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/gallery\/\?q=T1053\.003$/);
  await expect(results(page).first()).toContainText('T1053.003');
});

test('packs, examples and their sidebar lead here, and no other page loads the list', async ({ page }) => {
  const asked = pathsAsked(page);
  for (const path of ['/packs/', '/examples/']) {
    await open(page, path);
    await expect(page.locator('article').getByRole('link', { name: 'query gallery' }).first()).toHaveAttribute('href', '/gallery/');
  }
  await expect(page.getByRole('navigation', { name: 'Docs sidebar' }).getByRole('link', { name: 'Query gallery' })).toBeVisible();
  expect(asked).not.toContain('/gallery/index.json');
});

testWithoutScripts('without JavaScript there is a link to each query', async ({ page }) => {
  await page.goto('/gallery/');
  const { entries } = await indexOf(page);
  const links = await page.locator('main a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(entries.map((entry) => entry.page).filter((path) => !links.includes(path))).toEqual([]);
});

const views = {
  list: '?q=cron&platform=linux&table=crontab&pick=linux-persistence/at_jobs&level=expert',
  pack: '?show=pack&pick=linux-persistence/ssh_keys_of_system_accounts,macos-persistence/ssh_keys_of_system_accounts,file-integrity/file_changes_by_process_linux,examples/thinking-as-a-detector/behaviour_of_cron_jobs',
  compare: '?show=compare&pick=linux-persistence/ssh_keys_of_system_accounts,linux-persistence/at_jobs',
};

for (const [view, address] of Object.entries(views)) {
  for (const look of looks) {
    test(`${view}, ${look.width} px, ${look.colorScheme}: axe finds nothing and nothing runs out of the page`, async ({ page }) => {
      await lookAt(page, look);
      await openGallery(page, address);
      if (view === 'list') {
        if (look.width < 768) await page.getByRole('button', { name: /^Filters/ }).click();
        await results(page).first().locator('summary').click();
        await expect(results(page).first().locator('pre')).toBeVisible();
      } else {
        await expect(page.locator('main pre').first()).toBeVisible();
      }
      await expectAccessible(page);
    });
  }
}
