import { beforeAll, describe, expect, test } from 'vitest';
import init from '@sqlite.org/sqlite-wasm';
import type { SourceFile } from '../content/files.ts';
import { readForeign } from '../content/foreign/index.ts';
import { Engine } from '../engine/engine.ts';
import { platforms } from '../model/platform.ts';
import { latestVersion } from '../osquery/schema.ts';
import { faultyPack } from './example.ts';
import { exportName } from './export-name.ts';
import { guessName, mostBytes, takeIn, tooMuch } from './intake.ts';
import { listed, summaryWords, worstLevel } from './result-list.ts';
import { CheckSession } from './session.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(init as () => Promise<unknown>);
});

const session = (...files: SourceFile[]) => new CheckSession(engine, files, { version: latestVersion, platforms, hosts: new Map() });
const conf = (path: string, text: string): SourceFile => ({ path, text });

describe('a check', () => {
  test('gives each query its findings at their place, and files those that are about none', () => {
    const { view } = session(faultyPack);
    const byName = new Map(view.queries.map((query) => [query.name, query]));
    expect(byName.get('open_ports')).toMatchObject({ findings: [], platforms: [{ platform: 'darwin', error: null }, { platform: 'linux', error: null }, { platform: 'windows', error: null }].slice(0, 1), tables: ['listening_ports', 'processes'] });
    const [finding] = byName.get('extension_ids')!.findings;
    const line = faultyPack.text.split('\n').findIndex((text) => text.includes('identifer'));
    expect(finding).toMatchObject({ rule: 'sql-compiles', level: 'error', line: line + 1, advice: expect.stringContaining('identifier') });
    expect(finding!.excerpt!.text.slice(finding!.excerpt!.caret)).toMatch(/^c\.identifer|^identifer/);
    expect(view.findings.map(({ rule, line: at }) => [rule, at])).toContainEqual(['osquery-platform', 2]);
    expect(byName.get('hosts_file')!.required).toEqual([{ table: 'file', columns: ['path', 'directory'] }]);
  });

  test('tells broken JSON and a file of no known format as errors of the file', () => {
    const { view } = session(conf('a.conf', '{"queries": {'), conf('b.yml', 'just: text\n'));
    expect(view.queries).toEqual([]);
    expect(view.findings.map(({ file, level }) => [file, level])).toEqual([['a.conf', 'error'], ['b.yml', 'error']]);
    expect(summaryWords(view)).toContain('nothing to judge');
  });

  test('says in a sentence how many queries have errors', () => {
    const told = (...sqls: string[]) => summaryWords(session(...sqls.map((sql, index) => conf(`q${index}.sql`, sql))).view).replace(/, for osquery [\d.]+/, '');
    expect(told('select 1 as a')).toBe('1 query in 1 file: none has errors. Nothing is found.');
    expect(told('select nosuch')).toBe('1 query in 1 file: 1 has errors. 1 error in all.');
    expect(told('select nosuch', 'select other', 'select 1 as a')).toBe('3 queries in 3 files: 2 have errors. 2 errors in all.');
  });

  test('lists queries with errors first, and those that words and a level let through', () => {
    const { view } = session(faultyPack);
    const all = listed(view.queries, { words: '', level: 'any' });
    expect(all).toHaveLength(view.queries.length);
    expect(worstLevel(all[0]!.findings)).toBe('error');
    expect(worstLevel(all.at(-1)!.findings)).toBeNull();
    expect(listed(view.queries, { words: 'identifer CHROME', level: 'any' }).map(({ name }) => name)).toEqual(['extension_ids']);
    expect(listed(view.queries, { words: '', level: 'none' }).map(({ name }) => name)).toContain('open_ports');
  });
});

