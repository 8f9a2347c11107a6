import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { goodPack, goodQuery, repository, run } from './repository.ts';

const sql = `    WITH
      allowed (address, hostnames) AS (
        VALUES ('', '')
      ),
      allowed_names (hostnames) AS (
        VALUES ('localhost')
      )
    SELECT h.address, h.hostnames
    FROM etc_hosts AS h
    WHERE NOT EXISTS (
      SELECT 1 FROM allowed AS a
      WHERE a.address = h.address AND a.hostnames = h.hostnames
    )
      AND h.hostnames NOT IN (SELECT n.hostnames FROM allowed_names AS n);
`;
const tests = `  tests:
    - name: two names
      given: {etc_hosts: [{address: 192.0.2.1, hostnames: one}, {address: 192.0.2.2, hostnames: two}]}
      expect: [{address: 192.0.2.1, hostnames: one}, {address: 192.0.2.2, hostnames: two}]
    - name: one name
      given: {etc_hosts: [{address: 192.0.2.3, hostnames: three}]}
      expect: [{address: 192.0.2.3, hostnames: three}]
`;
const tunable = goodQuery('names', [[/query: \|\n(?: {4}.*\n)+/, `query: |\n${sql}`], [/ {2}tests:\n[^]*/, tests]]);

const content = { 'packs/small-pack/pack.yml': goodPack, 'packs/small-pack/names.yml': tunable, 'packs/small-pack/other.yml': goodQuery('other') };

const overlay = (queries: string, pack = 'small-pack') => `apiVersion: v1\nkind: overlay\nspec:\n  pack: ${pack}\n  queries:\n${queries.trimEnd().split('\n').map((line) => `    ${line}\n`).join('')}`;

const good = overlay(`
names:
  allowed:
    allowed:
      - {address: 192.0.2.9, hostnames: "it's ours", reason: The printer.}
    allowed_names:
      - {hostnames: printer, reason: The printer too.}
      - {hostnames: "a\\nb", reason: Two lines.}
  interval: 7200
  shard: 50
other:
  leave_out: true
  reason: Nobody reads it.`.trimStart());

/** A repository beside the overlay of a site, and a run of the command on both. */
async function tune(text: string | Record<string, string>, args: readonly string[] = [], files: Record<string, string> = content) {
  const root = repository(files);
  const site = repository(typeof text === 'string' ? { 'small-pack.yml': text } : text);
  rmSync(path.join(site, 'MAINTAINERS.yml'));
  const { code, output } = await run(root, 'build:packs', '--overlay', site, ...args);
  return { root, site, code, output: output.replaceAll(`${site}/`, 'site/') };
}

const read = (root: string, file: string) => readFileSync(path.join(root, 'tuned', file), 'utf8');

