import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../files.ts';
import { readForeign, type ForeignQuery, type ForeignReading } from './index.ts';

function read(files: Readonly<Record<string, unknown>>): ForeignReading {
  return readForeign(Object.entries(files).map(([path, text]): SourceFile => ({ path, text: typeof text === 'string' ? text : JSON.stringify(text, null, 2) })));
}

function told({ findings }: ForeignReading, rule = ''): string[] {
  return findings.filter((finding) => finding.rule.startsWith(rule)).map(({ rule: name, level, place, message }) => `${place.file}:${place.line}:${place.column} ${level} ${name}: ${message}`);
}

function queries({ packs }: ForeignReading): ForeignQuery[] {
  return packs.flatMap((pack) => pack.queries);
}

/** The text from a place of the SQL on, as the file has it. */
function sourceAt(query: ForeignQuery, word: string): string {
  const { line, column } = query.at.inText(['spec', 'query'], query.sql.indexOf(word));
  return query.at.line(line).slice(column - 1);
}

describe('osquery', () => {
  const pack = { platform: 'posix', version: '5.1', shard: 20, description: 'd', discovery: ['select "x" from uptime'], file_paths: { etc: ['/etc/%%'], n: 1 }, queries: { a: { query: "select 'é\t\"' as t, pid from nosuch", interval: '60', snapshot: true, value: 'v', denylist: false, startup_priority: 2, x: 1 } } };

  test('a pack with all that it says', () => {
    const [own] = read({ 'dir/p.conf': pack }).packs;
    const [query] = own!.queries;
    expect(own).toMatchObject({ name: 'p', format: 'osquery', description: 'd', sections: { file_paths: { etc: ['/etc/%%'], n: 1 } } });
    expect(query).toMatchObject({ name: 'a', logName: 'pack_p_a', kind: 'scheduled', interval: 60, logging: 'snapshot', platforms: ['darwin', 'linux'], minimumVersion: '5.1.0', value: 'v', shard: 20, denylist: false, startupPriority: 2 });
    expect(query!.leftovers.map(({ key, place }) => [key, query!.at.line(place.line).trim()])).toEqual([['x', '"x": 1']]);
  });

  test('places in the SQL go past the escapes of JSON, and lines that are joined', () => {
    const [query] = queries(read({ 'p.conf': pack }));
    expect(sourceAt(query!, 'nosuch')).toMatch(/^nosuch"/);
    const joined = '{"queries": {"a": {"query": "select \\u0031,\\\n  2, three from uptime", "interval": 1}}}';
    expect(sourceAt(queries(read({ 'p.conf': joined }))[0]!, 'three')).toMatch(/^three from/);
    const { at } = read({ 'p.conf': pack }).packs[0]!.discovery[0]!;
    expect(at.line(at.inText(['spec', 'query'], 7).line).slice(at.inText(['spec', 'query'], 7).column - 1)).toMatch(/^\\"x\\"/);
  });

  test('a configuration brings the packs it names, and their files are not read once more', () => {
    const config = { schedule: { s: { query: 'select 1', interval: 9 } }, packs: { p: 'packs/p.conf', q: '/etc/osquery/packs/q.conf', '*': '/usr/share/more/*.conf', r: '/none.conf' } };
    const reading = read({ 'c/osquery.conf': config, 'c/packs/p.conf': pack, 'c/packs/q.conf': pack, 'c/more/m.conf': pack });
    expect(queries(reading).map(({ logName, file }) => `${logName} ${file}`)).toEqual(['s c/osquery.conf', 'pack_p_a c/packs/p.conf', 'pack_q_a c/packs/q.conf', 'pack_m_a c/more/m.conf']);
    expect(told(reading, 'osquery-pack-file')).toEqual(['c/osquery.conf:12:10 note osquery-pack-file: The pack stands in /none.conf, which is not among the files at hand: it is not looked at.']);
    expect(reading.files).toBe(4);
  });
});

describe('Fleet', () => {
  const apply = `apiVersion: v1
kind: query
spec:
  name: Long names are fine
  query: >-
    select pid,
    nosuch from processes
  interval: 300
  platform: darwin, linux
  min_osquery_version: 5.2.0
  logging: differential
  automations_enabled: true
  tags: one, two,
---
kind: report
spec: {name: "b", query: "select\\n  1", platform: chrome}
---
apiVersion: v1
kind: label
spec: {name: l}
---
apiVersion: v1
kind: policy
spec: {name: c, query: "select 1", platform: windows}
`;

  test('documents of apply', () => {
    const reading = read({ 'x/all.yml': apply });
    const [a, b, c] = queries(reading);
    expect(a).toMatchObject({ name: 'Long names are fine', logName: 'pack/Global/Long names are fine', kind: 'scheduled', interval: 300, logging: 'differential', platforms: ['darwin', 'linux'], minimumVersion: '5.2.0', tags: ['one', 'two'] });
    expect(a!.leftovers.map(({ key, place }) => [key, place.line])).toEqual([['automations_enabled', 12]]);
    expect(b).toMatchObject({ kind: 'saved', logging: 'snapshot', interval: null, unjudged: expect.stringContaining('Chrome') });
    expect(c).toMatchObject({ kind: 'policy', platforms: ['windows'] });
    expect(told(reading)).toEqual(['x/all.yml:19:7 note fleet-kind: A document of the kind label holds no queries: it is not looked at.']);
    expect(sourceAt(a!, 'nosuch')).toBe('nosuch from processes');
  });

  test('what Fleet refuses, at its place', () => {
    const document = (spec: string) => `kind: query\nspec: {name: a_counter, query: select 1, ${spec}}\n`;
    expect(told(read({ 'a.yml': document('interval: "60", platform: "posix,chrome", logging: full') }))).toEqual([
      'a.yml:2:14 error foreign-name: osquery 5.19.0 and later skips a query whose name ends with "counter".',
      'a.yml:2:52 error foreign-interval: The interval is "60": Fleet takes whole seconds only, and refuses the file.',
      'a.yml:2:68 error foreign-platform: Fleet knows no platform "posix" and refuses the file.',
      'a.yml:2:93 error foreign-logging: Fleet knows no logging "full" and refuses the file.',
    ]);
    expect(told(read({ 'a.yml': 'kind: query\nspec: {name: a, query: select 1, interval: 60, logging: differential, plattform: linux}\n---\nkind: query\nspec: {name: a, query: ""}\n---\nkind: query\nspec: {query: 5}\n---\nkind: query\n' })).map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual([
      expect.stringContaining('warning foreign-logging: Fleet never runs a query with logging'), 'a.yml:2:71 note foreign-key: fleetctl apply ignores the key "plattform".',
      'a.yml:5:24 error foreign-query: The SQL is ""', 'a.yml:8:7 error foreign-name: The query has no name', 'a.yml:8:15 error foreign-query: The SQL is 5',
    ]);
  });

  test('one broken document does not take the others with it; anchors are followed, and bombs are not', () => {
    const reading = read({ 'a.yml': `kind: query\nspec: {name: a, query: "select 1\n---\nkind: query\nspec:\n  name: b\n  description: &d text\n  query: &q select 2\n---\nkind: query\nspec: &s {name: c, query: select 3, again: *s}\n` });
    expect(queries(reading).map(({ name }) => name)).toEqual(['b', 'c']);
    expect(told(reading).filter((line) => line.includes('foreign-yaml'))).toHaveLength(1);
    const bomb = ['a: &a [x,x]', ...[...'bcdefghijklmnop'].map((letter, index) => `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${'abcdefghijklmnop'[index]}`).join(',')}]`)].join('\n');
    expect(told(read({ 'a.yml': `reports:\n- name: a\n  query: select 1\n${bomb}` }))).toEqual([expect.stringContaining('error foreign-yaml')]);
    expect(told(read({ 'a.yml': 'kind: query\nspec:\n  <<: {name: a}\n  query: select 1' }))).toEqual([expect.stringContaining('a.yml:3:3 error foreign-yaml: The document uses a merge key')]);
  });

  test('with CRLF and a byte-order mark places are those of the file', () => {
    const [query] = queries(read({ 'a.yaml': '\uFEFFkind: query\r\nspec:\r\n  name: a\r\n  query: |\r\n    select 1,\r\n      two\r\n' }));
    expect(query!.sql).toBe('select 1,\n  two\n');
    expect(query!.at.inText(['spec', 'query'], query!.sql.indexOf('two'))).toEqual({ file: 'a.yaml', line: 6, column: 7 });
  });

  test('a pack of 2017 schedules queries of other documents', () => {
    const pack = 'kind: pack\nspec:\n  name: old\n  queries:\n    - {query: Saved, name: s, interval: 60, platform: linux, removed: false, shard: 5}\n    - {query: Missing, interval: 60}\n';
    const reading = read({ 'p.yml': pack, 'q.yml': 'kind: query\nspec: {name: Saved, query: "select one"}\n' });
    expect(queries(reading)).toMatchObject([{ name: 's', logName: 'pack/old/s', interval: 60, logging: 'differential_ignore_removals', platforms: ['linux'], shard: 5 }]);
    expect(queries(reading)[0]!.at.inText(['spec', 'query'], 7)).toEqual({ file: 'q.yml', line: 2, column: 36 });
    expect(told(reading)).toEqual(['p.yml:6:15 note foreign-query: No query "Missing" is among the files at hand: its SQL is not looked at.']);
  });

  test('GitOps: lists in the file and in others, escapes of dollar signs, variables, strict keys', () => {
    const reading = read({
      'teams/a.yml': 'name: A\nqueries:\n  - path: ../lib/l.yml\n  - paths: ../more/*.yml\n  - path: none.yml\n  - name: in\n    query: select 1\n    purpose: x\npolicies:\n  - name: p\n    query: select 1\n',
      'lib/l.yml': "- name: dollar\n  query: select 'a\\$b' as x, nosuch\n- name: variable\n  query: select '$HOME'\n- path: deeper.yml\n",
      'more/m.yml': '- name: m\n  query: select 3\n',
    });
    expect(queries(reading).map(({ name, kind, sql }) => [name, kind, sql])).toEqual([
      ['dollar', 'saved', "select 'a$b' as x, nosuch"], ['variable', 'saved', "select '$HOME'"], ['m', 'saved', 'select 3'], ['in', 'saved', 'select 1'], ['p', 'policy', 'select 1'],
    ]);
    const [dollar, variable] = queries(reading);
    expect(sourceAt(dollar!, 'nosuch')).toBe('nosuch');
    expect(variable!.unjudged).toContain('$HOME');
    expect(told(reading).map((line) => line.split(': ')[0])).toEqual(['lib/l.yml:4:18 note fleet-variable', 'lib/l.yml:5:3 error fleet-path', 'teams/a.yml:5:11 note fleet-path', 'teams/a.yml:8:5 warning foreign-key']);
  });
});

describe('folders of .sql', () => {
  const sql = `-- What it finds
--
-- references:
--   * https://example.org/a
--
-- false positives:
--   * backup tools
--
-- tags: persistent often
-- platform: macos
-- interval: 1h
-- Version: 5
SELECT 1;
`;

  test('the header, and what osqtool reads in another way', () => {
    const reading = read({ 'detection/evil-macos.sql': sql });
    expect(reading.packs).toMatchObject([{ name: 'detection', format: 'sql', file: 'detection' }]);
    expect(queries(reading)).toMatchObject([{ name: 'evil-macos', logName: 'pack_detection_evil-macos', interval: 1, platforms: ['darwin'], description: 'What it finds', tags: ['persistent', 'often'], references: ['https://example.org/a'], falsePositives: ['backup tools'] }]);
    expect(told(reading)).toEqual([
      'detection/evil-macos.sql:11:14 warning foreign-interval: osquery reads the interval "1h" as 1 second: only its leading digits count.',
      'detection/evil-macos.sql:12:4 note sql-header: osqtool reads "Version:" as prose.',
    ]);
  });

  test('the end of the name stands for the platform, and must agree with the directive', () => {
    expect(queries(read({ 'a-posix.sql': 'select 1' }))).toMatchObject([{ platforms: ['darwin', 'linux'], logName: 'pack_queries_a-posix' }]);
    expect(told(read({ 'd/a-linux.sql': '-- platform: posix\nselect 1' }))).toEqual([expect.stringContaining('d/a-linux.sql:1:14 error foreign-platform: The directive says posix')]);
    expect(told(read({ 'd/a.sql': '-- platform: Linux\nselect 1' }))).toEqual([expect.stringContaining('1:14 error foreign-platform: No osquery matches')]);
    expect(queries(read({ 'a.sql': '-- nothing\n;' }))[0]!.unjudged).toBe('it has no SQL');
  });
});

describe('Kibana', () => {
  const body = { name: 'my pack', enabled: false, queries: { 'a-1': { query: 'select pid -- c\nfrom processes', interval: 60, platform: 'linux,darwin', version: '5.1.0', removed: false, ecs_mapping: { 'process.pid': { field: 'pid' }, bad: {} } } } };
  const saved = { type: 'osquery-saved-query', attributes: { id: 'sq', query: 'select 2', interval: '3600', ecs_mapping: [{ key: 'event.kind', value: { value: 'state' } }] } };

  test('a pack of its API', () => {
    const reading = read({ 'k.json': body });
    expect(reading.packs).toMatchObject([{ name: 'my pack', format: 'kibana' }]);
    expect(queries(reading)).toMatchObject([{ name: 'a-1', logName: 'pack_my pack_a-1', interval: 60, logging: 'snapshot', platforms: ['darwin', 'linux'], minimumVersion: '5.1.0', ecsMapping: { 'process.pid': { field: 'pid' } } }]);
    expect(told(reading)).toEqual([
      'k.json:6:28 warning kibana-comment: Kibana takes out the line ends before it hands the query to agents, so that this comment takes all that follows with it.',
      'k.json:10:18 warning foreign-logging: Without "snapshot": false Kibana takes the query for a snapshot, and removed has no effect.',
      'k.json:11:22 error kibana-mapping: The mapping of "bad" has neither a column nor a fixed value.',
    ]);
  });

  test('exports of saved objects, and saved queries of a folder', () => {
    const pack = { type: 'osquery-pack', attributes: { name: 'e', queries: [{ id: 'x', query: 'select 1', interval: 0, snapshot: false }, { id: 'x', query: 'select 2', interval: 9 }] } };
    const reading = read({ 'e.ndjson': `${JSON.stringify(pack)}\n${JSON.stringify({ exportedCount: 1 })}\n`, 'asset/q.json': saved });
    expect(queries(reading).map(({ name, kind, interval, logging }) => [name, kind, interval, logging])).toEqual([['x', 'scheduled', null, 'differential'], ['x', 'scheduled', 9, 'snapshot'], ['sq', 'saved', 3600, 'snapshot']]);
    expect(told(reading)).toEqual([expect.stringContaining('e.ndjson:1:100 error foreign-interval'), expect.stringMatching(/^e.ndjson:1:\d+ error foreign-name: A query "x" stands above/)]);
    expect(reading.packs.at(-1)).toMatchObject({ name: 'asset', queries: [{ ecsMapping: { 'event.kind': { value: 'state' } } }] });
  });
});

test('what is no pack is told, and what is named without its ending is known by its text', () => {
  expect(told(read({ 'package.json': { name: 'x' }, 'a.yml': 'on: push\n', 'b.ndjson': '{}\n', 'c.conf': '', 'd.json': '[1]', 'e.conf': 'x = 1' }))).toEqual(['a.yml', 'b.ndjson', 'c.conf', 'd.json', 'e.conf', 'package.json'].map((path) => expect.stringContaining(`${path}:1:1 note foreign-format`)));
  const reading = read({ one: { queries: { a: { query: 'select 1', interval: 1 } } }, two: 'select 2', three: 'kind: query\nspec: {name: c, query: select 3}\n', four: '# c\n{' });
  expect(queries(reading).map(({ name, sql }) => [name, sql])).toEqual([['a', 'select 1'], ['c', 'select 3'], ['two', 'select 2']]);
  expect(told(reading)).toEqual([expect.stringContaining('four:2:2 error osquery-json')]);
});