describe('fixes', () => {
  const all = (one: CheckSession) => one.fixable().flatMap((id) => one.fix(id) ?? []);

  test('all taken leave fewer findings and no new error, and mend nothing by themselves', () => {
    const one = session(faultyPack);
    const fixes = all(one);
    expect(fixes.length).toBeGreaterThanOrEqual(6);
    const mended = one.mend(fixes.map(({ finding }) => finding));
    if (mended.error !== null) throw new Error(mended.error);
    expect(mended.after).toBeLessThanOrEqual(mended.before - fixes.length);
    expect(mended.changed.map(({ path }) => path)).toEqual(['laptops.conf']);
    expect(mended.changed[0]!.diff.filter((line) => line.sign === '+')).toHaveLength(mended.changed[0]!.diff.filter((line) => line.sign === '-').length);
    expect(mended.consequences.join(' ')).toContain('by the name login_counter has to follow');
    const [file] = mended.files;
    expect(file!.text).toContain('"platform": "darwin,linux"');
    expect(file!.text).toContain("shell = '/bin/zsh'");
    expect(file!.text).toContain('CROSS JOIN chrome_extensions');
    expect(all(session(file!))).toEqual([]);
  });

  test('of reserved names give each query a free one', () => {
    const text = '{"queries": {"query.a": {"query": "select 1 as a", "interval": 60}, "cache.a_counter": {"query": "select 2 as a", "interval": 60}, "a_counter": {"query": "select 3 as a", "interval": 60}}}';
    const one = session(conf('p.conf', text));
    const mended = one.mend(all(one).map(({ finding }) => finding));
    expect(mended.error === null && readForeign(mended.files).packs[0]!.queries.map(({ name }) => name)).toEqual(['query_a', 'cache_a_counter_value', 'a_counter_value']);
  });
});

test('a pack in another form is read again as the same queries', () => {
  const one = session(faultyPack);
  for (const [format, ending] of [['conf', '.conf'], ['fleet', '.yml'], ['gitops', '.yml'], ['kibana', '.json']] as const) {
    const { text, losses } = one.export(0, format);
    const again = readForeign([{ path: `p${ending}`, text }]);
    expect(again.packs.flatMap(({ queries }) => queries.map(({ name }) => name.replace(/^laptops\//, ''))).sort()).toEqual(one.view.queries.map(({ name }) => name).filter((name) => name !== 'extension_ids').sort());
    expect(losses.join('\n')).toContain('extension_ids: It is left out');
  }
  expect(exportName('../a b', 'fleet')).toBe('_a_b.fleet.yml'.replace(/^_/, ''));
});

test('the upgrade advisor tells of the queries that are checked', () => {
  const view = session(conf('p.conf', '{"queries": {"a": {"query": "select secure_boot from secureboot", "interval": 60}}}')).upgrade('4.0.2', '5.23.1');
  expect(view.summary).toContain('osquery 4.0.2 to 5.23.1');
  expect(view.kinds.flatMap(({ changes }) => changes.map(({ query }) => query))).toEqual(expect.arrayContaining(['p/a']));
});

describe('what is taken in', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  test('is text, each path once; the rest is told', () => {
    const { files, refused } = takeIn([{ path: 'a.conf', bytes: bytes('{}') }, { path: 'b.conf', bytes: new Uint8Array([0x7f, 0, 1]) }, { path: 'c.conf', bytes: new Uint8Array([0xff, 0xfe, 0x41]) }, { path: 'a.conf', bytes: bytes('x') }]);
    expect(files).toEqual([{ path: 'a.conf', text: '{}' }]);
    expect(refused.map((text) => text.split(' ')[0])).toEqual(['b.conf', 'c.conf', 'a.conf']);
  });
  test('is no more than the page can hold', () => {
    expect(tooMuch([mostBytes])).toBeNull();
    expect(tooMuch([mostBytes, 1])).toContain('5 MB');
    expect(tooMuch(Array.from({ length: 1001 }, () => 1))).toContain('1001 files');
  });
  test('gets a name by which its format is known', () => {
    expect(['select 1', '-- x\nselect 1', '{"queries": {}}', '# a\n{"queries": {}}', 'kind: query', '---\nkind: query', '# c\napiVersion: v1\nkind: query'].map(guessName)).toEqual(['pasted.sql', 'pasted.sql', 'pasted.conf', 'pasted.conf', 'pasted.yml', 'pasted.yml', 'pasted.yml']);
  });
});
