import init from '@sqlite.org/sqlite-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Value } from '../model/catalogue.ts';
import type { Platform } from '../model/platform.ts';
import { functions } from '../osquery/functions.ts';
import { earliestVersion, latestVersion, schema } from '../osquery/schema.ts';
import type { Target } from './answer.ts';
import { Engine } from './engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(init);
});

const at = (platform: Platform, version = latestVersion): Target => ({ platform, version });
const linux = at('linux');
const rowsOf = (tables: Record<string, Record<string, Value>[]>) => new Map(Object.entries(tables).map(([name, rows]) => [name, rows.map((row) => new Map(Object.entries(row)))]));
const reads = (sql: string, target = linux) => engine.analyse(sql, target).reads.map(({ table, column, alias }) => `${alias ? `${alias}=` : ''}${table}.${column}`).sort();

describe('what a statement reads', () => {
  test.each([
    ['SELECT name FROM users AS u JOIN processes USING (uid)', ['processes.name', 'processes.uid', 'users.uid']],
    ['SELECT u.username FROM users AS u NATURAL JOIN logged_in_users AS l', ['logged_in_users.', 'users.username']],
    ['SELECT count(*) AS n FROM mounts', ['mounts.']],
    ['SELECT m.path FROM mounts AS m WHERE EXISTS (SELECT 1 FROM users AS u WHERE u.directory = m.path)', ['mounts.path', 'users.directory']],
    ['WITH x AS (SELECT pid AS p FROM processes) SELECT p FROM x', ['processes.pid']],
    ['SELECT address FROM hosts', ['hosts=etc_hosts.address']],
    ["SELECT value FROM json_each('[1]')", []],
  ])('%s', (sql, expected) => expect(reads(sql)).toEqual(expected));

  test('output columns with their origin; an expression has none', () => {
    expect(engine.analyse('SELECT u.uid, u.username AS name, upper(u.shell) AS shell FROM users AS u', linux).columns).toEqual([
      { name: 'uid', type: 'BIGINT', table: 'users', column: 'uid' },
      { name: 'name', type: 'TEXT', table: 'users', column: 'username' },
      { name: 'shell', type: null, table: null, column: null },
    ]);
  });

  test('functions, statement kind and the beginnings of statements', () => {
    const answer = engine.analyse('SELECT regex_match(name, \'x\', 0) AS m FROM users_x; SELECT 1', linux);
    expect([answer.kind, answer.statements, answer.error?.message]).toEqual(['select', [0, 52], 'no such table: users_x']);
    expect(engine.analyse("SELECT max(length(split(username, ',', 0))) AS m FROM users", linux).functions).toEqual(['max', 'length', 'split']);
  });
});

