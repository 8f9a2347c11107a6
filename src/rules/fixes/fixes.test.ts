import { beforeAll, describe, expect, test } from 'vitest';
import init from '@sqlite.org/sqlite-wasm';
import type { SourceFile } from '../../content/files.ts';
import { readForeign } from '../../content/foreign/index.ts';
import { Engine } from '../../engine/engine.ts';
import { checkForeign } from '../check-foreign.ts';
import { proveFix, withEdits, type Checked } from './prove.ts';
import { scalarAt } from './scalar.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(init as () => Promise<unknown>);
});

function check(file: SourceFile) {
  const reading = readForeign([file]);
  const { findings, verdicts } = checkForeign(engine, reading);
  return { findings, checked: { files: [file], reading, verdicts, options: {} } satisfies Checked };
}

/** The text with the fix of each finding of a rule, one at a time; null where there is none. */
function mended(file: SourceFile, rule: string): (string | null)[] {
  const { findings, checked } = check(file);
  return findings.filter((finding) => finding.rule === rule).map((finding) => {
    const fix = proveFix(engine, checked, finding);
    return fix && withEdits(file.text, fix.edits);
  });
}

const conf = (queries: object, more: object = {}): SourceFile => ({ path: 'p.conf', text: JSON.stringify({ ...more, queries }, null, 1) });
const plain = { interval: 60, snapshot: true };
const sqlOf = (text: string | null) => Object.values((JSON.parse(text!) as { queries: Record<string, { query: string }> }).queries)[0]!.query;
const query = (sql: string) => conf({ a: { ...plain, query: sql } });

describe('texts in double quotes', () => {
  test('get single ones, in JSON and in YAML alike', () => {
    expect(sqlOf(mended(query('select uid from users where shell = "/bin/it\'s"'), 'double-quoted')[0]!)).toBe("select uid from users where shell = '/bin/it''s'");
    const yaml = (sql: string) => ({ path: 'a.yml', text: `apiVersion: v1\nkind: query\nspec:\n  name: a\n  query: ${sql}\n` });
    expect(mended(yaml('select uid from users where shell = "zsh"'), 'double-quoted')).toEqual([yaml("select uid from users where shell = 'zsh'").text]);
    expect(mended(yaml("'select uid from users where shell = \"zsh\"'"), 'double-quoted')).toEqual([yaml("'select uid from users where shell = ''zsh'''").text]);
    expect(mended({ path: 'x/a.sql', text: 'select uid from users where shell = "zsh";\n' }, 'double-quoted')).toEqual(["select uid from users where shell = 'zsh';\n"]);
  });

  test('stay where a misspelt column may be meant', () => {
    expect(mended(query('select uid from users where "usernme" = \'a\''), 'double-quoted')).toEqual([null]);
  });
});

describe('per-user tables', () => {
  const told = (sql: string) => mended(query(sql), 'users-join').map((text) => text && sqlOf(text));
  test('come after users in a cross join', () => {
    expect(told('select u.username, c.name from users u join chrome_extensions c using (uid)')).toEqual(['select u.username, c.name from users u CROSS JOIN chrome_extensions c using (uid)']);
    expect(told('select u.username, c.name from users u inner join chrome_extensions c on u.uid = c.uid')).toEqual(['select u.username, c.name from users u CROSS JOIN chrome_extensions c on u.uid = c.uid']);
    expect(told('select name from chrome_extensions as c where name = \'x\'')).toEqual(["select name from users CROSS JOIN chrome_extensions as c USING (uid) where name = 'x'"]);
  });

  test('come after users where a folded text of YAML parts JOIN from the table', () => {
    const yaml = (join: string) => ({ path: 'a.yml', text: `apiVersion: v1\nkind: query\nspec:\n  name: a\n  query: >-\n    select c.name from users u\n    ${join}\n    chrome_extensions c using (uid)\n` });
    expect(mended(yaml('join'), 'users-join')).toEqual([yaml('CROSS JOIN').text]);
  });

  test('stay where other columns would come out, or a column would have two meanings', () => {
    expect(told('select * from chrome_extensions')).toEqual([null]);
    expect(told('select c.name, description from chrome_extensions c')).toEqual([null]);
    expect(told('select c.name from chrome_extensions c join users u using (uid)')).toEqual([null]);
  });
});

describe('users, where the query does not read them', () => {
  const told = (sql: string, platform: string) => mended(conf({ a: { ...plain, query: sql, platform } }), 'users-join').map((text) => text && sqlOf(text));
  test('are joined where that adds rows', () => {
    expect(told('select name from python_packages', 'linux,darwin')).toEqual(['select name from users CROSS JOIN python_packages USING (uid)']);
    expect(told('select option from ssh_configs', 'linux')).toEqual(['select option from users CROSS JOIN ssh_configs USING (uid)']);
    expect(told('select name from processes where exists (select 1 from known_hosts)', 'linux')).toEqual(['select name from processes where exists (select 1 from users CROSS JOIN known_hosts USING (uid))']);
  });

  test('are not where that takes rows away', () => {
    expect(told('select name from python_packages', 'linux,windows')).toEqual([null]);
    expect(told('select option from ssh_configs', 'windows')).toEqual([null]);
    expect(told("select value from preferences where domain = 'com.apple.finder'", 'darwin')).toEqual([null]);
  });

  test('are not missed where the table reads those of everybody', () => {
    expect(told('select name from python_packages', 'windows')).toEqual([]);
    expect(told("select name from python_packages where directory = '/opt/app'", 'linux')).toEqual([]);
    expect(told("select name from python_packages where directory like '/opt/%'", 'linux')).toHaveLength(1);
  });

  test('are not joined for a name that means something else in the query', () => {
    expect(told('with users as (select pid from processes) select c.name from chrome_extensions c', 'linux')).toEqual([null]);
    expect(told('with users as (select pid from processes) select c.name from users join chrome_extensions c', 'linux')).toEqual([null]);
  });
});

