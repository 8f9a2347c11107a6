import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { requireGenerated } from './generated.ts';

let folder: string;

function write(path: string, content: unknown): void {
  const file = join(folder, '.generated', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'generated-'));
  for (const page of ['quickstart', 'questions', 'packs/index', 'examples/index', 'rules/index', 'tables/index']) write(`pages/${page}.md`, '# Title');
  write('home.json', { title: 'Which?', sql: 'SELECT 1 AS a;', host: 'linux-server', columns: ['a'], rows: [['1']], example: '/examples/first/which/' });
  write('site-facts.json', { packs: 1, queries: 1, examples: 1, tests: 1, rules: 1, osqueryVersion: '5.23.1' });
  write('prism-osquery.json', { tables: ['users'], functions: ['split'], pages: { 'Table on Linux': ['users'] } });
  write('playground.json', { hosts: [{ name: 'linux-server', platform: 'linux', file: 'hosts/linux-server.json' }], versions: ['5.23.1'] });
  write('questions.json', [{ question: 'Who is there?', anchor: 'who_is_there', theme: 'Users', platforms: ['linux'], words: 'accounts' }]);
  write('starting-questions.json', []);
  write('sql-hosts.json', { 'SELECT 1;': 'linux-server' });
  write('gallery-list.json', [{ title: 'Hosts', queries: [{ name: 'hosts', page: '/packs/hosts/#hosts' }] }]);
});

afterEach(() => rmSync(folder, { recursive: true }));

it('is content with what the page generator writes', () => {
  expect(() => requireGenerated(folder)).not.toThrow();
});

it.each(['pages/packs/index.md', 'home.json', 'site-facts.json', 'prism-osquery.json', 'playground.json', 'questions.json', 'starting-questions.json', 'sql-hosts.json'])('names %s where it is missing, and the command that makes it', path => {
  rmSync(join(folder, '.generated', path));
  expect(() => requireGenerated(folder)).toThrow(new RegExp(`\\.generated/${path} is missing\\. .*npm run build`));
});

it('says what is wrong with a file', () => {
  write('site-facts.json', { packs: 'many' });
  expect(() => requireGenerated(folder)).toThrow(/site-facts\.json is not as the site expects it:[\s\S]*packs/);
  write('site-facts.json', '{');
  expect(() => requireGenerated(folder)).toThrow(/site-facts\.json is not JSON/);
});
