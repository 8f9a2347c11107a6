import { existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readForeign } from '../src/content/foreign/index.ts';
import { main } from '../src/node/cli.ts';

let folder: string;
let out: string[];
let errors: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'packs-'));
  [out, errors] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void out.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => void errors.push(text));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function write(name: string, value: unknown): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value, null, 1));
  return file;
}

const pack = {
  description: 'Some queries', discovery: ["select 1 from os_version where platform = 'debian'"], options: { a: 1 }, file_paths: { etc: ['/etc/%%'] },
  queries: {
    'Open-Ports': { query: 'select p.name, l.port from listening_ports l join processes p using (pid)', interval: 60, value: 'Who listens', shard: 10, platform: 'posix' },
    broken: { query: 'select nosuch from uptime', interval: 60 },
    everywhere: { query: 'select pid, fd from process_open_files -- c', snapshot: true, interval: 604800, description: 'Open files.' },
  },
};

describe('check with paths', () => {
  test('gives findings, verdicts and the exit code', async () => {
    const file = write('p.conf', pack);
    expect(await main(['check', file, '--queries'])).toBe(1);
    const text = out.join('\n');
    expect(text).toContain(`${file}:23:21 error sql-compiles`);
    expect(text).toMatch(/pack_p_Open-Ports +runs on darwin, linux; osquery [\d.]+; cost/);
    expect(text).toContain('3 queries: 1 compiles on every platform it is for, 1 on some of them, 1 on none.');
  });

  test('as JSON, for one osquery and one platform, with the findings of each query', async () => {
    await main(['check', write('p.conf', pack), '--format', 'json', '--osquery', '5.0.1', '--platform', 'linux']);
    const { queries } = JSON.parse(out.join('')) as { queries: { query: string; platforms: object; findings: { rule: string }[]; format: string; log_name: string; flags: object }[] };
    expect(queries.map(({ query, platforms, format }) => [query, Object.keys(platforms), format])).toEqual([['Open-Ports', ['linux'], 'osquery'], ['broken', ['linux'], 'osquery'], ['everywhere', ['linux'], 'osquery']]);
    expect(queries[1]!.findings.map(({ rule }) => rule)).toEqual(['sql-compiles']);
    expect(queries[2]!.findings.map(({ rule }) => rule)).not.toContain('sql-compiles');
  });

  test('reads folders, follows no links in them, and tells a named file that is no pack', async () => {
    write('in/a.sql', 'select 1 as a');
    write('in/node_modules/b.sql', 'select 1 as b');
    write('in/readme.md', 'select');
    symlinkSync(folder, path.join(folder, 'in/loop'));
    expect(await main(['check', path.join(folder, 'in')])).toBe(0);
    expect(out.join('')).toContain('1 query: 1 compile');
    expect(await main(['check', write('package.json', '{}')])).toBe(1);
    expect(await main(['check', path.join(folder, 'none.conf')])).toBe(1);
    expect(errors.join('')).toContain('none.conf cannot be read: it is not there.');
    expect(await main(['check', '--osquery', '5.0.1'])).toBe(2);
    mkdirSync(path.join(folder, 'empty'));
    expect(await main(['check', path.join(folder, 'empty')])).toBe(1);
    expect(errors.join('')).toContain('empty holds no file that may be a pack');
  });

  test('a pack that names a file elsewhere on the host does not have it read', async () => {
    const secret = write('secret/s.conf', { queries: { secret: { query: 'select 1', interval: 1 } } });
    const beside = write('c/packs/b.conf', { queries: { beside: { query: 'select 1', interval: 1 } } });
    const config = write('c/osquery.conf', { packs: { s: secret, t: '../secret/s.conf', b: 'packs/b.conf' } });
    await main(['check', config, '--queries', '--notes']);
    expect(out.join('\n')).toContain('pack_b_beside');
    expect(out.join('\n')).not.toContain('_secret ');
    expect(existsSync(beside)).toBe(true);
  });

  test('tells what an upgrade does to them', async () => {
    expect(await main(['check', write('p.conf', { queries: { a: { query: 'select name from opera_extensions', interval: 60, platform: 'darwin' } } }), '--from', '4.0.2'])).toBe(1);
    expect(out.join('\n')).toContain('opera_extensions');
  });
});

