import type { SourceFile } from '../../content/files.ts';

/** A kind of query that generated content is made of: SQL with a number in it, and one test of it. */
interface Template {
  readonly platform: string;
  readonly sql: (n: number) => string;
  readonly columns: readonly string[];
  readonly given: (n: number) => string;
  readonly expect: (n: number) => string;
}

const templates: readonly Template[] = [
  {
    platform: 'darwin,linux,windows', columns: ['name', 'version'],
    sql: (n) => `SELECT o.name, o.version\nFROM os_version AS o\nWHERE o.name != 'none${n}';`,
    given: () => '{os_version: [{name: Debian, version: "12"}]}', expect: () => '[{name: Debian, version: "12"}]',
  },
  {
    platform: 'darwin,linux', columns: ['username', 'shell'],
    sql: (n) => `SELECT u.username, u.shell\nFROM users AS u\nWHERE u.username LIKE 'svc${n}-%';`,
    given: (n) => `{users: [{uid: 1, username: svc${n}-a, shell: /bin/sh}, {uid: 2, username: b, shell: /bin/sh}]}`, expect: (n) => `[{username: svc${n}-a, shell: /bin/sh}]`,
  },
  {
    platform: 'darwin,linux,windows', columns: ['name', 'path', 'address', 'port'],
    sql: (n) => `SELECT p.name, p.path, l.address, l.port\nFROM listening_ports AS l\nJOIN processes AS p USING (pid)\nWHERE l.port = ${1024 + n};`,
    given: (n) => `{listening_ports: [{pid: 7, address: 0.0.0.0, port: ${1024 + n}}], processes: [{pid: 7, name: a, path: /bin/a}]}`,
    expect: (n) => `[{name: a, path: /bin/a, address: 0.0.0.0, port: ${1024 + n}}]`,
  },
  {
    platform: 'darwin,linux', columns: ['path', 'mode'],
    sql: (n) => `SELECT f.path, f.mode\nFROM file AS f\nWHERE f.path IN ('/etc/a${n}.conf', '/etc/b${n}.conf');`,
    given: (n) => `{file: [{path: /etc/a${n}.conf, mode: "0644"}]}`, expect: (n) => `[{path: /etc/a${n}.conf, mode: "0644"}]`,
  },
  {
    platform: 'darwin,linux', columns: ['username', 'key_file', 'comment'],
    sql: (n) => `SELECT u.username, k.key_file, k.comment\nFROM users AS u\nCROSS JOIN authorized_keys AS k USING (uid)\nWHERE k.comment = 'team${n}';`,
    given: (n) => `{users: [{uid: 5, username: a}], authorized_keys: [{uid: 5, key_file: /k, comment: team${n}}]}`, expect: (n) => `[{username: a, key_file: /k, comment: team${n}}]`,
  },
  {
    platform: 'linux', columns: ['name', 'version'],
    sql: (n) => `SELECT d.name, d.version\nFROM deb_packages AS d\nWHERE d.name = 'lib${n}';`,
    given: (n) => `{deb_packages: [{name: lib${n}, version: 1.0-1}]}`, expect: (n) => `[{name: lib${n}, version: 1.0-1}]`,
  },
  {
    platform: 'windows', columns: ['path', 'data'],
    sql: (n) => `SELECT r.path, r.data\nFROM registry AS r\nWHERE r.key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Example${n}';`,
    given: (n) => `{registry: [{key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Example${n}', path: p, data: d}]}`, expect: () => '[{path: p, data: d}]',
  },
  {
    platform: 'darwin,linux', columns: ['command', 'path'],
    sql: (n) => `WITH allowed(command) AS (\n  VALUES ('/usr/bin/true'), ('/opt/job${n}')\n)\nSELECT c.command, c.path\nFROM crontab AS c\nWHERE c.command NOT IN (SELECT a.command FROM allowed AS a);`,
    given: (n) => `{crontab: [{command: /opt/job${n}, path: /etc/crontab}, {command: /tmp/x, path: /etc/crontab}]}`, expect: () => '[{command: /tmp/x, path: /etc/crontab}]',
  },
  {
    platform: 'darwin', columns: ['name', 'team'],
    sql: (n) => `SELECT a.name, s.team_identifier AS team\nFROM apps AS a\nCROSS JOIN signature AS s ON s.path = a.path\nWHERE a.bundle_identifier = 'org.example.app${n}';`,
    given: (n) => `{apps: [{name: A, path: /Applications/A.app, bundle_identifier: org.example.app${n}}], signature: [{path: /Applications/A.app, team_identifier: T1}]}`,
    expect: () => '[{name: A, team: T1}]',
  },
  {
    platform: 'darwin,linux,windows', columns: ['protocol', 'sockets'],
    sql: (n) => `SELECT s.protocol, count(*) AS sockets\nFROM process_open_sockets AS s\nWHERE s.remote_port = ${1024 + n}\nGROUP BY s.protocol;`,
    given: (n) => `{process_open_sockets: [{pid: 1, protocol: 6, remote_port: ${1024 + n}}, {pid: 2, protocol: 6, remote_port: ${1024 + n}}]}`, expect: () => '[{protocol: 6, sockets: 2}]',
  },
];

