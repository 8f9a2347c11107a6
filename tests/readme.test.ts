import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anywhere } from '../src/node/commands/anywhere.ts';
import { inCheckout } from '../src/node/commands/in-checkout.ts';
import { repositoryRoot } from '../src/node/root.ts';

const readme = readFileSync(path.join(repositoryRoot, 'README.md'), 'utf8');
const named = [...readme.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text!);
const { dependencies, devDependencies, scripts } = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;

test.each(Object.keys({ ...dependencies, ...devDependencies }))('the table of dependencies gives a reason for %s', (name) => {
  expect(named.some((entry) => entry === name || (entry.endsWith('/*') && name.startsWith(entry.slice(0, -1))))).toBe(true);
});

test('every command it names is there', () => {
  const commands = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  expect(commands.filter((name) => !Object.hasOwn(scripts!, name))).toEqual([]);
});

test('it names every command', () => {
  expect(Object.keys(scripts!).filter((name) => !new RegExp(`npm (run )?${name}(?![\\w:-])`).test(readme))).toEqual([]);
});

test.each(Object.entries({ ...anywhere, ...inCheckout }))('the help of %s and the documentation tell of each of its options', async (_, load) => {
  const { help, options } = await load();
  const docs = path.join(repositoryRoot, 'docs');
  const told = readme + readdirSync(docs).filter((name) => name.endsWith('.md')).map((name) => readFileSync(path.join(docs, name), 'utf8')).join('');
  expect(Object.keys(options).filter((name) => !help.includes(`--${name}`) || !told.includes(`--${name}`))).toEqual([]);
});

test('the layout names every room', () => {
  const rooms = readdirSync(path.join(repositoryRoot, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const ofTheSite = ['components', 'css', 'pages', 'playground', 'site-plugins', 'theme'];
  expect(rooms.filter((name) => !ofTheSite.includes(name) && !named.includes(`src/${name}`))).toEqual([]);
});