describe('a good overlay', () => {
  test('gives the artefacts of its pack, tuned and marked, in a folder of their own', async () => {
    const { root, code, output } = await tune(good);
    expect([code, output]).toEqual([0, expect.stringMatching(/^small-pack 0\.0\.0\+tuned\.[0-9a-f]{8}\n {2}names: 1 row added to allowed\. 2 rows added to allowed_names\. Interval changed from 3600 s to 7200 s\. Shard lowered from 100 % to 50 % of hosts\. Only the \.conf file holds the shard\.\n {2}other: left out\. Nobody reads it\.\ntuned: 6 files\n$/)]);
    const conf = JSON.parse(read(root, 'small-pack.conf'));
    expect(Object.keys(conf.queries)).toEqual(['names']);
    expect(conf.queries.names).toMatchObject({ interval: 7200, shard: 50, description: expect.stringMatching(/\(tuned: small-pack 0\.0\.0\+tuned\.[0-9a-f]{8}\)$/) });
    expect(conf.queries.names.query).toMatch(/^WITH allowed \(address, hostnames\) AS \( VALUES \('192\.0\.2\.9', 'it''s ours'\) \), allowed_names \(hostnames\) AS \( VALUES \('localhost'\), \('printer'\), \('a' \|\| char\(10\) \|\| 'b'\) \) SELECT /);
    const [query] = load(read(root, 'small-pack.gitops.yml')) as [{ query: string }];
    const other = sql.replaceAll(/^ {4}/gm, '').replace("('', '')", "('192.0.2.9', 'it''s ours')").replace("('localhost')", "('localhost'),\n           ('printer'),\n           ('a' || char(10) || 'b')");
    expect(query.query).toBe(other);
    expect(existsSync(path.join(root, 'static'))).toBe(false);
  });

  test('keeps what the pack promises: names, columns, logging, platforms and minimum osquery', async () => {
    const { root } = await tune(good);
    await run(root, 'build:packs');
    const promised = (file: string) => {
      const [{ queries }] = JSON.parse(readFileSync(path.join(root, file), 'utf8')).packs as [{ queries: Record<string, unknown>[] }];
      const { interval: _, ...rest } = queries.find(({ name }) => name === 'names')!;
      return rest;
    };
    expect(promised('tuned/catalog.json')).toEqual(promised('static/packs/catalog.json'));
  });

  test('gives the same bytes again, which --check compares', async () => {
    const { root, site } = await tune(good);
    expect(await run(root, 'build:packs', '--overlay', site, '--check')).toEqual({ code: 0, output: '' });
    writeFileSync(path.join(site, 'small-pack.yml'), good.replace('7200', '7201'));
    const { code, output } = await run(root, 'build:packs', '--overlay', site, '--check');
    expect([code, output]).toEqual([1, expect.stringContaining('tuned/small-pack.conf: different')]);
  });

  test('a pack that is tuned no more leaves the folder; files of others stay', async () => {
    const files = { ...content, 'packs/next-pack/pack.yml': goodPack.replace('small-pack', 'next-pack'), 'packs/next-pack/third.yml': goodQuery('third') };
    const { root, site } = await tune({ 'small-pack.yml': good, 'next-pack.yml': overlay('third: {interval: 60}', 'next-pack') }, [], files);
    expect(JSON.parse(read(root, 'catalog.json')).packs.map(({ name }: { name: string }) => name)).toEqual(['next-pack', 'small-pack']);
    writeFileSync(path.join(root, 'tuned/notes.txt'), 'mine');
    rmSync(path.join(site, 'next-pack.yml'));
    await run(root, 'build:packs', '--overlay', site);
    expect(['small-pack.conf', 'next-pack.conf', 'notes.txt'].map((file) => existsSync(path.join(root, 'tuned', file)))).toEqual([true, false, true]);
  });

  test('the reason of a row changes no byte of the artefacts', async () => {
    const { root } = await tune(good);
    const { root: again } = await tune(good.replace('The printer.', 'The printer on the second floor.'));
    expect(read(again, 'SHA256SUMS')).toBe(read(root, 'SHA256SUMS'));
  });
});

describe('what would blind a query', () => {
  test('a row that silences a test is an error, at that row', async () => {
    const { root, code, output } = await tune(overlay('names:\n  allowed:\n    allowed_names:\n      - {hostnames: printer, reason: x}\n      - {hostnames: three, reason: x}\n      - {hostnames: four, reason: x}'));
    expect(code).toBe(1);
    expect(output).toContain('site/small-pack.yml:10:13 error overlay\n  With this row, the test "one name" gives no row any more');
    expect(existsSync(path.join(root, 'tuned'))).toBe(false);
  });

  test('rows that do so only together are told at the last of them', async () => {
    const { code, output } = await tune(overlay('names:\n  allowed:\n    allowed:\n      - {address: 192.0.2.1, hostnames: one, reason: x}\n    allowed_names:\n      - {hostnames: two, reason: x}'));
    expect([code, output]).toEqual([1, expect.stringContaining('site/small-pack.yml:11:13 error overlay\n  With this row, the test "two names" gives no row any more')]);
  });

  test('a row that takes a part of a test is reported, and built', async () => {
    const { code, output } = await tune(overlay('names:\n  allowed:\n    allowed_names:\n      - {hostnames: two, reason: x}'));
    expect([code, output]).toEqual([0, expect.stringContaining('site/small-pack.yml:9:13 warning overlay\n  With this row, the test "two names" gives 1 of its 2 rows.')]);
  });

  test('the rules hold for what the overlay changes, at its places', async () => {
    const { code, output } = await tune(overlay('names: {interval: 5}'));
    expect([code, output]).toEqual([0, expect.stringContaining('site/small-pack.yml:6:23 warning interval\n  The query runs every 5 s')]);
  });
});

