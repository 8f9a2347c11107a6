import { allLooks, expectAccessible, lookAt, looks, open, test } from './site.ts';

/** A page of each type that needs no hand to be seen whole; the others have this in their own tests. */
const pages: Readonly<Record<string, string>> = {
  home: '/', quickstart: '/quickstart/', search: '/search/', docs: '/docs/concepts/log-names/',
  'packs index': '/packs/', pack: '/packs/linux-persistence/', coverage: '/packs/coverage/', 'stock packs': '/packs/coming-from-the-stock-packs/',
  'examples index': '/examples/', example: '/examples/joins/keys_of_every_user/', contributions: '/good-first-contributions/',
  'rules index': '/rules/', rule: '/rules/required-column/',
  'tables index': '/tables/', 'plain table': '/tables/processes/', 'table per user': '/tables/shell_history/', 'table with a required column': '/tables/hash/', 'evented table': '/tables/process_events/',
  'table with the key of another': '/tables/docker_container_stats/', 'table of Windows': '/tables/registry/', 'table of one row': '/tables/os_version/', 'table that is gone': '/tables/yara/',
};

for (const [kind, path] of Object.entries(pages)) {
  test(`${kind}: axe finds nothing and nothing runs out of the page`, async ({ page }) => {
    // The longest pages take axe a while.
    test.slow();
    await open(page, path);
    for (const look of kind === 'docs' ? allLooks : looks) {
      await lookAt(page, look);
      await test.step(`${look.width} px, ${look.colorScheme}`, () => expectAccessible(page));
    }
  });
}
