import { expect } from '@playwright/test';
import { expectAccessible, lookAt, looks, open, test, testWithoutScripts, watch } from './site.ts';

const path = '/docs/concepts/epochs-and-counters/';

test('an experiment is run with the keyboard, and what came of it is read out', async ({ page }) => {
  const misdeeds = watch(page);
  await open(page, path);
  const demonstration = page.getByRole('region', { name: /demonstration/i });
  await demonstration.getByLabel('Experiment').selectOption({ label: 'Another name' });
  await expect(demonstration.getByRole('status')).toContainText('The query is renamed from sudoers_files to sudo_files.');
  await demonstration.getByLabel('Experiment').focus();
  await page.keyboard.press('Tab');
  await expect(demonstration.getByRole('button', { name: 'Run the query' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(demonstration.getByRole('status')).toContainText('Run 3: 10-admins, README, 90-deploy added, counter 0, epoch 0. Nothing is stored under pack_example_sudo_files');
  await expect(demonstration.getByText('newest', { exact: true })).toHaveCount(1);
  await expect(demonstration.getByText('"counter":0').first()).toBeVisible();
  await expect(demonstration.getByText('held open: no removed line will come')).toHaveCount(3);
  expect(misdeeds).toEqual({ errors: [], foreign: [] });
});

test('host, pack and daemon are the reader’s to change', async ({ page }) => {
  await open(page, path);
  const demonstration = page.getByRole('region', { name: /demonstration/i });
  const status = demonstration.getByRole('status');
  const run = demonstration.getByRole('button', { name: 'Run the query' });
  await run.click();
  await expect(status).toContainText('Run 1: 10-admins, README added, counter 0, epoch 0.');
  await demonstration.getByRole('checkbox', { name: '90-deploy' }).check();
  await expect(demonstration.getByText('not logged yet')).toBeVisible();
  await run.click();
  await expect(status).toContainText('Run 2: 90-deploy added, counter 1');
  await demonstration.getByRole('checkbox', { name: /mode/ }).check();
  await run.click();
  await expect(status).toContainText('3 gone, 3 new');
  await demonstration.getByRole('button', { name: 'Raise schedule_epoch to 1' }).click();
  await run.click();
  await expect(status).toContainText('The stored epoch is 0 and schedule_epoch is 1');
  await demonstration.getByLabel('osquery', { exact: true }).selectOption('5.7.0');
  await demonstration.getByLabel('SQL').selectOption('filter');
  await run.click();
  await expect(status).toContainText('Before osquery 5.8.0 that sets the counter to 0');
  await demonstration.getByRole('button', { name: 'Stop osquery for 8 days' }).click();
  await run.click();
  await expect(status).toContainText('was older than 6 days and 20.5 hours');
  await demonstration.getByRole('checkbox', { name: /file_events/ }).check();
  await run.click();
  await expect(status).toContainText('Nothing is compared');
  await demonstration.getByLabel('Logging').selectOption('snapshot');
  await run.click();
  await expect(status).toContainText('A snapshot');
  await demonstration.getByRole('button', { name: 'Set up again' }).click();
  await expect(status).toContainText('Nothing has run yet.');
});

testWithoutScripts('the experiments read without JavaScript', async ({ page }) => {
  await page.goto(path);
  await expect(page.getByText('needs JavaScript')).toBeVisible();
  await expect(page.getByRole('row', { name: /Another schedule_epoch/ })).toContainText('Counter 0, epoch 1: 10-admins, README, 90-deploy added');
  await page.goto('/docs/versioning/');
  await expect(page.getByRole('row', { name: /Query renamed/ })).toContainText('Re-key on');
});

for (const look of looks) {
  test(`${look.width} px, ${look.colorScheme}: axe finds nothing, and nothing runs out of the page`, async ({ page }) => {
    await lookAt(page, look);
    await open(page, path);
    const demonstration = page.getByRole('region', { name: /demonstration/i });
    await demonstration.getByLabel('Experiment').selectOption('name');
    await demonstration.getByRole('button', { name: 'Run the query' }).click();
    await expectAccessible(page);
  });
}