describe('values', () => {
  test('platforms become words that osquery knows', () => {
    const file = conf({ a: { ...plain, query: 'select uid from users', platform: 'macos, Linux' } }, { platform: 'Windows,OSX,linux' });
    expect(mended(file, 'osquery-platform')).toEqual([file.text.replace('Windows,OSX,linux', 'windows,darwin,linux'), file.text.replace('macos, Linux', 'darwin,linux')]);
    expect(mended(conf({ a: { ...plain, query: 'select 1 as a', platform: 'linux,solaris' } }), 'osquery-platform')).toEqual([null]);
    const fleet = { path: 'a.yml', text: 'kind: query\nspec:\n  name: a\n  query: select uid from users\n  platform: posix # both\n' };
    expect(mended(fleet, 'foreign-platform')).toEqual([fleet.text.replace('posix', 'darwin,linux')]);
  });

  test('a platform on which the query fails is not written', () => {
    expect(mended(conf({ a: { ...plain, query: 'select name from deb_packages', platform: 'macos' } }), 'osquery-platform')).toEqual([null]);
  });

  test('intervals become seconds that every program takes', () => {
    const one = (interval: unknown) => mended(conf({ a: { ...plain, query: 'select 1 as a', interval } }), 'osquery-interval').map((text) => text && (JSON.parse(text) as { queries: { a: { interval: unknown } } }).queries.a.interval);
    expect(one('1h')).toEqual([3600]);
    expect(one(700000)).toEqual([604799]);
    expect(one('soon')).toEqual([null]);
    const fleet = { path: 'a.yml', text: 'kind: query\nspec:\n  name: a\n  query: select 1 as a\n  interval: "3600"\n' };
    expect(mended(fleet, 'foreign-interval')).toEqual([fleet.text.replace('"3600"', '3600')]);
  });

  test('a reserved name becomes a free one, and what reads the logs has to follow', () => {
    const file = conf({ boot_epoch: { ...plain, query: 'select 1 as a' }, boot_epoch_value: { ...plain, query: 'select 2 as a' } });
    const { findings, checked } = check(file);
    const fix = proveFix(engine, checked, findings.find(({ rule }) => rule === 'osquery-name')!)!;
    expect(Object.keys((JSON.parse(withEdits(file.text, fix.edits)) as { queries: object }).queries)).toEqual(['boot_epoch_value_2', 'boot_epoch_value']);
    expect(fix.consequence).toContain('boot_epoch');
  });
});

test('whatever is offered takes its finding away and brings no error', () => {
  const sqls = ['select uid from users where shell = "a"', 'select u.uid, c.name from users u join firefox_addons c using (uid)', 'select name from chrome_extensions', 'select nosuch from users', 'select path from file', 'select "x" as y, * from shell_history', 'select'];
  const platforms = [undefined, 'macos', 'Linux,win', 'posix', 'any', 'beos'];
  const intervals = [60, '1h', '2 days', 9e6, 0, '10', 1.5];
  const names = ['a', 'last_epoch', 'query.x', 'cache.y_counter'];
  let offered = 0;
  for (let round = 0; round < 84; round++) {
    const [sql, platform, interval, name] = [sqls[round % 7]!, platforms[round % 6], intervals[(round * 3) % 7]!, names[round % 4]!];
    const file = round % 2 === 0
      ? conf({ [name]: { query: sql, interval, ...(platform !== undefined && { platform }) }, b: { ...plain, query: 'select pid from processes' } })
      : { path: 'a.yml', text: `kind: query\nspec:\n  name: ${name}\n  query: ${JSON.stringify(sql)}\n  interval: ${JSON.stringify(interval)}\n${platform === undefined ? '' : `  platform: ${platform}\n`}` };
    const { findings, checked } = check(file);
    for (const finding of findings) {
      const fix = proveFix(engine, checked, finding);
      if (!fix) continue;
      offered++;
      const after = check({ path: file.path, text: withEdits(file.text, fix.edits) }).findings;
      const of = (all: typeof after) => all.filter(({ rule }) => rule === finding.rule).length;
      const errors = (all: typeof after) => all.filter(({ level }) => level === 'error').length;
      expect(of(after), `${finding.rule} of\n${file.text}`).toBeLessThan(of(findings));
      expect(errors(after)).toBeLessThanOrEqual(errors(findings));
    }
  }
  expect(offered).toBeGreaterThan(60);
});

test('a scalar is read with its ends, or not at all', () => {
  expect(scalarAt('a: "b\\"c", d', 3)).toEqual({ from: 3, to: 9, value: 'b"c', quote: '"' });
  expect(scalarAt("a: 'it''s' # c", 3)).toEqual({ from: 3, to: 10, value: "it's", quote: "'" });
  expect(scalarAt('a: b c # d\n', 3)).toEqual({ from: 3, to: 6, value: 'b c', quote: '' });
  expect(scalarAt('{a: b, c: d}', 4)).toEqual({ from: 4, to: 5, value: 'b', quote: '' });
  expect(scalarAt('a: "b', 3)).toBeNull();
  expect(scalarAt('a: [b]', 3)).toBeNull();
});
