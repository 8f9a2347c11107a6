import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../engine/engine.ts';
import { adviseUpgrade, upgradeFindings, type UpgradeAdvice, type UpgradeQuery } from './advise.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(sqlite3InitModule as () => Promise<unknown>);
});

const query = (sql: string, more: Partial<UpgradeQuery> = {}): UpgradeQuery => ({
  name: 'q', pack: 'p', sql, platforms: ['linux'], minimum: null, differential: true, at: (offset) => ({ file: 'q.sql', line: 1, column: offset + 1 }), line: () => sql, ...more,
});
const advise = (sql: string, from: string, to: string, more: Partial<UpgradeQuery> = {}): UpgradeAdvice => adviseUpgrade(engine, [query(sql, more)], from, to);
const told = (advice: UpgradeAdvice) => advice.changes.map(({ kind, platforms, since, what }) => `${kind} ${platforms.join(',')} ${since} ${what}`);

describe('a query that osquery no longer takes', () => {
  it('breaks with the version that took the column away, at its place', () => {
    const sql = "SELECT path FROM yara WHERE path = '/tmp/x' AND sigrule = 'rule'";
    const [change] = advise(sql, '5.12.1', '5.23.1').changes;
    expect(change).toMatchObject({ kind: 'breaks', since: '5.23.0', place: { column: sql.indexOf('sigrule') + 1 } });
    expect(change!.what).toContain('no such column: sigrule');
  });

  it('works again on the way back', () => {
    expect(told(advise("SELECT path FROM yara WHERE path = '/tmp/x' AND sigrule = 'rule'", '5.23.1', '5.12.1'))[0]).toMatch(/^starts linux 5\.23\.0 /);
  });

  it('breaks on the way back to an osquery without the function or the syntax', () => {
    expect(told(advise("SELECT in_cidr_block('10.0.0.0/8', address) AS inside FROM interface_addresses WHERE address != ''", '5.23.1', '5.2.3'))[0]).toMatch(/^breaks linux 5\.3\.0 .*no such function: in_cidr_block/);
    expect(told(advise('SELECT row_number() OVER () AS a, uid FROM users', '5.23.1', '3.3.0'))[0]).toMatch(/^breaks linux 4\.0\.2 .*a window function came with/);
    expect(told(advise('SELECT p.pid FROM users AS u RIGHT JOIN processes AS p ON p.uid = u.uid', '5.23.1', '5.4.0'))[0]).toMatch(/^breaks linux 5\.5\.1 .*RIGHT JOIN/);
    expect(told(advise("SELECT version FROM os_version WHERE version > '1.0' COLLATE version", '5.23.1', '5.10.2'))[0]).toMatch(/^breaks linux 5\.11\.0 /);
    expect(told(advise("SELECT json_extract(u.description, '$') ->> 'a' AS a FROM users AS u", '5.4.0', '5.3.0'))[0]).toMatch(/^breaks linux 5\.4\.0 /);
  });

  it('is told apart from one that neither version takes', () => {
    const { changes, refused } = advise('SELECT nothing FROM users', '5.12.1', '5.23.1');
    expect([changes, refused.length]).toEqual([[], 1]);
  });
});

describe('a query that gives other columns', () => {
  it('by SELECT *, with what that costs', () => {
    const [change] = advise('SELECT * FROM deb_packages', '5.2.3', '5.3.0').changes.filter(({ kind }) => kind === 'columns');
    expect(change!.what).toBe('Other columns come out: column admindir added.');
    expect(change!.advice).toContain('log its whole result once');
  });

  it('by a type that is another kind of value, and not by a wider integer', () => {
    expect(told(advise('SELECT name, size FROM kernel_modules', '4.5.1', '4.6.0'))).toEqual([expect.stringContaining('columns linux 4.6.0 Other columns come out: the type of size is BIGINT in place of TEXT')]);
    expect(told(advise('SELECT user, time FROM logged_in_users', '4.6.0', '4.7.0'))).toEqual([]);
  });
});

