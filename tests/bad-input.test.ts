import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { goodPack, goodQuery, repository, run } from './repository.ts';
import { summaries } from '../src/node/commands/summaries.ts';

const pack = 'packs/small-pack/pack.yml';
const query = 'packs/small-pack/host_names.yml';
const other = 'packs/small-pack/other.yml';
const sql = (text: string) => goodQuery('host_names', [[/query: \|\n(?: {4}.*\n)+/, `query: |\n    ${text}\n`]]);

/** What the check says of one bad file beside two good ones: the errors in that file, and that the rest was still checked. */
async function check(bad: string | Buffer, file = query) {
  const root = repository({ [pack]: goodPack, [other]: goodQuery('other', [['snapshot', 'differential'], ['interval: 3600', 'interval: 3600\n  bogus: 1']]), ...(file === pack ? { [query]: goodQuery() } : {}), [file]: bad });
  const { code, output } = await run(root, 'check', '--format', 'json');
  const report = JSON.parse(output) as { findings: { file: string; line: number; column: number; rule: string; level: string; message: string }[] };
  const errors = report.findings.filter(({ level }) => level === 'error');
  expect(code).toBe(1);
  expect(errors.some((finding) => finding.file === other && finding.message.includes('bogus'))).toBe(true);
  return errors.filter((finding) => finding.file === file).map(({ line, column, rule, message }) => `${line}:${column} ${rule}: ${message}`);
}

test('the content that the cases start from is good', async () => {
  const root = repository({ [pack]: goodPack, [query]: goodQuery() });
  expect(await run(root, 'check')).toEqual({ code: 0, output: 'Nothing found in 2 files.\n' });
});