describe('what does not fit', () => {
  test.each<[what: string, queries: string, ...told: string[]]>([
    ['an unknown query', 'name: {interval: 60}', '6:5 error overlay\n  The pack small-pack has no query name.', '→ Write names.'],
    ['an unknown list', 'names: {allowed: {alowed: [{address: a, hostnames: b, reason: c}]}}', '6:23 error overlay\n  The query has no list of exceptions called alowed.', '→ Write allowed.'],
    ['a query without lists', 'other: {allowed: {allowed: [{address: a, reason: c}]}}', 'The query has no list of exceptions called allowed.', '→ It has none: leave the query out'],
    ['an unknown column', 'names: {allowed: {allowed_names: [{hostname: a, reason: c}]}}', '6:40 error overlay\n  The list allowed_names has no column hostname.', '→ Write hostnames', 'The row has no value for the column hostnames.'],
    ['a number for a text', 'names: {allowed: {allowed_names: [{hostnames: 12, reason: c}]}}', "6:51 error overlay\n  12 is a number, and the column holds texts.", "'12'"],
    ['no reason', 'names: {allowed: {allowed_names: [{hostnames: a}]}}', '.reason" is missing.'],
    ['leaving out without a reason', 'names: {leave_out: true}', '6:5 error overlay\n  The query is left out without a reason.'],
    ['leaving out and more', 'names: {leave_out: true, reason: x, interval: 60}', 'The query is left out, and interval would have no effect.'],
    ['nothing said of a query', 'names: {}', 'Nothing is said of the query.'],
    ['a reason alone', 'names: {reason: x}', 'Nothing is said of the query.'],
    ['everything left out', 'names: {leave_out: true, reason: x}\nother: {leave_out: true, reason: x}', '5:3 error overlay\n  The overlay leaves out every query of the pack.'],
    ['what the pack has already', 'names: {interval: 3600, shard: 100, allowed: {allowed_names: [{hostnames: localhost, reason: x}]}}', 'warning overlay\n  The interval is that of the pack.', 'The shard is that of the pack.', 'The list allowed_names has this row already.', '5:3 error overlay\n  The overlay changes nothing.'],
  ])('%s', async (_, queries, ...told) => {
    const { code, output, root } = await tune(overlay(queries));
    expect([code, existsSync(path.join(root, 'tuned'))]).toEqual([1, false]);
    for (const text of told) expect(output).toContain(text);
    expect(output).toContain('Nothing was built: mend the errors first.');
  });

  test.each<[what: string, from: RegExp, to: string, told: string]>([
    ['a list without a column list', /allowed_names \(hostnames\) AS \(\n.*\n/, "allowed_names AS (\n        SELECT '-' AS hostnames\n", 'The list allowed_names does not declare its columns.'],
    ['a list that is no VALUES list', /VALUES \('localhost'\)/, "SELECT 'localhost'", 'The list allowed_names is not a list of VALUES.'],
  ])('%s cannot be filled', async (_, from, to, told) => {
    const { code, output } = await tune(overlay('names: {allowed: {allowed_names: [{hostnames: a, reason: c}]}}'), [], { ...content, 'packs/small-pack/names.yml': tunable.replace(from, to) });
    expect([code, output]).toEqual([1, expect.stringContaining(told)]);
  });

  test('every file is told, and an unknown pack with the one that is meant', async () => {
    const { code, output } = await tune({ 'smal-pack.yml': overlay('names: {interval: 60}', 'smal-pack'), 'empty.yml': '', 'b.yaml': 'x', 'README.md': 'not looked at' });
    expect(code).toBe(1);
    for (const text of ['site/smal-pack.yml:4:9 error overlay\n  There is no pack smal-pack.', '→ Write small-pack.', 'site/empty.yml:1:1 error shape\n  The file is empty.', 'site/b.yaml:1:1 error shape', '3 errors in 3 files.']) expect(output).toContain(text);
  });

  test('errors of the content come first', async () => {
    const { code, output } = await tune(good, [], { ...content, 'packs/small-pack/other.yml': 'x' });
    expect([code, output]).toEqual([1, expect.stringContaining('packs/small-pack/other.yml:1:1 error shape')]);
  });
});

test('after an upgrade, a name that is gone is an error with its successor', async () => {
  const root = repository({ ...content, 'packs/small-pack/pack.yml': goodPack.replace('incubating', 'supported') });
  expect((await run(root, 'release', 'small-pack', '--date', '2026-11-20')).code).toBe(0);
  rmSync(path.join(root, 'packs/small-pack/names.yml'));
  writeFileSync(path.join(root, 'packs/small-pack/host_entries.yml'), tunable.replace('name: names', 'name: host_entries'));
  expect((await run(root, 'release', 'small-pack', '--date', '2026-11-21', '--note', 'A better name.')).code).toBe(0);
  const site = path.join(root, 'site');
  mkdirSync(site);
  writeFileSync(path.join(site, 'small-pack.yml'), good);
  const { code, output } = await run(root, 'build:packs', '--overlay', site);
  expect([code, output]).toEqual([1, expect.stringContaining('The query names was renamed to host_entries in 2.0.0.')]);
  expect(output).toContain('→ host_entries takes its place: move what still holds there, and drop it here.');
  writeFileSync(path.join(site, 'small-pack.yml'), good.replace('names:', 'host_entries:'));
  expect(await run(root, 'build:packs', '--overlay', site)).toEqual({ code: 0, output: expect.stringContaining('small-pack 2.0.0+tuned.') });
});

test('what is to go is told in time', async () => {
  const deprecated = tunable.replace('  purpose:', '  deprecated: {successor: small-pack/other, removed_in: 2.0.0, reason: The other tells more.}\n  purpose:');
  const { code, output } = await tune(overlay('names: {interval: 60}'), [], { ...content, 'packs/small-pack/names.yml': deprecated });
  expect([code, output]).toEqual([0, expect.stringContaining('site/small-pack.yml:6:5 warning overlay\n  The query goes in 2.0.0.')]);
  expect(output).toContain('→ Move to small-pack/other before you upgrade to it.');
});

describe('wrong use', () => {
  test('--out alone, and folders that cannot be used', async () => {
    const root = repository(content);
    expect(await run(root, 'build:packs', '--out', 'x')).toMatchObject({ code: 2 });
    expect(await run(root, 'build:packs', '--overlay', '')).toMatchObject({ code: 2 });
    expect(await run(root, 'build:packs', '--overlay', path.join(root, 'nothing'))).toEqual({ code: 1, output: expect.stringContaining('cannot be read: it is not there.') });
    expect(await run(root, 'build:packs', '--overlay', path.join(root, 'packs'))).toEqual({ code: 1, output: expect.stringContaining('holds no overlay') });
  });

  test('the published packs and files of others are never overwritten', async () => {
    const { root, site } = await tune(good);
    await run(root, 'build:packs');
    const published = readFileSync(path.join(root, 'static/packs/small-pack.conf'), 'utf8');
    for (const out of ['static/packs', 'static', 'static/tuned']) {
      expect(await run(root, 'build:packs', '--overlay', site, '--out', path.join(root, out))).toEqual({ code: 1, output: expect.stringContaining('lies in static, where the published packs are.') });
    }
    expect(readFileSync(path.join(root, 'static/packs/small-pack.conf'), 'utf8')).toBe(published);
    expect(await run(root, 'build:packs', '--overlay', site, '--out', path.dirname(root))).toEqual({ code: 1, output: expect.stringContaining('holds the repository.') });
    cpSync(path.join(root, 'static/packs'), path.join(root, 'copy'), { recursive: true });
    expect(await run(root, 'build:packs', '--overlay', site, '--out', path.join(root, 'copy'))).toEqual({ code: 1, output: expect.stringContaining('is there already, and no tuned build wrote it.') });
    mkdirSync(path.join(root, 'mine'));
    writeFileSync(path.join(root, 'mine/small-pack.conf'), 'mine');
    expect(await run(root, 'build:packs', '--overlay', site, '--out', path.join(root, 'mine'))).toEqual({ code: 1, output: expect.stringContaining('small-pack.conf is there already, and no tuned build wrote it.') });
    expect(readFileSync(path.join(root, 'mine/small-pack.conf'), 'utf8')).toBe('mine');
  });

  test('an --out that is a file', async () => {
    const { root, site } = await tune(good);
    expect(await run(root, 'build:packs', '--overlay', site, '--out', path.join(root, 'MAINTAINERS.yml'))).toEqual({ code: 1, output: expect.stringMatching(/MAINTAINERS\.yml.*: a part of its path is a file\.\n$/) });
  });

  test('the help tells where the files go', async () => {
    const { code, output } = await run(repository({}), 'build:packs', '--help');
    expect([code, output]).toEqual([0, expect.stringContaining('--overlay <folder>')]);
    expect(output).toContain('tuned/ where left out, never in static/');
  });
});