describe('a query that means something else', () => {
  it('by a table that became another name', () => {
    const lines = told(advise('SELECT * FROM alf_services', '4.0.2', '5.23.1', { platforms: ['darwin'] }));
    expect(lines).toEqual([expect.stringMatching(/^meaning darwin 4\.1\.1 alf_services is only another name of the table sharing_preferences/), expect.stringMatching(/^columns darwin 4\.1\.1 .*remote_login/)]);
  });

  it('by a column that it compares with and whose type changed', () => {
    expect(told(advise("SELECT name FROM kernel_modules WHERE size > '4096'", '4.5.1', '4.6.0'))).toEqual([expect.stringContaining('meaning linux 4.6.0 The column kernel_modules.size is BIGINT in place of TEXT')]);
  });

  it('by what a table gives, where it reads that column on that platform', () => {
    expect(told(advise('SELECT username FROM users', '5.12.1', '5.13.1'))).toEqual([expect.stringContaining('meaning linux 5.13.1 users: Only the users of /etc/passwd')]);
    expect(told(advise('SELECT username FROM users', '5.12.1', '5.13.1', { platforms: ['darwin'] }))).toEqual([]);
    expect(told(advise('SELECT pid, start_time FROM processes', '5.6.0', '5.7.0', { platforms: ['darwin', 'linux'] }))).toEqual([expect.stringContaining('meaning darwin,linux 5.7.0 processes: The start time')]);
    expect(told(advise('SELECT pid FROM processes', '5.6.0', '5.7.0'))).toEqual([]);
  });
});

describe('a query that turns empty or is left out', () => {
  it('for want of a flag', () => {
    const [finding] = upgradeFindings(advise('SELECT target_path FROM file_events', '4.5.1', '4.6.0'));
    expect(finding).toMatchObject({ level: 'error', message: expect.stringContaining('--enable_file_events=true'), advice: expect.stringContaining('Set --enable_file_events=true') });
  });

  it('for a column that from then on other platforms have alone', () => {
    expect(told(advise('SELECT version, install_date FROM os_version', '5.0.1', '5.23.1'))).toEqual([expect.stringMatching(/^empties linux \d+\.\d+\.\d+ The column os_version\.install_date is declared but always empty/)]);
  });

  it('by its own minimum version on older hosts', () => {
    const minimum = { minimum: '5.13.1' };
    expect(told(advise('SELECT pid FROM processes', '5.23.1', '5.12.1', minimum))).toEqual(['skipped linux 5.13.1 It asks for osquery 5.13.1: osquery 5.12.1 leaves it out.']);
    expect(told(advise('SELECT pid FROM processes', '5.12.1', '5.23.1', minimum))).toEqual([expect.stringMatching(/^starts linux 5\.13\.1/)]);
    expect(told(advise('SELECT pid FROM processes', '5.11.0', '5.12.1', minimum))).toEqual([]);
  });

  it('by its name', () => {
    expect(told(advise('SELECT pid FROM processes', '5.18.1', '5.19.0', { name: 'boot_epoch' }))).toEqual([expect.stringMatching(/^skipped linux 5\.19\.0 .*"epoch"/)]);
  });
});

it('where no platform is named, those count on which one of the versions takes the query', () => {
  const { changes, refused } = advise("SELECT path FROM yara WHERE path = '/x' AND sigrule = 'rule'", '5.12.1', '5.23.1', { platforms: [] });
  expect(changes).toMatchObject([{ kind: 'breaks', platforms: ['darwin', 'linux', 'windows'] }]);
  expect(refused).toEqual([]);
});

it('changes of the daemon are told with the queries that they concern', () => {
  const queries = [query('SELECT pid FROM processes'), query('SELECT pid FROM processes', { differential: false }), query('SELECT pid FROM process_events')];
  const { daemon } = adviseUpgrade(engine, queries, '5.7.0', '5.8.1');
  expect(daemon.map(({ change, queries: count }) => [change.pull, change.concerns, count])).toEqual([[7801, 'differential', 1], [7801, 'evented', 1], [7803, 'differential', 1]]);
});

it('nothing changes where the version stays', () => {
  expect(advise('SELECT * FROM processes', '5.23.1', '5.23.1')).toMatchObject({ changes: [], daemon: [] });
});
