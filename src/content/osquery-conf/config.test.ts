import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../files.ts';
import { readConf, readConfig, readPackFile, type ConfReading, type PackFiles } from './index.ts';

const q = { query: 'select 1 as a', interval: 60 };

function config(value: unknown, files?: PackFiles): ConfReading {
  return readConfig({ path: 'osquery.conf', text: typeof value === 'string' ? value : JSON.stringify(value) }, { version: '5.23.1', files });
}

function pack(value: unknown): ConfReading {
  return readPackFile({ path: 'p.conf', text: typeof value === 'string' ? value : JSON.stringify(value) }, 'p', { version: '5.23.1' });
}

/** Queries by log name, each with the platforms it runs on or the reasons why not. */
function fates({ packs }: ConfReading): Record<string, string> {
  return Object.fromEntries(packs.flatMap(({ queries }) => queries.map(({ logName, runs, skipped }) => [logName, [...runs.keys(), ...new Set(skipped.values())].join(' ')])));
}

function told({ findings }: ConfReading): string[] {
  return findings.map(({ rule, level, place, message }) => `${place.file}:${place.line}:${place.column} ${level} ${rule}: ${message}`);
}

function stored(files: Readonly<Record<string, string>>): PackFiles {
  const file = (path: string): SourceFile => ({ path, text: files[path]! });
  return { read: (path) => (Object.hasOwn(files, path) ? file(path) : null), glob: () => Object.keys(files).sort().map(file) };
}

describe('a configuration', () => {
  test('the schedule is the pack main, under bare names; packs log with the delimiter of the options', () => {
    const reading = config({ options: { pack_delimiter: '/' }, schedule: { a: q }, packs: { p: { queries: { b: q } }, '*': { r: { queries: { c: q } } } } });
    expect(fates(reading)).toEqual({ a: 'darwin linux windows', 'pack/p/b': 'darwin linux windows', 'pack/r/c': 'darwin linux windows' });
    expect(reading.packs.map(({ name }) => name)).toEqual(['main', 'p', 'r']);
    expect(told(reading)).toEqual([]);
  });

  test('a pack named main replaces the schedule, and of two packs of one name the last is taken', () => {
    const reading = config('{"schedule":{"a":{"query":"x"}},\n"packs":{"main":{"queries":{}},\n"p":{"queries":{}},\n"p":{"queries":{"z":{"query":"select 1","interval":1}}}}}');
    expect(fates(reading)).toEqual({ pack_p_z: 'darwin linux windows' });
    expect(told(reading).filter((text) => text.includes('duplicate'))).toEqual([
      'osquery.conf:2:10 error osquery-duplicate: A pack named main replaces the schedule of this configuration.',
      'osquery.conf:4:1 error osquery-duplicate: A pack "p" stands above: osquery takes the last, without a message.',
    ]);
  });

  test('packs in files keep the places of their files, and lost ones are told where they are named', () => {
    const reading = config({ packs: { p: '/p.conf', r: '/none.conf', s: '/*' } }, stored({ '/p.conf': '# c\n{"queries":\n  {"a":{"query":"select 1","interval":"1h"}}}' }));
    expect(reading.packs[0]!.queries[0]!.places.get('interval')).toEqual({ file: '/p.conf', line: 3, column: 39 });
    expect(told(reading)).toEqual([
      '/p.conf:3:39 warning osquery-interval: osquery reads the interval "1h" as 1 second: only its leading digits count.',
      'osquery.conf:1:29 error osquery-pack-file: There is no file /none.conf: osquery logs "Error reading the query pack named: r".',
      'osquery.conf:1:46 error osquery-pack-file: There is no file /*: osquery logs "Error reading the query pack named: s".',
    ]);
    expect(reading.findings[0]!.advice).toBe('Write 3600.');
    expect(reading.findings[2]!.advice).toContain('only for a pack named "*"');
  });

  test('packs of a glob go by way of texts: fractions run, true is "true", 1 is not', () => {
    const globbed = { a: { ...q, interval: 1.5, snapshot: true, removed: 1 }, b: { query: 5, interval: 1 }, c: { ...q, platform: null } };
    const reading = config({ packs: { '*': '/glob/*' } }, stored({ '/glob/g.conf': `\uFEFF${JSON.stringify({ queries: globbed, discovery: [] })}`, '/glob/h.v1.conf': JSON.stringify({ queries: { d: q } }), '/glob/i.conf': '[]', '/glob/j.conf': '{,}' }));
    expect(fates(reading)).toEqual({ pack_g_a: 'darwin linux windows', pack_g_b: 'darwin linux windows', pack_g_c: 'darwin linux windows' });
    expect(reading.packs[0]!.queries.map(({ interval, snapshot, removed }) => [interval, snapshot, removed])).toEqual([[1, true, false], [1, false, true], [60, false, true]]);
    expect(told(reading).map((text) => text.split(': ')[0])).toEqual(expect.arrayContaining(['/glob/h.v1.conf:1:1 error osquery-pack-file', '/glob/i.conf:1:1 error osquery-pack', '/glob/j.conf:1:2 error osquery-json']));
  });

  test('what is too large or too deep is refused as a whole, in a configuration and not in a pack', () => {
    const nested = (levels: number) => `{"x":${'['.repeat(levels - 2)}1${']'.repeat(levels - 2)},"queries":{}}`;
    expect([config(nested(32)).accepted, config(nested(33)).accepted, pack(nested(33)).accepted, pack(nested(100_000)).accepted]).toEqual([true, false, true, true]);
    const large = JSON.stringify({ queries: { a: { query: 'x'.repeat(1024 * 1024) } } });
    expect([config(large).accepted, pack(large).accepted]).toEqual([false, true]);
    // Comments do not count.
    expect(config(`#${'x'.repeat(1024 * 1024)}\n{}`).accepted).toBe(true);
  });

  test('two queries under one log name are told', () => {
    const reading = config({ schedule: { pack_p_a: q }, packs: { p: { queries: { a: q } }, 'p_a': { queries: { b: q } }, r: { queries: { a: { ...q, interval: 61 } } } } });
    expect(told(reading)).toEqual([
      expect.stringContaining('error osquery-log-name: A query at osquery.conf:1:14 logs as pack_p_a too'),
      expect.stringContaining('note osquery-log-name: A query at osquery.conf:1:91 has the same name and another interval'),
    ]);
  });

  test('sections and options of a pack', () => {
    const reading = config({ views: 'x', decorators: null, packs: { p: { options: { a: 1 }, file_paths: { etc: ['/etc/%%'] }, queries: {} } } });
    expect(told(reading).map((text) => text.split(': ').slice(0, 2).join(': '))).toEqual([
      expect.stringContaining('error osquery-section: osquery ignores views, because it is "x"'),
      expect.stringContaining('warning osquery-section: The options of a pack are set for the whole daemon'),
    ]);
    expect(reading.packs[0]!.sections).toEqual({ options: { a: { number: '1' } }, file_paths: { etc: ['/etc/%%'] } });
  });
});