describe('files that cannot be read', () => {
  test.each<[what: string, content: string | Buffer, error: RegExp]>([
    ['broken YAML', 'spec: [1\n', /^\d+:\d+ shape: The file is not valid YAML/],
    ['an unknown key', goodQuery('host_names', [['purpose:', 'porpoise: 1\n  purpose:']]), /^13:3 shape: Unknown key "porpoise"/],
    ['a duplicate key', goodQuery('host_names', [['purpose:', 'interval: 60\n  purpose:']]), /^13:3 shape: The key "interval" stands twice/],
    ['an alias', goodQuery('host_names', [['logging: snapshot', 'logging: &a snapshot']]), /^8:\d+ shape: The file uses a YAML anchor or alias/],
    ['a bomb of aliases', `a: &a [x]\n${Array.from({ length: 60 }, (_, i) => `b${i}: &b${i} [*a, *a, *a]`).join('\n')}\n`, /anchor or alias/],
    ['__proto__ as a key', goodQuery('host_names', [['columns:', 'columns:\n    __proto__: x']]), /^17:5 shape: The key "__proto__" is not allowed/],
    ['__proto__ as a name', goodQuery('host_names', [['name: host_names', 'name: __proto__']]), /^4:9 (shape|names): /],
    ['a byte-order mark', `\uFEFF${goodQuery()}`, /^1:1 shape: The file begins with a byte-order mark/],
    ['CRLF', goodQuery().replaceAll('\n', '\r\n'), /^1:15 shape: The file has CRLF line ends/],
    ['not UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe, 0x0a]), /^1:1 shape: The file is not UTF-8/],
    ['a NUL byte', goodQuery('host_names', [['one line', 'one\0line']]), /^21:\d+ shape: The file holds a NUL byte/],
    ['10 MB', `a: ${'x'.repeat(10_000_000)}\n`, /^1:1 shape: The file has 10000004 bytes/],
    ['an empty file', '', /^1:1 shape: The file is empty/],
    ['a list in place of a mapping', '- a\n', /^1:1 shape: /],
  ])('%s', async (_, content, error) => {
    const errors = await check(content);
    expect(errors[0]).toMatch(error);
    expect(errors.length).toBeLessThanOrEqual(3);
  });

  test('a symbolic link out of the tree, and one to nothing', async () => {
    const root = repository({ [pack]: goodPack, [query]: goodQuery() });
    symlinkSync('/etc/hostname', path.join(root, other));
    symlinkSync('nowhere.yml', path.join(root, 'packs/small-pack/third.yml'));
    const { code, output } = await run(root, 'check');
    expect(code).toBe(1);
    expect(output).toContain(`${other}:1:1 error shape\n  The file is a symbolic link out of the repository.`);
    expect(output).toContain('third.yml:1:1 error shape\n  The file is a symbolic link to nothing.');
  });

  test('a file without the right to read it', async () => {
    const root = repository({ [pack]: goodPack, [query]: goodQuery() });
    chmodSync(root, 0o755);
    chmodSync(path.join(root, query), 0);
    const isRoot = process.geteuid!() === 0;
    // To root no file is closed; as another user the same run meets one.
    if (isRoot) process.seteuid!(65534);
    try {
      const { code, output } = await run(root, 'check');
      expect([code, output]).toEqual([1, expect.stringContaining(`${query}:1:1 error shape\n  The file cannot be read: no permission.`)]);
    } finally {
      if (isRoot) process.seteuid!(0);
    }
  });

  test('an empty folder, and no folder at all', async () => {
    const root = repository({ [pack]: goodPack, [query]: goodQuery() });
    mkdirSync(path.join(root, 'packs/empty-pack'));
    const { code, output } = await run(root, 'check');
    expect([code, output]).toEqual([1, expect.stringContaining('packs/empty-pack:1:1 error shape\n  The folder is empty.')]);
    expect((await run(repository({}), 'check')).code).toBe(1);
  });

  test('two packs of one name', async () => {
    const root = repository({ [pack]: goodPack, [query]: goodQuery(), 'packs/twin/pack.yml': goodPack, 'packs/twin/host_names.yml': goodQuery('host_names', [["'host_names'", "'x'"]]) });
    const { code, output } = await run(root, 'check');
    expect(code).toBe(1);
    expect(output).toMatch(/packs\/twin\/pack\.yml:4:9 error names\n {2}.*small-pack/);
  });
});

test.each(['packs/small-pack/README.md', 'examples/first-steps/notes.md'])('%s stands where nothing is kept', async (file) => {
  expect(await check('Notes.\n', file)).toEqual(['1:1 shape: Nothing is kept at this place.']);
});

describe('SQL that never seems to end', () => {
  // Whatever walks from each word to the end of the text, or back to its beginning, takes longer for one of these than a test may.
  test.each<[what: string, begin: string, part: string, end: string]>([
    ['a sum in parentheses', 'SELECT address, hostnames FROM etc_hosts WHERE address < (', '1+', '1)'],
    ['comparisons within comparisons', 'SELECT address, hostnames FROM etc_hosts WHERE ', '(address < ', ''],
    ['HAVING after HAVING', 'SELECT address, hostnames FROM etc_hosts GROUP BY 1', ' HAVING 1', ''],
    ['FILTER within FILTER', 'SELECT ', 'count(*) FILTER (', ''],
  ])('%s', async (_, begin, part, end) => {
    const errors = await check(sql(begin + part.repeat(Math.floor(800_000 / part.length)) + end));
    expect(errors.some((message) => message.includes('sql-compiles')), errors.join('\n').slice(0, 500)).toBe(true);
  });
});

describe('SQL that is not for osquery', () => {
  test.each<[what: string, text: string, error: RegExp]>([
    ['a megabyte', `SELECT '${'x'.repeat(999_000)}' AS big`, /^1:1 shape: The file has \d+ bytes|^\d+:\d+ /],
    ['thousands of parentheses', `SELECT ${'('.repeat(5000)}1${')'.repeat(5000)} AS n`, /^10:\d+ sql-compiles: .*parser stack overflow/],
    ['deep subqueries', `SELECT ${'(SELECT '.repeat(85)}1${')'.repeat(85)} AS n`, /^\d+:\d+ /],
    ['a long chain of operators', `SELECT ${'1+'.repeat(20_000)}1 AS n`, /^10:\d+ sql-compiles: .*(too large|depth)/],
    ['ATTACH', "ATTACH '/tmp/x.db' AS x;", /^10:\d+ sql-compiles: .*not authorized/],
    ['PRAGMA', 'PRAGMA user_version;', /^10:\d+ (sql-compiles|one-statement): /],
    ['several statements', 'SELECT address, hostnames FROM etc_hosts; SELECT 2 AS two;', /^10:47 one-statement: /],
    ['a write', "INSERT INTO etc_hosts (address) VALUES ('x');", /^10:\d+ (sql-compiles|one-statement): /],
    ['only a comment', '-- nothing', /^\d+:\d+ one-statement: /],
    ['an unknown table', 'SELECT address, hostnames FROM etc_host;', /^10:36 sql-compiles: .*no such table: etc_host/],
    ['an unknown column', 'SELECT adress, hostnames FROM etc_hosts;', /^10:12 sql-compiles: .*no such column: adress/],
    ['a missing required column', 'SELECT path AS address, type AS hostnames FROM file;', /^10:52 required-column: /],
  ])('%s', async (_, text, error) => {
    const errors = await check(sql(text));
    expect(errors.some((message) => error.test(message)), errors.join('\n')).toBe(true);
  });

  test('a query that never ends on its rows', async () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT h.address, h.hostnames FROM etc_hosts AS h WHERE (SELECT count(*) FROM n) > 0;';
    const errors = await check(sql(endless));
    expect(errors.some((message) => /^19:\d+ tests: .*too many steps/.test(message)), errors.join('\n')).toBe(true);
  });

  test('more rows than anybody reads', async () => {
    const flood = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT h.address, h.hostnames FROM etc_hosts AS h CROSS JOIN n;';
    const errors = await check(sql(flood));
    expect(errors.some((message) => /tests: .*more than 10000 rows/.test(message)), errors.join('\n')).toBe(true);
  });
});

describe('wrong use of the command', () => {
  test.each([
    [['nonsense'], "Unknown command 'nonsense'."],
    [['check', '--nonsense'], "Unknown option '--nonsense'"],
    [['check', '--format', 'xml'], "Unknown format 'xml'"],
    [['build:packs', 'packs'], "Unexpected argument 'packs'."],
    [['bench', 'nonsense'], "Unknown part 'nonsense'"],
    [[], 'Usage: osquery-packs <command>'],
  ])('%j ends with 2', async (args, told) => {
    const { code, output } = await run(repository({}), ...args);
    expect([code, output]).toEqual([2, expect.stringContaining(told)]);
  });

  test.each(Object.keys(summaries))('%s --help explains itself', async (name) => {
    const { code, output } = await run(repository({}), name, '--help');
    expect(code).toBe(0);
    expect(output).toMatch(/^Usage: npm (run )?/);
    expect(output).toContain('Exit codes: 0 ');
  });

  test('a query name that does not exist', async () => {
    const root = repository({ [pack]: goodPack, [query]: goodQuery() });
    expect(await run(root, 'test-queries', 'small-pack/nothing')).toEqual({ code: 1, output: 'There is no pack, topic or query "small-pack/nothing".\n' });
    expect(await run(root, 'test-queries', 'small-pack/host_names')).toEqual({ code: 0, output: '1 passed, 0 failed\n' });
  });
});