describe('the chosen plan', () => {
  test('loops with their depth, and conditions handed over', () => {
    const { loops } = engine.analyse('SELECT p.name FROM listening_ports AS l JOIN processes AS p USING (pid)', linux);
    expect(loops.map(({ name, depth, constraints }) => [name, depth, constraints])).toEqual([
      ['l', 0, []], ['p', 1, [{ column: 'pid', operator: '=' }]],
    ]);
  });

  test('a table of SQLite’s own is no scan of an osquery table', () => {
    const { loops } = engine.analyse('SELECT j.value AS v FROM users AS u CROSS JOIN chrome_extensions AS c USING (uid) CROSS JOIN json_each(c.permissions_json) AS j', linux);
    expect(loops.map(({ table, name }) => [table, name])).toEqual([['users', 'u'], ['chrome_extensions', 'c']]);
  });

  test('what is scanned anew for each row of the statement around it', () => {
    const correlated = (sql: string) => engine.analyse(sql, linux).loops.filter((loop) => loop.correlated).map(({ name }) => name);
    expect(correlated('SELECT p.name FROM processes AS p WHERE NOT EXISTS (SELECT 1 FROM deb_packages AS d WHERE d.name = p.name)')).toEqual(['d']);
    expect(correlated('SELECT p.name FROM processes AS p WHERE p.name NOT IN (SELECT d.name FROM deb_packages AS d)')).toEqual([]);
  });

  test('a required column that is not met, and one that is met by the join', () => {
    const unmet = (sql: string) => engine.analyse(sql, linux).loops.map(({ table, unmet: columns }) => [table, columns]);
    expect(unmet('SELECT path FROM file')).toEqual([['file', ['path', 'directory']]]);
    expect(unmet('SELECT max(mtime) AS newest FROM file')).toEqual([['file', ['path', 'directory']]]);
    expect(unmet('SELECT f.path FROM processes AS p CROSS JOIN file AS f USING (path)')).toEqual([['processes', []], ['file', []]]);
    expect(unmet('SELECT f.path FROM file AS f CROSS JOIN processes AS p USING (path)')[0]).toEqual(['file', ['path', 'directory']]);
  });

  test('osquery issue 8291: a required column stays met where SQLite 3.45 lost it', () => {
    const sql = "SELECT f.path FROM (SELECT '/etc/' || name AS path FROM etc_services) AS s JOIN file AS f ON f.path = s.path WHERE f.type = 'regular' ORDER BY f.path";
    expect(engine.analyse(sql, linux).loops.every(({ unmet }) => unmet.length === 0)).toBe(true);
  });
});

describe('one statement on several osqueries', () => {
  test('tables of the platform and of the version', () => {
    expect(engine.analyse('SELECT name FROM launchd', linux).error?.message).toBe('no such table: launchd');
    expect(engine.analyse('SELECT name FROM launchd', at('darwin')).error).toBeNull();
    expect(engine.analyse('SELECT cgroup_path FROM processes', at('linux', '4.9.0')).error?.message).toBe('no such column: cgroup_path');
  });

  test('an answer that is taken over from another osquery is the one it would give itself', async () => {
    const statements = ['SELECT p.pid, p.name FROM processes AS p', 'SELECT * FROM processes', 'SELECT u.username FROM users AS u NATURAL JOIN groups', 'SELECT attributes FROM file WHERE path = \'x\'', 'SELECT address FROM hosts'];
    for (const sql of statements) {
      for (const target of [at('darwin'), at('windows'), at('linux', '2.7.0'), at('darwin', '4.1.1')]) {
        const fresh = await Engine.open(init);
        engine.analyse(sql, linux);
        const { target: _, plan, ...taken } = engine.analyse(sql, target);
        const { target: __, plan: freshPlan, ...own } = fresh.analyse(sql, target);
        expect(taken, `${sql} on ${target.platform} ${target.version}`).toEqual(own);
        expect(plan.length).toBe(freshPlan.length);
      }
    }
  });
});

