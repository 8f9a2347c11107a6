import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';
import { open, sitemapPaths, test } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One page of each type. */
const kinds: Readonly<Record<string, RegExp>> = {
  home: /^\/$/, quickstart: /\/quickstart/, 'packs index': /\/packs\/$|\/packs$/, pack: /\/packs\/linux-persistence/, 'examples index': /\/examples\/?$/,
  example: /\/examples\/[a-z-]+\/[a-z_]+/, 'rules index': /\/rules\/?$/, rule: /\/rules\/required-column/, docs: /\/docs\/concepts\/log-names/, search: /\/search/,
};

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

for (const [kind, pattern] of Object.entries(kinds)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      test(`${kind}, ${colorScheme}, ${width} px: axe finds nothing`, async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 900 });
        const path = sitemapPaths().find((candidate) => pattern.test(candidate)) ?? (kind === 'search' ? '/search' : undefined);
        expect(path, `no page of the kind ${kind}`).toBeDefined();
        await open(page, path!);
        await page.evaluate(axe);
        const violations = await page.evaluate(async () => (await (window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe.run()).violations);
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      });
    }
  }
}