/** Content of `count` different queries in packs of a hundred, each complete and with one test. */
export function generateContent(count: number): SourceFile[] {
  const files: SourceFile[] = [];
  for (let n = 0; n < count; n++) {
    const pack = `generated-${Math.floor(n / 100)}`;
    if (n % 100 === 0) files.push({ path: `packs/${pack}/pack.yml`, text: packText(pack) });
    files.push({ path: `packs/${pack}/query_${n}.yml`, text: queryText(n, templates[n % templates.length]!) });
  }
  return files;
}

function packText(name: string): string {
  return `apiVersion: v1
kind: pack
spec:
  name: ${name}
  title: Generated content
  description: Queries made to measure the checker.
  status: incubating
  purpose: inventory
  promise: None.
  not_for: Anything but measuring.
  maintainers: [tooling]
`;
}

function queryText(n: number, { platform, sql, columns, given, expect }: Template): string {
  return `apiVersion: v1
kind: query
spec:
  name: query_${n}
  description: Generated query number ${n}.
  platform: ${platform}
  interval: 3600
  logging: snapshot
  query: |
${sql(n).replace(/^/gm, '    ')}
  purpose: inventory
  why: It stands for a query of its kind.
  reading: A row is what the query found; an empty result means there is none.
  columns:
${columns.map((column) => `    ${column}: The ${column} of what was found.`).join('\n')}
  references: [https://osquery.io/schema/]
  tests:
    - name: one row
      given: ${given(n)}
      expect: ${expect(n)}
`;
}

/** SQL as people write it in packs of their own, with a number in it. */
const foreignSql: readonly ((n: number) => string)[] = [
  (n) => `select * from processes where name = 'p${n}';`,
  (n) => `select name, path, pid from processes where path like '/opt/${n}/%'`,
  (n) => `select * from launchd where path like '%.job${n}.plist';`,
  (n) => `select u.username, c.name from users u join chrome_extensions c using (uid) where c.identifier = 'x${n}'`,
  (n) => `SELECT p.name, f.path\nFROM process_open_files AS f\nJOIN processes AS p ON p.pid = f.pid\nWHERE f.path LIKE '/srv/${n}/%' -- open\nGROUP BY p.name;`,
  (n) => `select * from registry where key = 'HKEY_LOCAL_MACHINE\\Software\\Vendor${n}'`,
  (n) => `select s.pid, s.remote_address, p.path from process_open_sockets s left join processes p on s.pid = p.pid where s.remote_port = ${n}`,
  (n) => `select path, sha256 from hash where path = '/usr/bin/tool${n}'`,
  (n) => `select case when value > ${n} then 'high' else 'low' end as state, name from system_controls`,
  (n) => `select * from nosuch_table_${n}`,
];

/** `count` queries in packs of fifty: `.conf`, YAML of Fleet and packs of Kibana by turns; a third names no platform. */
export function foreignPacks(count: number): SourceFile[] {
  const files: SourceFile[] = [];
  for (let first = 0; first < count; first += 50) {
    const numbers = Array.from({ length: Math.min(50, count - first) }, (_, index) => first + index);
    const queries = numbers.map((n) => ({ name: `query_${n}`, query: foreignSql[n % foreignSql.length]!(n), interval: 600 + n, ...(n % 3 > 0 && { platform: n % 3 === 1 ? 'linux' : 'darwin,windows' }) }));
    const byName = Object.fromEntries(queries.map(({ name, ...rest }) => [name, rest]));
    const turn = (first / 50) % 3;
    if (turn === 0) files.push({ path: `own/p${first}.conf`, text: JSON.stringify({ queries: byName }, null, 2) });
    else if (turn === 1) files.push({ path: `own/p${first}.yml`, text: queries.map((spec) => `---\napiVersion: v1\nkind: query\nspec: ${JSON.stringify(spec)}\n`).join('') });
    else files.push({ path: `own/p${first}.json`, text: JSON.stringify({ name: `p${first}`, enabled: true, queries: byName }, null, 2) });
  }
  return files;
}