describe('rows as osquery gives them', () => {
  const users = [{ uid: 0n, username: 'root' }, { uid: 1000n, username: 'ada' }];

  test('a missing text is empty, a missing number is NULL', () => {
    const { rows } = engine.run('SELECT uid, gid, shell, typeof(gid) AS g, typeof(shell) AS s FROM users', linux, rowsOf({ users: [{ uid: 5n }] }));
    expect(rows).toEqual([[5n, null, '', 'null', 'text']]);
  });

  test('a per-user table without a user gives the rows of root, with the warning', () => {
    const rows = rowsOf({ users, authorized_keys: [{ uid: 0n, key: 'a' }, { uid: 1000n, key: 'b' }] });
    const alone = engine.run('SELECT key FROM authorized_keys', linux, rows);
    expect([alone.rows, alone.warnings]).toEqual([[['a']], ['The authorized_keys table returns data based on the current user by default, consider JOINing against the users table']]);
    expect(engine.run('SELECT key FROM authorized_keys WHERE uid > 999', linux, rows)).toMatchObject({ rows: [], warnings: [] });
    expect(engine.run('SELECT key FROM users CROSS JOIN authorized_keys USING (uid)', linux, rows)).toMatchObject({ rows: [['a'], ['b']], warnings: [] });
  });

  test.each([
    ["path = '/etc/passwd'", ['/etc/passwd']],
    ["path IN ('/etc/passwd', '/etc/ssh/sshd_config')", ['/etc/passwd', '/etc/ssh/sshd_config']],
    ["path LIKE '/etc/%'", ['/etc/passwd']],
    ["path LIKE '/etc/%%'", ['/etc/passwd', '/etc/ssh/sshd_config']],
    ["path LIKE '/ETC/%'", []],
    ["path LIKE '/%%/sshd_config'", []],
    ["path GLOB '/etc/*'", []],
    ["path != '/x'", []],
    ["directory = '/etc/ssh'", ['/etc/ssh/sshd_config']],
  ])('file WHERE %s', (condition, expected) => {
    const file = [{ path: '/etc/passwd', directory: '/etc' }, { path: '/etc/ssh/sshd_config', directory: '/etc/ssh' }];
    const { rows, error } = engine.run(`SELECT path FROM file WHERE ${condition} ORDER BY path`, linux, rowsOf({ file }));
    expect([error, rows.flat()]).toEqual([null, expected]);
  });

  test('a column of another platform compiles and is empty', () => {
    expect(engine.run("SELECT volume_serial FROM file WHERE path = '/a'", linux, rowsOf({ file: [{ path: '/a', volume_serial: 'x' }] })).rows).toEqual([['x']]);
    expect(engine.run("SELECT volume_serial FROM file WHERE path = '/a'", linux, rowsOf({ file: [{ path: '/a' }] })).rows).toEqual([['']]);
  });

  test('each run reads the rows that it is given, whatever was analysed or run before', () => {
    const sql = 'SELECT uid FROM users ORDER BY uid';
    const uids = (...users: bigint[]) => engine.run(sql, linux, rowsOf({ users: users.map((uid) => ({ uid })) })).rows.flat();
    engine.analyse(sql, linux);
    expect(uids(1n, 2n)).toEqual([1n, 2n]);
    expect(uids(3n)).toEqual([3n]);
    engine.analyse('SELECT uid FROM groups', linux);
    expect(engine.run('SELECT uid FROM users LIMIT 1', linux, new Map(), { rows: 0, steps: 1e6 }).rows).toEqual([]);
    expect(uids(4n)).toEqual([4n]);
  });

  test('a statement that changes something leaves nothing behind', () => {
    expect(engine.run('CREATE TABLE leftover (a)', linux, new Map()).error).toBeNull();
    expect(engine.run('SELECT a FROM leftover', linux, new Map()).error?.message).toBe('no such table: leftover');
  });
});

