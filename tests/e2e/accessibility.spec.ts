import { expect } from '@playwright/test';
import { lookAt, looks, open, sitemapPaths, test, violations } from './site.ts';

/** One page of each type. */
const kinds: Readonly<Record<string, RegExp>> = {
  home: /^\/$/, quickstart: /\/quickstart/, 'packs index': /\/packs\/$|\/packs$/, pack: /\/packs\/linux-persistence/, 'examples index': /\/examples\/?$/,
  example: /\/examples\/[a-z-]+\/[a-z_]+/, 'rules index': /\/rules\/?$/, rule: /\/rules\/required-column/, docs: /\/docs\/concepts\/log-names/, search: /\/search/,
};

for (const [kind, pattern] of Object.entries(kinds)) {
  for (const look of looks) {
    test(`${kind}, ${look.colorScheme}, ${look.width} px: axe finds nothing`, async ({ page }) => {
      await lookAt(page, look);
      const path = sitemapPaths().find((candidate) => pattern.test(candidate)) ?? (kind === 'search' ? '/search' : undefined);
      expect(path, `no page of the kind ${kind}`).toBeDefined();
      await open(page, path!);
      expect(await violations(page)).toEqual([]);
    });
  }
}
