import { describe, expect, it, test } from 'vitest';
import type { Host, Value } from '../../model/catalogue.ts';
import { referenceTables } from './table-reference.ts';
import { startingQueries } from './starting-query.ts';

function host(name: string, tables: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>): Host {
  return { name, rows: new Map(Object.entries(tables).map(([table, rows]) => [table, rows.map((row) => new Map(Object.entries(row)))])) };
}

const none = () => 0;

describe('the starting query', () => {
  test('exists for each table that the newest osquery has, without any sample host', () => {
    const without = referenceTables.filter((table) => startingQueries(table, [], none).length === 0);
    expect(without).toContain('elf_info');
    expect(without.filter((table) => startingQueries(table, [host('linux-a', {})], none).length > 0)).toEqual([]);
    expect(referenceTables.length - without.length).toBeGreaterThan(280);
  });

  it('is one for all platforms where nothing has to differ', () => {
    expect(startingQueries('arp_cache', [], none)).toEqual([{ table: 'arp_cache', sql: 'SELECT address, mac, interface, permanent\nFROM arp_cache;', platforms: ['darwin', 'linux', 'windows'] }]);
  });

  it('shows the columns that the content reads most, in the order of the table, and none that is empty on the host', () => {
    const uses = (_: string, column: string) => ({ shell: 5, username: 9, directory: 2 })[column] ?? 0;
    expect(startingQueries('users', [], uses)[0]!.sql).toBe('SELECT uid, gid, uid_signed, username, directory, shell\nFROM users;');
    const rows = [{ uid: 0n, gid: 0n, uid_signed: null, username: 'root', directory: '', shell: '/bin/sh' }];
    expect(startingQueries('users', [host('linux-a', { users: rows })], uses)[0]!.sql).toBe('SELECT uid, gid, username, shell\nFROM users;');
  });

  it('takes the users of a per-user table from users', () => {
    expect(startingQueries('shell_history', [], none)[0]!.sql).toBe('SELECT u.username, sh.time, sh.command, sh.history_file\nFROM users AS u\nCROSS JOIN shell_history AS sh USING (uid);');
    expect(startingQueries('preferences', [], none)[0]!.sql).toContain('CROSS JOIN preferences AS p USING (username);');
  });

  it('gives a required column the value that most rows of the platform’s host have, else a usual one', () => {
    const linux = host('linux-a', { file: [{ directory: '/opt/it’s', path: '/opt/it’s/a' }, { directory: "/o'b", path: "/o'b/a" }, { directory: "/o'b", path: "/o'b/b" }] });
    const queries = startingQueries('file', [linux], none);
    expect(queries.map(({ platforms, host: on }) => [platforms, on])).toEqual([[['darwin'], undefined], [['linux'], 'linux-a'], [['windows'], undefined]]);
    expect(queries[1]!.sql).toContain("WHERE directory = '/o''b';");
    expect(queries[0]!.sql).toContain("WHERE directory = '/etc';");
  });

  it('prefers the usual value where the host has rows for it', () => {
    const linux = host('linux-a', { file: [{ directory: '/opt', path: '/opt/a' }, { directory: '/opt', path: '/opt/b' }, { directory: '/etc', path: '/etc/hosts' }] });
    expect(startingQueries('file', [linux], none)[0]).toMatchObject({ platforms: ['darwin', 'linux'], sql: expect.stringContaining("WHERE directory = '/etc';") });
  });

  it('takes a value that means the same everywhere from any host', () => {
    const linux = host('linux-a', { curl: [{ url: 'https://a.example/', response_code: 200n }] });
    expect(startingQueries('curl', [linux], none)).toEqual([{ table: 'curl', sql: "SELECT url, response_code\nFROM curl\nWHERE url = 'https://a.example/';", platforms: ['darwin', 'linux', 'windows'], host: 'linux-a' }]);
  });

  it('takes keys of other tables from those, and gives YARA a rule', () => {
    expect(startingQueries('docker_container_stats', [], none)[0]!.sql).toContain('FROM docker_containers AS dc\nCROSS JOIN docker_container_stats AS dcs USING (id);');
    expect(startingQueries('yara_process', [], none)[0]!.sql).toContain("WHERE p.name = 'osqueryd' AND yp.sigrule = 'rule any { condition: true }';");
  });

  it('reads an evented table alone and without an alias', () => {
    expect(startingQueries('process_events', [], none)[0]!.sql).toMatch(/\nFROM process_events;$/);
  });
});
