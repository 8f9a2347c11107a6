import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { goodPack, goodQuery, repository, run } from './repository.ts';

const git = (root: string, ...args: string[]) => spawnSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: root, encoding: 'utf8' });

function committed(root: string): string {
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'one');
  return root;
}

const clones: string[] = [];
afterEach(() => {
  for (const folder of clones.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Entries = Readonly<Record<string, object>>;
const uptime = { query: 'SELECT days, hours FROM uptime;', interval: 3600 };
const users = { query: 'SELECT uid, username, uid + 1 AS next FROM users;', interval: '60', platform: 'posix', version: '5' };
const conf = (queries: Entries, more: object = {}) => JSON.stringify({ ...more, queries }, null, 2);

async function compare(before: string, after: string, ...options: string[]): Promise<string> {
  const root = repository({ 'old.conf': before, 'new.conf': after });
  const { code, output } = await run(root, 'diff', path.join(root, 'old.conf'), path.join(root, 'new.conf'), ...options);
  expect([code, output]).toEqual([0, output]);
  return output.replaceAll(`${root}/`, '');
}

test('two pack files of osquery are compared by meaning, with what a fleet logs', async () => {
  const output = await compare(conf({ uptime, users }), conf({ uptime: { ...uptime, query: 'select days from uptime' }, accounts: users }));
  expect(output).toContain('new old.conf → new.conf (major)\n');
  expect(output).toContain('    Query renamed from users to accounts (a guess: the SQL is the same).\n');
  expect(output).toContain('    Column hours removed.\n');
  expect(output).toContain('Re-key on pack_new_accounts');
  expect(output).toContain('Note: A .conf does not tell how many rows a host has. One row a query is assumed');
  expect(output).not.toMatch(/version|Minimum|Platform/);
});

test('what is written differently and means the same is no change', async () => {
  const other = '# comment\n{"queries": {"users": {"query": "SELECT uid, username, uid + 1 AS next \\\n FROM users;", "interval": "60s", "platform": "linux,darwin", "version": "5.0.0", "removed": "true", "snapshot": 0}}}';
  expect(await compare(conf({ users }), other)).toMatch(/^new .*\(patch\)\n {2}users\n {4}SQL written differently, with the same meaning\.\n/);
  expect(await compare(conf({ users }), conf({ users: { removed: true, ...users } }))).toBe('No change.\n');
});

test('what osquery makes of a value is compared, and told where it is not what it looks like', async () => {
  const output = await compare(conf({ uptime, users }), conf({ uptime: { ...uptime, interval: '1h' }, users: { ...users, platform: 'macos', version: 'v5' } }));
  expect(output).toContain('Interval changed from 3600 s to 1 s.');
  expect(output).toContain('Query removed.');
  expect(output).toContain('Note: new.conf:5:19: new/uptime: osquery reads the interval "1h" as 1 second: only its leading digits count.');
  expect(output).toMatch(/Note: new\.conf:10:\d+: new\/users: No osquery matches the platform "macos"/);
});

test('a new query that osquery would not run is told, and an old one of the kind is not', async () => {
  const lost = { ...uptime, platform: 'macos' };
  const output = await compare(conf({ uptime, lost }), conf({ uptime, lost, late: { ...uptime, interval: 0 } }));
  expect(output).toMatch(/^No change\.\n\nNote: new\.conf:14:19: new\/late: osquery skips the query, because its interval 0 is not 1 to 604800 seconds\. .*\n$/);
});

test('SQL that does not compile is told, and only where its query changed', async () => {
  const launchd = { query: 'SELECT path FROM launchd;', interval: 60 };
  const broken = { query: 'SELECT nosuch FROM uptime;', interval: 60 };
  const output = await compare(conf({ launchd, broken, uptime: broken }), conf({ launchd: { ...launchd, interval: 61 }, broken: { ...broken, interval: 61 }, uptime: broken }));
  expect(output).toContain('Note: new.conf: new/launchd: It does not compile on linux (no such table: launchd), windows (no such table: launchd), which is not counted among its platforms.');
  expect(output).toMatch(/Note: old\.conf: new\/broken: It does not compile on osquery [\d.]+ \(no such column: nosuch\), so its columns are unknown\./);
  expect(output).not.toContain('uptime: It');
});

test('a whole configuration is compared pack by pack, with packs in files and in globs', async () => {
  const one = (interval: number) => JSON.stringify({ schedule: { uptime: { ...uptime, interval } }, packs: { here: 'packs-a/here.conf', '*': 'packs-b/*', gone: '/nowhere/gone.conf' } });
  const root = repository({ 'a/osquery.conf': one(60), 'a/packs-a/here.conf': conf({ users }), 'a/packs-b/more.conf': conf({ uptime }), 'b/osquery.conf': one(61), 'b/packs-a/here.conf': conf({ users, uptime }), 'b/packs-b/more.conf': conf({ uptime: { ...uptime, snapshot: true } }) });
  const { output } = await run(root, 'diff', path.join(root, 'a/osquery.conf'), path.join(root, 'b/osquery.conf'), '--format', 'json');
  const report = JSON.parse(output) as { packs: { pack: string; part: string; changes: { text: string }[] }[]; notes: string[] };
  expect(report.packs.map(({ pack, part, changes }) => [pack, part, changes.map(({ text }) => text)])).toEqual([
    ['here', 'minor', ['Query added.']],
    ['main', 'patch', ['Interval changed from 60 s to 61 s.']],
    ['more', 'major', ['Logging changed from differential to snapshot.']],
  ]);
  expect(report.notes.filter((note) => note.includes('There is no file /nowhere/gone.conf'))).toHaveLength(2);
});

test('another pack_delimiter is told, for it renames every log', async () => {
  const one = (options: object) => JSON.stringify({ options, packs: { p: { queries: { uptime } } } });
  expect(await compare(one({}), one({ pack_delimiter: '/' }))).toBe('No change.\n\nNote: The pack_delimiter is another one: every query of a pack logs under a new name, such as pack/p/uptime in place of pack_p_uptime, and sends all its rows anew.\n');
});

test('our own packs are compared with their artefacts, as folders, revisions, and files of revisions', async () => {
  const root = repository({ 'packs/small-pack/pack.yml': goodPack, 'packs/small-pack/host_names.yml': goodQuery() });
  await run(root, 'build:packs');
  committed(root);
  const file = path.join(root, 'static/packs/small-pack.conf');
  expect((await run(root, 'diff', file, root)).output).toBe('No change.\n');
  expect((await run(root, 'diff', 'HEAD', file)).output).toBe('No change.\n');
  expect((await run(root, 'diff', 'HEAD:static/packs/small-pack.conf', path.join(root, 'static/packs'))).output).toBe('No change.\n');
  const other = repository({ 'small-pack-1.2.3.conf': conf({}, { queries: 1 }).replace('{}', JSON.stringify({ host_names: uptime })) });
  expect((await run(root, 'diff', path.join(other, 'small-pack-1.2.3.conf'), 'HEAD')).output).toContain('Logging changed from differential to snapshot.');
});

test('names and texts from elsewhere bring no markup, no mention and no control character', async () => {
  const name = '`<img src=x> @someone\n# \u001b[31m';
  const hostile = { [name]: uptime, 'a\u0000b': { ...uptime, interval: 0 } };
  const markdown = await compare(conf({ uptime: users }), conf({ uptime: users, ...hostile }), '--format', 'markdown');
  // Within code a mention and a tag are letters like others.
  expect(markdown.replace(/``? .*? ``?|`[^`\n]*`/g, '')).not.toMatch(/@someone|(?<!\\)<img|\u001b|^# /m);
  expect(await compare(conf({ uptime: users }), conf(hostile))).not.toMatch(/\u001b|\n# /);
});

test('a change of one query is told in a few lines, however large the pack', async () => {
  const many = (interval: number) => conf(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`q${index}`, { ...uptime, interval: index === 50 ? interval : 60, platform: 'macos, linux' }])));
  expect((await compare(many(60), many(61))).split('\n').length).toBeLessThan(12);
});

test.each<[what: string, content: string, told: RegExp]>([
  ['not JSON', '{"queries": {,}}', /^\S+:1:14: A key is missing\. osquery loads nothing of it: "Error parsing the "old" pack JSON"\./],
  ['empty', '', /^\S+:1:1: The file holds nothing but comments and blanks/],
  ['YAML', 'queries:\n  a: 1\n', /1:1: A value is missing/],
  ['an array', '[]', /The pack is \[\] and no object/],
  ['not a pack', '{"name": "x", "version": "1.0.0"}', /osquery finds no query in it\. \S+:1:1: The pack has no "queries"/],
  ['a pack without queries', '{"queries": {}}', /osquery finds no query in it\.\n$/],
  ['a configuration without packs', '{"schedule": {}}', /osquery finds no query in it\.\n$/],
])('a file that is %s', async (_, content, told) => {
  const root = repository({ 'old.conf': content, 'new.conf': conf({ uptime }) });
  const { code, output } = await run(root, 'diff', path.join(root, 'old.conf'), path.join(root, 'new.conf'));
  expect([code, output]).toEqual([1, expect.stringMatching(told)]);
});

test('what is not there', async () => {
  const root = committed(repository({ 'packs/small-pack/pack.yml': goodPack, 'packs/small-pack/host_names.yml': goodQuery(), 'other.conf': conf({ uptime }), 'empty/README.md': 'x' }));
  const told = async (before: string, after = 'HEAD') => {
    const { code, output } = await run(root, 'diff', before, after);
    return [code, output.replaceAll(`${root}/`, '').trimEnd()];
  };
  expect(await told('nothing.conf')).toEqual([1, 'There is no file "nothing.conf".']);
  expect(await told('nothing')).toEqual([1, 'git knows no revision "nothing".']);
  expect(await told('HEAD:nothing.conf')).toEqual([1, 'The revision "HEAD" has no file "nothing.conf".']);
  expect(await told('nothing:other.conf')).toEqual([1, 'git knows no revision "nothing".']);
  expect(await told(path.join(root, 'empty'))).toEqual([1, 'empty: there is neither a folder packs nor a .conf file in it.']);
  expect(await told(path.join(root, 'other.conf'))).toEqual([1, 'other.conf is the pack "other" by its name, and HEAD has none of that name; it has: small-pack. Name the file after the pack.']);
});

test('a shallow clone, a folder without git, and a link in a revision', async () => {
  const root = committed(repository({ 'packs/small-pack/pack.yml': goodPack, 'packs/small-pack/host_names.yml': goodQuery() }));
  symlinkSync('host_names.yml', path.join(root, 'packs/small-pack/link.yml'));
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'two');
  const clone = mkdtempSync(path.join(tmpdir(), 'osquery-packs-'));
  clones.push(clone);
  git(clone, 'clone', '-q', '--depth', '1', `file://${root}`, '.');
  expect((await run(clone, 'diff', 'HEAD^1', 'HEAD')).output).toBe('git knows no revision "HEAD^1". This clone is shallow: git fetch --unshallow brings the whole history; in a workflow, give actions/checkout fetch-depth: 0.\n');
  expect((await run(root, 'diff', 'HEAD^1', 'HEAD')).output).toBe('HEAD: packs/small-pack/link.yml:1:1: The file is a symbolic link. Replace the link with the file itself, or delete it. Mend it, or compare another state.\n');
  const bare = mkdtempSync(path.join(tmpdir(), 'osquery-packs-'));
  clones.push(bare);
  expect((await run(bare, 'diff', 'HEAD', 'HEAD')).output).toMatch(/^There is no file or folder "HEAD", and git revisions cannot be read here: fatal: not a git repository/);
});