test('a query for other platforms than its pack never runs', () => {
  const reading = pack({ platform: 'posix', queries: { a: { ...q, platform: 'windows' }, b: { ...q, platform: 'linux,windows' }, c: { ...q, platform: 'beos' } } });
  expect(fates(reading)['pack_p_a']).toBe('platform pack-platform');
  expect(reading.findings.filter(({ message }) => message.includes('its pack')).map(({ query, message }) => `${query}: ${message}`)).toEqual(['a: The query is for windows and its pack for posix: no osquery runs it.']);
});

describe('a query', () => {
  test.each<[what: string, query: unknown, fate: string]>([
    ['no object', 5, 'no-object'],
    ['without SQL', { interval: 1 }, 'no-query'],
    ['with an empty SQL', { query: '' }, 'invalid-interval'],
    ['too seldom', { ...q, interval: 604_801 }, 'invalid-interval'],
    ['for another system', { ...q, platform: 'macos' }, 'platform'],
    ['for a later osquery', { ...q, version: '6.0.0' }, 'version'],
    ['for one platform', { ...q, platform: 'darwin' }, 'darwin platform'],
    ['platform before interval', { query: '', platform: 'windows' }, 'platform invalid-interval'],
  ])('%s', (_, query, fate) => {
    expect(fates(pack({ queries: { x: query } }))).toEqual({ pack_p_x: fate });
  });

  test('reserved names are skipped from 5.19.0 on', () => {
    const value = { queries: { boot_epoch: q, 'query.x': q } };
    expect(fates(pack(value))).toEqual({ pack_p_boot_epoch: 'reserved-suffix', 'pack_p_query.x': 'reserved-prefix' });
    expect(fates(readPackFile({ path: 'p.conf', text: JSON.stringify(value) }, 'p', { version: '5.18.1' }))).toEqual({ pack_p_boot_epoch: 'darwin linux windows', 'pack_p_query.x': 'darwin linux windows' });
  });

  test('of two of one name the first that a host takes runs', () => {
    const reading = pack('{"queries":{"a":{"query":"select 1","platform":"darwin"},"a":{"query":"select 2"},"b":{"query":"select 3","shard":10},"b":{"query":"select 4"}}}');
    expect(reading.packs[0]!.queries.map(({ sql, runs, skipped }) => [sql, Object.fromEntries(runs), Object.fromEntries(skipped)])).toEqual([
      ['select 1', { darwin: { from: 0, to: 100 } }, { linux: 'platform', windows: 'platform' }],
      ['select 2', { linux: { from: 0, to: 100 }, windows: { from: 0, to: 100 } }, { darwin: 'duplicate' }],
      ['select 3', { darwin: { from: 0, to: 10 }, linux: { from: 0, to: 10 }, windows: { from: 0, to: 10 } }, {}],
      ['select 4', { darwin: { from: 11, to: 100 }, linux: { from: 11, to: 100 }, windows: { from: 11, to: 100 } }, {}],
    ]);
    expect(told(reading).filter((text) => text.includes('duplicate'))).toEqual(['p.conf:1:58 error osquery-duplicate: A query "a" stands above in this pack: osquery takes the first on some platforms, without a message.']);
  });

  test('a version with a number too large drops the whole pack where it is looked at', () => {
    expect(fates(pack({ queries: { a: q, b: { ...q, platform: 'linux', version: '99999999999' } } }))).toEqual({ pack_p_a: 'darwin windows version-too-large', pack_p_b: 'platform version-too-large' });
    expect(config({ packs: { p: { version: '99999999999', queries: { a: q } } } }).packs).toEqual([]);
  });

  test('a comment in joined lines swallows the rest', () => {
    const reading = pack('{"queries":{"a":{"interval":1,"query":"select 1 -- one\\\n from uptime"},"b":{"interval":1,"query":"select \'--\' \\\n from uptime"}}}');
    expect(told(reading)).toEqual(['p.conf:1:39 warning osquery-query: osquery joins the lines of this text, so that a comment with -- reaches to the end of the SQL.']);
  });

  test.each<[what: string, value: object, level: string, words: string, advice: string]>([
    ['a platform of another name', { platform: 'macos' }, 'error', 'No osquery matches the platform "macos"', 'Write "darwin".'],
    ['one word of two', { platform: 'linux,osx' }, 'warning', 'No osquery matches "osx"', 'Write "darwin".'],
    ['a negated platform', { platform: '!windows' }, 'warning', '"!windows" is read as windows', 'Write the platforms'],
    ['a platform in a list', { platform: ['linux'] }, 'warning', 'is no text, so osquery ignores it', 'Write the platforms as a text'],
    ['a version with a v', { version: 'v5.0' }, 'error', 'compares a chunk that is no number as a text', 'as numbers'],
    ['a version that is to come', { version: '6.0.0' }, 'warning', 'osquery 5.23.1 is older than 6.0.0', 'it is a minimum'],
    ['minutes', { interval: '5m' }, 'warning', 'reads the interval "5m" as 5 seconds', 'Write 300.'],
    ['seconds', { interval: '60s' }, 'note', 'Only the digits of "60s" count.', 'Write 60.'],
    ['a fraction', { interval: 60.5 }, 'error', 'reads the bits of a fraction', 'whole number'],
    ['a word for true', { snapshot: 'yes' }, 'warning', 'reads the value "yes" of snapshot as false', 'Write false, or true'],
    ['null for removed', { removed: null }, 'warning', 'reads the value null of removed as false', 'Write false, or true'],
    ['a shard of a half', { shard: 0.5 }, 'warning', 'The shard 0.5 limits nothing', 'whole number'],
    ['the old name of denylist', { blacklist: false }, 'warning', 'does not read blacklist', 'denylist'],
    ['a misspelt key', { snapshots: true }, 'warning', 'does not read the key "snapshots"', 'Write "snapshot"'],
    ['only a comment', { query: '-- later' }, 'warning', 'holds no statement', 'drop the query'],
  ])('%s', (_, value, level, words, advice) => {
    const { findings } = pack({ queries: { a: { ...q, ...value } } });
    expect(findings).toEqual([expect.objectContaining({ level, message: expect.stringContaining(words), advice: expect.stringContaining(advice), pack: 'p', query: 'a', source: expect.stringContaining('"queries"') })]);
  });
});

test('a file is a configuration where it has a schedule or packs and no queries', () => {
  const kind = (value: unknown) => readConf({ path: 'x.conf', text: JSON.stringify(value) }, 'x').kind;
  expect([{ schedule: {} }, { packs: {} }, { queries: {}, packs: {} }, {}].map(kind)).toEqual(['config', 'config', 'pack', 'pack']);
});

test('names that JavaScript knows are names like others', () => {
  const reading = pack('{"queries":{"__proto__":{"query":"select 1","interval":1,"constructor":1},"toString":{"query":"select 1","interval":1}},"file_paths":{"__proto__":["x"]}}');
  expect(reading.packs[0]!.queries.map(({ name }) => name)).toEqual(['__proto__', 'toString']);
  expect(JSON.stringify(reading.packs[0]!.sections)).toBe('{"file_paths":{"__proto__":["x"]}}');
});
