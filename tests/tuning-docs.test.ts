import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import init from '@sqlite.org/sqlite-wasm';
import { load, loadAll } from 'js-yaml';
import { beforeAll, expect, test } from 'vitest';
import { Engine } from '../src/engine/engine.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { latestVersion } from '../src/osquery/schema.ts';
import { loggedRows } from '../src/rules/outcomes.ts';
import { repository, run } from './repository.ts';

// What docs/tuning.md shows is what the commands print for the pack as it is.
const page = readFileSync(path.join(repositoryRoot, 'docs/tuning.md'), 'utf8');

/** The code blocks of one language, in order. */
function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);
}

const [row] = blocks('json').map((text) => JSON.parse(text) as Record<string, string>);
const [overlay, tooBroad] = blocks('yaml');
const [built, silenced, renamed] = blocks('text');
const [publishedList, tunedList] = blocks('sql');

/** The pack with what its tests need, and the overlay of the page beside it. */
function site(text: string): { root: string; folder: string } {
  const root = repository({});
  for (const folder of ['packs/linux-persistence', 'examples/hosts/linux-server', 'MAINTAINERS.yml']) cpSync(path.join(repositoryRoot, folder), path.join(root, folder), { recursive: true });
  const folder = path.join(root, 'site');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'linux-persistence.yml'), text);
  return { root, folder };
}

async function build(root: string, folder: string): Promise<{ code: number; output: string }> {
  const { code, output } = await run(root, 'build:packs', '--overlay', folder);
  return { code, output: output.replaceAll(`${folder}/`, 'site/') };
}

/** A text in which versions do not matter: a release must not make the page wrong. */
const anyVersion = (text: string) => text.replaceAll(/\b\d+\.\d+\.\d+\b/g, '#');

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(init);
});

/** What a query logs of the crontab entry of the page. */
function logged(sql: string): Record<string, string>[] {
  const { reason: _, ...entry } = row!;
  const result = engine.run(sql, { platform: 'linux', version: latestVersion }, new Map([['crontab', [new Map(Object.entries(entry))]]]));
  expect(result.error).toBeNull();
  return loggedRows(result);
}

function publishedSql(): string {
  const file = path.join(repositoryRoot, 'packs/linux-persistence/suspicious_cron_entries.yml');
  return (load(readFileSync(file, 'utf8')) as { spec: { query: string } }).spec.query;
}

test('the published query gives the row of the page, and has the list that it shows', () => {
  expect(logged(publishedSql())).toEqual([row]);
  expect(publishedSql()).toContain(publishedList);
});

test('the overlay builds with the output of the page, and the row is gone', async () => {
  const { root, folder } = site(overlay!);
  const { code, output } = await build(root, folder);
  expect([code, anyVersion(output)]).toEqual([0, anyVersion(built!)]);
  const [mark] = /\+tuned\.[0-9a-f]{8}/.exec(built!)!;
  expect(page.match(/\+tuned\.[0-9a-f]{8}/g)!.every((other) => other === mark)).toBe(true);
  const queries = loadAll(readFileSync(path.join(root, 'tuned/linux-persistence.fleet.yml'), 'utf8')) as { spec: { name: string; query: string } }[];
  const { query } = queries.find(({ spec }) => spec.name.endsWith('/suspicious_cron_entries'))!.spec;
  expect(query).toBe(publishedSql().replace(publishedList!.replace('WITH\n', ''), tunedList!));
  expect(logged(query)).toEqual([]);
});

test('the row that is too broad gives the error of the page', async () => {
  const { root, folder } = site(overlay! + tooBroad!);
  const { code, output } = await build(root, folder);
  expect([code, output]).toEqual([1, expect.stringContaining(silenced!)]);
});

test('after the rename of the page, the overlay gives its error', async () => {
  const { root, folder } = site(overlay!);
  const pack = path.join(root, 'packs/linux-persistence');
  const text = readFileSync(path.join(pack, 'at_jobs.yml'), 'utf8');
  writeFileSync(path.join(pack, 'waiting_at_jobs.yml'), text.replace('name: at_jobs', 'name: waiting_at_jobs'));
  rmSync(path.join(pack, 'at_jobs.yml'));
  expect((await run(root, 'release', 'linux-persistence', '--date', '2099-01-01', '--note', 'A better name.')).code).toBe(0);
  const { code, output } = await build(root, folder);
  expect([code, anyVersion(output)]).toEqual([1, expect.stringContaining(anyVersion(renamed!))]);
});
