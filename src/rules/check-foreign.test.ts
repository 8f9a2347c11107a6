import { beforeAll, describe, expect, test } from 'vitest';
import init from '@sqlite.org/sqlite-wasm';
import { readForeign } from '../content/foreign/index.ts';
import { Engine } from '../engine/engine.ts';
import { checkForeign, type ForeignCheckOptions } from './check-foreign.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(init as () => Promise<unknown>);
});

function check(queries: Readonly<Record<string, object>>, options: ForeignCheckOptions = {}, more: object = {}) {
  const text = JSON.stringify({ ...more, queries }, null, 1);
  const reading = readForeign([{ path: 'p.conf', text }], options.version ? { version: options.version } : {});
  const { findings, verdicts } = checkForeign(engine, reading, options);
  const told = findings.map(({ level, rule, message, query }) => `${query ?? 'pack'} ${level} ${rule}: ${message}`);
  return { told, findings, verdicts, byName: new Map(verdicts.map((verdict) => [verdict.query.name, verdict])) };
}

const plain = { interval: 3600, snapshot: true };

describe('a verdict', () => {
  test('has what the query reads, gives and needs', () => {
    const { byName, told } = check({
      listening: { ...plain, query: 'select p.name, l.port from listening_ports l join processes p using (pid)' },
      files: { ...plain, platform: 'linux', query: "select path from file where path = '/etc/passwd'" },
      events: { ...plain, platform: 'linux', snapshot: false, query: 'select path from process_events' },
    });
    const listening = byName.get('listening')!;
    expect(listening.platforms).toEqual([{ platform: 'darwin', error: null }, { platform: 'linux', error: null }, { platform: 'windows', error: null }]);
    expect(listening.columns.map(({ name }) => name)).toEqual(['name', 'port']);
    expect(listening.reads.map(({ table, column }) => `${table}.${column}`)).toContain('processes.name');
    expect(listening.kind).toBe('select');
    expect(byName.get('files')!.required).toEqual([{ table: 'file', columns: ['path', 'directory'] }]);
    expect(byName.get('events')!.flags).toMatchObject({ disable_audit: 'false' });
    expect(told).toEqual([]);
  });

  test('has the function that an older osquery lacks, and the version that brought it', () => {
    const query = { ...plain, platform: 'linux', query: "select concat(username, shell) as a from users where uid = '0'" };
    expect(check({ a: query }).byName.get('a')).toMatchObject({ minimumVersion: '4.7.0', platforms: [{ error: null }] });
    const { byName, findings } = check({ a: query }, { version: '4.6.0' });
    expect(byName.get('a')).toMatchObject({ minimumVersion: '4.7.0', platforms: [{ error: { message: 'no such function: concat' } }] });
    expect(findings.map(({ rule, advice }) => [rule, advice])).toEqual([['osquery-dialect', 'It came with osquery 4.7.0. Leaves out NULL; || gives NULL instead.']]);
  });

  test('tells where a query for every platform fails, and does not ask about those any more', () => {
    const { told, byName } = check({ a: { ...plain, query: 'select pid from process_open_files' } });
    expect(told).toEqual(['a warning fails-somewhere: The query is for every platform; on windows it fails: no such table: process_open_files.']);
    expect(byName.get('a')!.platforms.map(({ platform, error }) => [platform, error?.message ?? null])).toEqual([['darwin', null], ['linux', null], ['windows', 'no such table: process_open_files']]);
  });

  test('where words match no platform only that is told', () => {
    const { told, byName } = check({ a: { ...plain, platform: 'gentoo', query: 'select package from portage_packages' } });
    expect(told).toEqual([expect.stringContaining('a error osquery-platform')]);
    expect(byName.get('a')!.platforms.filter(({ error }) => error === null)).toEqual([{ platform: 'linux', error: null }]);
  });

  test('has an error at its place for a platform that is named', () => {
    const { findings } = check({ a: { ...plain, platform: 'windows', query: "select 'é\"', pid from process_open_files" } });
    expect(findings.map(({ rule, level, place }) => [rule, level, place.line, place.column])).toEqual([['sql-compiles', 'error', 7, 37]]);
  });

  test('is for the osquery and the platforms that are asked for', () => {
    const query = { ...plain, query: 'select secure_boot from secureboot' };
    const latest = check({ a: query }).byName.get('a')!;
    const old = check({ a: query }, { version: '4.0.2', platforms: ['linux'] });
    expect(latest.minimumVersion).not.toBe('4.0.2');
    expect(old.byName.get('a')).toMatchObject({ minimumVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/), platforms: [{ platform: 'linux', error: { message: 'no such table: secureboot' } }] });
    expect(old.told).toEqual([expect.stringContaining('a error sql-compiles: osquery 4.0.2 on linux refuses the SQL')]);
    expect(check({ a: { ...query, platform: 'windows' } }, { platforms: ['linux'] }).byName.get('a')).toMatchObject({ unjudged: 'it is for windows only', platforms: [] });
  });

  test('columns that * brings ask for no newer osquery', () => {
    const minimum = (query: string) => check({ a: { ...plain, platform: 'linux', version: '2.8.0', query } });
    expect(minimum('select * from uptime').byName.get('a')!.minimumVersion).toBe('2.7.0');
    expect(minimum('select * from os_version').told.filter((line) => line.includes('minimum-version'))).toEqual([]);
    expect(minimum('select *, arch from os_version').byName.get('a')!.minimumVersion).toBe('4.4.0');
  });

  test('the minimum of a table that is gone is that of its time', () => {
    const verdict = (version: string) => check({ a: { ...plain, platform: 'darwin', query: 'select name from opera_extensions' } }, { version }).byName.get('a')!;
    expect(verdict('4.0.2')).toMatchObject({ minimumVersion: expect.any(String), platforms: [{ error: null }] });
    expect(verdict('5.23.1')).toMatchObject({ minimumVersion: null, platforms: [{ error: { message: 'no such table: opera_extensions' } }] });
  });
});

