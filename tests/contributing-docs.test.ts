import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../src/node/root.ts';
import { repository, run } from './repository.ts';

// The walk of docs/contributing.md is replayed: each command is run, and prints what the page shows.
const page = readFileSync(path.join(repositoryRoot, 'docs/contributing.md'), 'utf8');
const walk = page.slice(page.indexOf('## 2. A new query'), page.indexOf('## 3. '));
const blocks = [...walk.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language, text]) => ({ language: language!, text: text! }));
const file = 'packs/host-inventory/search_domains.yml';

/** A text in which versions do not matter: a release must not make the page wrong. */
const anyVersion = (text: string) => text.replaceAll(/\b\d+\.\d+\.\d+\b/g, '#');

/** The arguments behind `npm run`, as a shell would part them. */
function argumentsOf(line: string): string[] {
  const [, command, rest = ''] = /^npm run ([\w:-]+)(?: -- (.*))?$/.exec(line)!;
  return [command!, ...[...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!)];
}

test('the commands of the walk print what it shows, and end in a check without errors', async () => {
  const root = repository({});
  for (const folder of ['packs/host-inventory', 'examples/hosts', 'MAINTAINERS.yml']) cpSync(path.join(repositoryRoot, folder), path.join(root, folder), { recursive: true });
  let output = '';
  let commands = 0;
  const yaml = [(text: string) => expect(text).toBe(readFileSync(path.join(root, file), 'utf8')), (text: string) => writeFileSync(path.join(root, file), text)];
  for (const { language, text } of blocks) {
    if (language === 'yaml') yaml.shift()!(text);
    else if (language === 'text') expect(anyVersion(output)).toContain(anyVersion(text));
    else if (text.startsWith('npm run ')) {
      ({ output } = await run(root, ...argumentsOf(text.trim())));
      commands++;
    }
  }
  expect([yaml, commands]).toEqual([[], 5]);
  expect((await run(root, 'check')).code).toBe(0);
  expect((await run(root, 'build:packs', '--check')).code).toBe(0);
});

test('the page tells how many commands there are', () => {
  const lines = blocks.filter(({ language }) => language === 'shell').flatMap(({ text }) => text.trim().split('\n'));
  const before = ['git clone', 'npm start'];
  expect(walk).toContain(`${lines.length + before.length + 1} commands`);
});