describe('limits and bad SQL', () => {
  test('rows and steps', () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';
    expect(engine.run(endless, linux, new Map(), { rows: 10, steps: 1e6 }).error?.message).toBe('the statement gives more than 10 rows');
    expect(engine.run(`SELECT count(*) AS n FROM (${endless})`, linux, new Map(), { rows: 10, steps: 1e5 }).error?.message).toBe('the statement takes too many steps');
    expect(engine.run('SELECT 1 AS one', linux, new Map()).rows).toEqual([[1n]]);
  });

  test.each([
    ['SELECT é, nosuch FROM users', 'no such column: é', 7],
    ["SELECT 'é', nosuch FROM users", 'no such column: nosuch', 12],
    ['SELECT "nosuch" AS x, nosuch FROM users', 'no such column: nosuch', 22],
    ['SELECT a\0b FROM users', 'unrecognized token: "\\u0000"', 8],
    ["SELECT 'open", 'unrecognized token: "\'open"', 7],
    ['SELECT group_concat(uid ORDER BY uid) AS x FROM users', 'near "ORDER": syntax error', 24],
    ['SELECT iif(1, 2) AS x', 'wrong number of arguments to function iif()', 7],
    ['SELECT a FROM (SELECT pid AS a, nosuch(pid) AS b FROM processes)', 'no such function: nosuch', 32],
  ])('%s', (sql, message, offset) => expect(engine.analyse(sql, linux).error).toEqual({ message, offset }));

  test('texts in double quotes are told, names in double quotes are not', () => {
    expect(engine.analyse('SELECT "username" FROM users WHERE shell = "/bin/sh"', linux).quotedTexts).toEqual([43]);
  });

  test.each(['(', 'SELECT (', 'SELECT CASE WHEN 1 THEN ', 'SELECT NOT ', 'SELECT - ', 'SELECT * FROM (', 'WITH a AS (', 'SELECT 1 UNION '])('%j ten thousand times', (part) => {
    const { error } = engine.analyse(part.repeat(10_000), linux);
    expect(error).not.toBeNull();
    expect(engine.analyse('SELECT uid FROM users', linux).error).toBeNull();
  });

  test('a join of sixty tables ends', () => {
    const tables = Array.from({ length: 60 }, (_, index) => `processes AS p${index}`).join(', ');
    engine.analyse(`SELECT p0.pid FROM ${tables} WHERE p0.pid = p1.parent`, linux);
    expect(engine.analyse('SELECT uid FROM users', linux).error).toBeNull();
  });
});

describe('a function that came later', () => {
  const later = functions.filter(({ name, since }) => since !== earliestVersion && /^\w/.test(name));
  const call = ({ name, arities, kind }: (typeof functions)[number]) => `SELECT ${name}(${Array(Number.parseInt(String(arities[0]), 10)).fill("'1'").join()})${kind === 'window' ? ' OVER ()' : ''} AS a`;
  const before = (version: string) => schema.versions[schema.versions.indexOf(version) - 1]!;

  test.each(later.filter(({ perhapsBefore }) => !perhapsBefore))('$name is unknown before $since', (facts) => {
    const sql = call(facts);
    expect(engine.analyse(sql, linux).error).toBeNull();
    expect(engine.analyse(sql, at('linux', facts.since)).error).toBeNull();
    const older = at('linux', before(facts.since));
    // Where windows came with their functions, the parser stumbles before a function is looked for.
    const refusal = facts.kind === 'window' ? 'near "(": syntax error' : `no such function: ${facts.name}`;
    expect(engine.analyse(sql, older).error?.message).toBe(refusal);
    expect(engine.run(sql, older, rowsOf({})).error?.message).toBe(refusal);
  });

  test('is let pass where older osquery may have it', () => {
    expect(engine.analyse("SELECT soundex('a') AS a", at('linux', earliestVersion)).error).toBeNull();
  });

  test('is unknown with any number of arguments, and its place is told', () => {
    expect(engine.analyse('SELECT iif(1, 2, 3), uid FROM users', at('windows', '4.5.1')).error).toEqual({ message: 'no such function: iif', offset: 7 });
    expect(engine.analyse("SELECT uid FROM users WHERE concat(uid, 'a', 'b') = ''", at('darwin', '4.6.0')).error?.message).toBe('no such function: concat');
  });
});

