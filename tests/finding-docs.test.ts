import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../src/node/root.ts';
import { goodPack, goodQuery, repository, run } from './repository.ts';

// A finding that a page shows is what the check prints of such a file.
const file = 'packs/linux-persistence/cron_network.yml';
const query = goodQuery('cron_network', [[/ {4}SELECT [^]*?;\n/, '    SELECT\n      f.path,\n      f.mode,\n      f.mtime\n    FROM file AS f\n    WHERE f.mtime > 0;\n']]);

test.each([
  ['docs/contributing.md', '## 4. Check it'],
  ['docs/formats.md', '## What the check says'],
])('%s: the finding below "%s"', async (name, heading) => {
  const page = readFileSync(path.join(repositoryRoot, name), 'utf8');
  const shown = /^```text\n([^]*?)^```$/m.exec(page.slice(page.indexOf(`\n${heading}\n`)))![1]!;
  const root = repository({ 'packs/linux-persistence/pack.yml': goodPack.replace('small-pack', 'linux-persistence'), [file]: query });
  expect(shown).toContain(`${file}:`);
  expect((await run(root, 'check')).output).toContain(shown);
});
