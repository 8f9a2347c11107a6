import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../src/node/root.ts';

const read = (file: string) => readFileSync(path.join(repositoryRoot, file), 'utf8');
const labels = load(read('.github/labels.yml')) as { name: string; color: string; description: string }[];
const names = labels.map(({ name }) => name);

test('each label has what a hosting platform takes: a name, a colour, and a description that is shown whole', () => {
  expect(new Set(names).size).toBe(names.length);
  for (const { name, color, description } of labels) expect([name, /^[0-9a-f]{6}$/.test(color), description.length > 0 && description.length <= 100]).toEqual([name, true, true]);
});

test('the forms of issues set labels that there are', () => {
  const folder = '.github/ISSUE_TEMPLATE';
  const used = readdirSync(path.join(repositoryRoot, folder)).flatMap((file) => (load(read(`${folder}/${file}`)) as { labels?: string[] }).labels ?? []);
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((name) => !names.includes(name))).toEqual([]);
});

test('the page for maintainers explains every label, and no other', () => {
  const page = read('docs/maintaining.md');
  const table = page.slice(page.indexOf('## Labels'), page.indexOf('## What the machine tells'));
  expect([...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name)).toEqual(names);
});
