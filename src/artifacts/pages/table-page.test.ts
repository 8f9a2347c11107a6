import { describe, expect, test } from 'vitest';
import { latestVersion } from '../../osquery/schema.ts';
import { sitePages } from './index.ts';
import { sampleContent } from './sample.ts';

const pages = sitePages(await sampleContent({
  'examples/hosts/linux-server/process_events.csv': `pid,path,cmdline\n7,/bin/sh,${'x'.repeat(300)}\n`,
  'examples/hosts/linux-server/processes.csv': `pid,name\n${Array.from({ length: 12 }, (_, pid) => `${pid},p${pid}`).join('\n')}\n`,
}));
const page = (name: string) => pages.get(`pages/tables/${name}.md`)!;

/** The section of a page under a heading. */
function section(name: string, title: string): string {
  return page(name).split(/^## /m).find((part) => part.startsWith(title)) ?? '';
}

describe('the page of a table', () => {
  test('says what a row is, and the facts', () => {
    expect(page('users')).toContain('# `users`\n\nOne row for each account that the system knows locally.');
    expect(page('file')).toContain('| Required column | `path` or `directory` |');
    expect(page('users')).toContain('| Platforms | macOS, Linux, Windows |\n| Since osquery | 2.7.0 or before; Windows 2.8.0 |\n| Rows | State of the host |\n| Time to read all | 25 rows in 0.12 ms |\n| Read by | 1 query in packs, 1 example |');
  });

  test('begins with a query and the rows that it gives, the first of many', () => {
    expect(section('authorized_keys', 'Start here')).toContain('```sql\nSELECT u.username, ak.key\nFROM users AS u\nCROSS JOIN authorized_keys AS ak USING (uid);\n```\n\n| username | key |\n| - | - |\n| `ops` | `AAAA\\|x` |\n\n1 row on the sample host [`linux-server`](/docs/sample-hosts/).');
    expect(section('processes', 'Start here')).toContain('| `7` | `p7` |\n\nThe first 8 of 12 rows on the sample host');
  });

  test('cuts a long cell short', () => {
    expect(section('process_events', 'Start here')).toContain(`\`${'x'.repeat(160)}…\` |`);
  });

  test('has a starting query for each platform where they differ, and says where there are no rows to show', () => {
    expect(section('file', 'Start here').match(/^### .*$/gm)).toEqual(['### macOS, Linux {#start-on-darwin-linux}', '### Windows {#start-on-windows}']);
    expect(section('file', 'Start here')).toContain('No sample host has rows of this table');
  });

  test('tells what osquery does with it', () => {
    expect(section('authorized_keys', 'What osquery does')).toContain('It is [per user](/docs/concepts/required-columns/)');
    expect(section('file', 'What osquery does')).toContain('It needs a value for `path` or `directory`');
    expect(section('file', 'What osquery does')).toMatch(/Always empty on Linux: `attributes`, .*`bsd_flags`/);
    expect(section('registry', 'What osquery does')).toContain('Give a value for `key` or `path` with `=` or `LIKE`.');
    expect(section('yara_file', 'What osquery does')).toContain('It has nothing to look for without rules');
    expect(section('process_events', 'What osquery does')).toContain('Read it alone: without an alias');
    expect(section('process_events', 'What osquery does')).toContain('| `process_events` | Linux | `--disable_audit=false` | `true` |');
    expect(section('processes', 'What osquery does')).toContain('A condition on `pid` is handed to it');
    expect(section('processes', 'What osquery does')).toContain('Reading all of it took 12 ms of CPU for 67 rows');
  });

  test('tells what patterns on its path give', () => {
    expect(section('file', 'What osquery does')).toContain('- `path`: A folder that a pattern finds comes with a separator at its end');
  });

  test('lists columns with what differs from the table', () => {
    expect(section('file', 'Columns')).toContain('| `path` | TEXT | | | [required](/docs/concepts/required-columns/), looked up by value |');
    expect(section('file', 'Columns')).toContain('| `bsd_flags` | TEXT | macOS | 4.1.2 | |');
    expect(section('process_events', 'Columns')).toContain('old name `environment`');
  });

  test('links what reads it', () => {
    expect(section('users', 'Used by')).toContain('- Pack [Login keys](../packs/keys.md): [`authorized_keys`](../packs/keys.md#authorized_keys).\n- Example [Whose key is it?](../examples/joins/keys_of_users.md)');
    expect(section('users', 'Used by')).toContain('(/gallery/?table=users)');
    expect(section('users', 'Used by')).toContain('- [Who can log in with a key?](../questions.md#who_can_log_in_with_a_key)');
    expect(section('registry', 'Used by')).toContain('No query of the packs or the examples reads it.');
  });

  test('that is gone says since when, what has its name now, and has no query', () => {
    expect(page('yara')).toContain('osquery 5.23.0 and later do not have this table: a query that reads it fails. Today the name is another one for [`yara_file`](./yara_file.md).');
    expect(page('yara')).toContain('| Until osquery | 5.22.1 |');
    expect(section('yara', 'Start here') + section('yara', 'Used by') + section('yara', 'What osquery does')).toBe('');
    expect(section('yara', 'Versions')).toContain('| 5.23.0 | Gone from macOS, Linux, Windows. |\n| 5.8.1 | New on Linux: `pid_with_namespace`. |');
  });
});

describe('the index of tables', () => {
  const index = page('index');

  test('counts and groups them, those that are gone apart', () => {
    expect(index).toContain(`osquery ${latestVersion} has 8 tables: 7 on macOS, 7 on Linux, 6 on Windows.`);
    expect(index).toContain('## Users and access {#users}\n\n| Table | Platforms | Read by |\n| - | - | -: |\n| [`users`](./users.md) One row for each account that the system knows locally. | macOS, Linux, Windows | 2 |\n| [`authorized_keys`](./authorized_keys.md) One row for each public key with which a user can be logged in to over SSH. Per user. | macOS, Linux | 2 |');
    expect(index).toContain('[`file`](./file.md) One row for each file or folder that the query names by path, pattern or folder. Needs `path` or `directory`. |');
    expect(index).toContain('[`process_events`](./process_events.md) One row for each program that was started, as the system’s audit saw it. Evented. |');
    expect(index.slice(index.indexOf('## Gone'))).toContain('| [`yara`](./yara.md) One row for each file that the query named: the YARA rules that matched it. | macOS, Linux, Windows | 2.7.0 or before | 5.22.1 | 5.23.0 |');
  });

  test('asks for the filter', () => {
    expect(index).toMatch(/^filter: "tables"$/m);
    expect(index).toContain('## Find a table {#find-a-table}');
  });
});

test('the highlighter knows what a hover says of each table with a page', () => {
  const names = JSON.parse(pages.get('prism-osquery.json')!) as { pages: Record<string, string[]> };
  expect(names.pages).toMatchObject({ 'Evented table on macOS, Linux': ['process_events'], 'Per-user table on macOS, Linux': ['authorized_keys'], 'Table on Windows': ['registry'] });
  expect(JSON.stringify(names.pages)).not.toContain('"yara"');
});