describe('import', () => {
  test('makes a pack, lists what is not carried over, and overwrites nothing', async () => {
    const root = path.join(folder, 'root');
    mkdirSync(root);
    const args = ['import', write('p.conf', pack), '--to', 'packs/mine'];
    expect(await main(args, root)).toBe(0);
    expect(readdirSync(path.join(root, 'packs/mine')).sort()).toEqual(['everywhere.yml', 'open_ports.yml', 'pack.yml']);
    const ports = readFileSync(path.join(root, 'packs/mine/open_ports.yml'), 'utf8');
    expect(ports).toContain('platform: darwin,linux');
    expect(ports).toContain('why: Who listens');
    expect(ports).toMatch(/description: '?TODO/);
    expect(ports).toContain('shard: 10');
    expect(readFileSync(path.join(root, 'packs/mine/pack.yml'), 'utf8')).toContain('file_paths');
    const told = out.join('\n');
    for (const line of ['packs/mine has 2 of 3 queries.', 'Open-Ports: It is called open_ports here', 'broken: It is left out, for it compiles on none', 'everywhere: windows is left out: no such table', 'everywhere: Its interval of 604800 seconds is cut', 'options is left out']) expect(told).toContain(line);
    expect(await main(args, root)).toBe(1);
    expect(errors.join('')).toContain('packs/mine is there already');
    out = [];
    expect(await main(['check'], root)).toBe(1);
    expect(out.join('\n')).toMatch(/packs\/mine\/open_ports.yml:\d+:\d+ error unfinished/);
    expect(out.join('\n')).not.toMatch(/error (shape|names|platform|sql-compiles|minimum-version)/);
  });

  test('a query called as a file of the pack gets another name', async () => {
    const root = path.join(folder, 'root');
    mkdirSync(root);
    const queries = { pack: { query: 'select version from os_version', interval: 60 }, Releases: { query: 'select name from os_version', interval: 60 } };
    expect(await main(['import', write('p.conf', { queries }), '--to', 'packs/mine'], root)).toBe(0);
    expect(readdirSync(path.join(root, 'packs/mine')).sort()).toEqual(['pack.yml', 'pack_2.yml', 'releases_2.yml']);
    expect(out.join('\n')).toContain('pack: It is called pack_2 here');
  });

  test('refuses names that are none, and folders elsewhere', async () => {
    for (const to of ['packs/Mine', 'packs/main', '../x', 'packs/a/b', '']) expect(await main(['import', write('p.conf', pack), '--to', to], folder)).toBe(2);
  });
});

describe('export', () => {
  test.each([['conf', 'p.conf'], ['fleet', 'p.yml'], ['gitops', 'p.yml'], ['kibana', 'p.json']])('as %s, which reads back the same', async (format, name) => {
    const target = path.join(folder, 'out', name);
    mkdirSync(path.dirname(target));
    const args = ['export', write('p.conf', pack), '--format', format, '--out', target];
    expect(await main(args)).toBe(0);
    const reading = readForeign([{ path: name, text: readFileSync(target, 'utf8') }]);
    // osquery takes options from a pack, and so it is said of what was read too.
    expect(reading.findings.filter(({ rule }) => rule !== 'osquery-section')).toEqual([]);
    expect(reading.packs.flatMap(({ queries }) => queries).map((query) => [query.name.replace('p/', ''), query.platforms, query.interval, query.logging])).toEqual([
      ['Open-Ports', ['darwin', 'linux'], 60, 'differential'], ['everywhere', ['darwin', 'linux'], 604799, 'snapshot'],
    ]);
    expect(errors.join('\n')).toContain('broken: It is left out');
    expect(await main(args)).toBe(1);
    expect(await main([...args, '--overwrite'])).toBe(0);
  });

  test('a pack of which no query is left is refused', async () => {
    const target = path.join(folder, 'none.conf');
    expect(await main(['export', write('p.conf', { queries: { broken: pack.queries.broken } }), '--format', 'conf', '--out', target])).toBe(1);
    expect(errors.join('\n')).toContain('Nothing is written: no query can be exported.');
    expect(errors.join('\n')).toContain('broken: It is left out');
    expect(existsSync(target)).toBe(false);
  });

  test('of several packs one is chosen', async () => {
    const [a, b] = [write('a.conf', pack), write('b.conf', pack)];
    expect(await main(['export', a, b, '--format', 'conf'])).toBe(1);
    expect(errors.join('')).toContain('--pack takes one of a, b');
    expect(await main(['export', a, b, '--format', 'conf', '--pack', 'b'])).toBe(0);
  });
});
