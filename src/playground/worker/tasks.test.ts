import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../engine/engine.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { readHost } from '../host-data.ts';
import type { Bench, Plan } from '../protocol.ts';
import { adviceOf, check } from './check.ts';
import { explain } from '../../rules/explain/explanation.ts';
import { schedule, upgrade } from './pack.ts';
import { run } from './run.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(sqlite3InitModule as () => Promise<unknown>);
});

const bench: Bench = { host: 'linux-server', address: '', platform: 'linux', version: latestVersion };
const plan: Plan = { pack: 'my-pack', query: 'my_query', interval: 3600, logging: 'snapshot' };
const rows = readHost({ users: { columns: ['uid', 'username'], rows: [['0', 'root'], ['1000', 'ana']] }, uptime: { columns: ['days'], rows: [['']] } }, 'linux');

describe('check', () => {
  const found = (sql: string, more: Partial<Bench> = {}) => check(engine, { sql, bench: { ...bench, ...more }, plan });

  it('finds nothing in SQL that is fine, although it has no documentation', () => {
    expect(found('SELECT username FROM users;')).toEqual([]);
    expect(found('  \n')).toEqual([]);
  });

  it('gives the place in the SQL', () => {
    const sql = 'SELECT path\nFROM file;';
    expect(found(sql)).toMatchObject([{ rule: 'required-column', level: 'error', span: { from: sql.indexOf('file'), to: sql.indexOf(';') } }]);
  });

  it('tells what an older osquery does not have', () => {
    const [first] = found('SELECT pid FROM bpf_process_events;', { version: '4.0.2' });
    expect(first).toMatchObject({ level: 'error' });
  });

  it('marks control characters', () => {
    expect(found('SELECT username\u202e FROM users;').length).toBeGreaterThan(0);
  });

  it('leaves SQL of a million characters alone, and says so', () => {
    expect(found(`SELECT '${'x'.repeat(1_000_000)}' AS x;`)).toMatchObject([{ level: 'note', span: null }]);
  });
});

it('run gives rows as osquery logs them, with NULL apart', () => {
  const result = run(engine, { sql: 'SELECT uid, username, (SELECT days FROM uptime) AS days FROM users ORDER BY uid;', bench, plan }, rows);
  expect(result).toMatchObject({ error: null, columns: ['uid', 'username', 'days'], rows: [['0', 'root', null], ['1000', 'ana', null]] });
});

it('run tells an error, and the rules what to do about it', () => {
  const ask = { sql: 'SELECT path FROM file;', bench, plan };
  expect(run(engine, ask, rows).error).not.toBeNull();
  expect(adviceOf(engine, ask)).toContain('Add a condition');
  expect(adviceOf(engine, { ...ask, sql: 'SELECT username FROM users;' })).toBeNull();
});

it('explain names the tables that are read, by their own names and each once', () => {
  expect(explain(engine, 'SELECT a.name FROM processes AS a JOIN processes AS b USING (pid) JOIN hosts AS h;', bench, plan).tables).toEqual(expect.arrayContaining(["etc_hosts", "processes"]));
  expect(explain(engine, 'SELECT 1 AS one;', bench, plan).tables).toEqual([]);
});

it('explain tells platforms, oldest version and what events need', () => {
  const told = explain(engine, 'SELECT pid, path FROM process_events;', bench, plan);
  expect(told.platforms).toEqual(['darwin', 'linux']);
  expect(told.notes.join(' ')).toContain('--disable_audit=false');
  expect(explain(engine, 'SELECT nothing', bench, plan)).toMatchObject({ platforms: [], minimumVersion: null });
  expect(explain(engine, 'SELECT path FROM file', bench, plan).platforms).toEqual([]);
});

it('schedule writes the artefacts, or tells why there are none', () => {
  const made = schedule(engine, { sql: 'SELECT username FROM users;', plan });
  expect(made.error).toBeNull();
  expect('files' in made && made.files.map(({ title }) => title)).toEqual(['osquery', 'Fleet apply', 'Fleet GitOps', 'Kibana']);
  expect('files' in made && JSON.parse(made.files[0]!.text).queries.my_query).toMatchObject({ interval: 3600, snapshot: true, platform: 'darwin,linux,windows' });
  expect('files' in made && made.files.map(({ text }) => /^# .*/.exec(text)?.[0] ?? null)).toEqual([null, '# my-pack, made from the playground.', '# my-pack, made from the playground.', null]);
  expect('files' in made && made.files.map(({ text }) => text).join()).not.toContain('0.0.0');
  expect(schedule(engine, { sql: 'SELECT', plan }).error).toContain('runs on no platform');
});

it('upgrade tells what hosts log when the SQL changes', () => {
  const outcome = upgrade(engine, { before: 'SELECT uid FROM users;', after: 'SELECT uid, username FROM users;', bench, plan: { ...plan, logging: 'differential' }, hosts: 10 }, rows);
  expect(outcome).toMatchObject({ error: null, comparison: { queries: [{ changes: expect.arrayContaining(['Column username added.']) }] } });
  expect('sums' in outcome && outcome.sums[0]).toContain('At the first run on 10 hosts:');
});