test('rules that are about this repository find nothing in packs of others', () => {
  const { told } = check({ 'Some Name': { ...plain, platform: 'linux', query: 'select name from users_groups', description: '' }, b: { ...plain, platform: 'linux', query: 'select log(2) as l, uid from users' } });
  expect(told).toEqual([expect.stringContaining('Some Name error sql-compiles')]);
});

test('discovery that is meant for some platforms is not told, and one that fails everywhere is', () => {
  const q = { a: { ...plain, query: 'select 1 as one' } };
  expect(check(q, {}, { discovery: ['select path from launchd'] }).told).toEqual([]);
  expect(check(q, {}, { discovery: ['select 1 from nosuch'] }).told).toEqual([expect.stringContaining('pack error sql-compiles')]);
});

test('a table of the agent of Fleet is no error in a format of Fleet', () => {
  const told = (query: string) => checkForeign(engine, readForeign([{ path: 'a.yml', text: `kind: query\nspec: {name: a, query: ${query}}\n` }])).findings.map(({ level, rule }) => `${level} ${rule}`);
  expect(told('select key from parse_json')).toEqual(['warning foreign-query']);
  expect(told('select pid from proceses')).toContain('error sql-compiles');
});

test('costs are told where there are hosts, and a query that would run for ever ends', () => {
  const endless = 'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) as m from n, processes';
  const { byName } = check({ a: { ...plain, query: 'select pid from processes' }, b: { ...plain, query: endless } }, { hosts: new Map() });
  expect(byName.get('a')!.cost).not.toBeNull();
  expect(byName.get('b')!.cost).not.toBeNull();
  expect(check({ a: { ...plain, query: 'select 1' } }).byName.get('a')!.cost).toBeNull();
});