describe('syntax that came later', () => {
  test.each([
    ['SELECT uid > 5 IS TRUE AS a FROM users', '4.0.2', 'no such column: TRUE', 18],
    ['SELECT count(*) OVER (PARTITION BY shell) AS n FROM users', '4.0.2', 'near "(": syntax error', 21],
    ['SELECT count(*) OVER w AS n FROM users WINDOW w AS (ORDER BY uid)', '4.0.2', 'near "w": syntax error', 21],
    ['SELECT count(*) FILTER (WHERE (uid) = 0) OVER () AS n FROM users', '4.0.2', 'near "(": syntax error', 23],
    ['SELECT count(*) FILTER (WHERE uid = 0) AS n FROM users', '4.1.1', 'near "(": syntax error', 23],
    ['SELECT uid FROM users ORDER BY shell NULLS LAST', '4.1.1', 'near "NULLS": syntax error', 37],
    ['WITH u AS MATERIALIZED (SELECT uid FROM users) SELECT uid FROM u', '4.9.0', 'near "MATERIALIZED": syntax error', 10],
    ['WITH u AS NOT MATERIALIZED (SELECT uid FROM users) SELECT uid FROM u', '4.9.0', 'near "NOT": syntax error', 10],
    ["SELECT '[1]' ->> 0 AS a", '5.4.0', 'near ">>": syntax error', 14],
    ['SELECT u.uid FROM groups AS g RIGHT JOIN users AS u USING (gid)', '5.5.1', 'RIGHT and FULL OUTER JOINs are not currently supported', null],
    ['SELECT count(*) AS n FROM (SELECT uid FROM users GROUP BY gid) HAVING n > 1', '5.5.1', 'a GROUP BY clause is required before HAVING', null],
    ['SELECT uid FROM users WHERE uid IS NOT DISTINCT FROM gid', '5.5.1', 'near "DISTINCT": syntax error', 39],
    ["SELECT uid FROM users WHERE shell > '1.2' COLLATE version", '5.11.0', 'no such collation sequence: version', null],
  ])('%s is refused before %s', (sql, since, message, offset) => {
    expect(engine.analyse(sql, at('linux', since)).error).toBeNull();
    const older = at('linux', schema.versions[schema.versions.indexOf(since) - 1]!);
    expect(engine.analyse(sql, older).error).toEqual({ message, offset });
    expect(engine.run(sql, older, rowsOf({})).error).toEqual({ message, offset });
  });

  test.each(['SELECT count(*) over FROM users', 'SELECT uid AS materialized FROM users', 'SELECT uid AS true FROM users AS u', 'SELECT gid FROM users GROUP BY gid HAVING (count(*) > 1)'])('is not taken for it where its word means something else: %s', (sql) => {
    expect(engine.analyse(sql, at('linux', schema.versions[0]!)).error).toBeNull();
  });
});

describe('a folder in the table file', () => {
  const rows = rowsOf({
    file: [
      { path: '/etc/cron.d', directory: '/etc', filename: 'cron.d', type: 'directory', symlink: 0n },
      { path: '/etc/link', directory: '/etc', filename: 'link', type: 'directory', symlink: 1n, symlink_target_path: '/srv' },
      { path: '/etc/cron.d/job', directory: '/etc/cron.d', filename: 'job', type: 'regular', symlink: 0n },
    ],
  });
  test.each([
    ["path LIKE '/etc/%'", [['/etc/cron.d/', '/etc/cron.d', '.', 0n], ['/etc/link/', '/etc/link', '.', 0n]]],
    ["path LIKE '/etc/%%' AND type = 'regular'", [['/etc/cron.d/job', '/etc/cron.d', 'job', 0n]]],
    ["path LIKE '/%/cron.d'", []],
    ["path = '/etc/link'", [['/etc/link', '/etc', 'link', 1n]]],
    ["directory = '/etc' AND symlink = 0", [['/etc/cron.d', '/etc', 'cron.d', 0n]]],
    ["directory LIKE '/etc/%'", [['/etc/cron.d/job', '/etc/cron.d/', 'job', 0n]]],
  ])('%s', (condition, expected) => {
    expect(engine.run(`SELECT path, directory, filename, symlink FROM file WHERE ${condition}`, linux, rows).rows).toEqual(expected);
  });

  test('has the separator of Windows there', () => {
    const own = rowsOf({ file: [{ path: 'C:\\ProgramData', directory: 'C:\\', filename: 'ProgramData', type: 'directory' }] });
    expect(engine.run("SELECT path FROM file WHERE path LIKE 'C:\\%'", at('windows', latestVersion), own).rows).toEqual([['C:\\ProgramData\\']]);
  });
});
