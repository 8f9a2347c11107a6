import type { Nodes, Root } from 'mdast';
import { load } from 'js-yaml';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../engine/answer.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { sitePages } from './index.ts';
import { isSafeTarget, textOf } from './prose.ts';
import { sampleContent, sampleFiles, sampleQuickstart } from './sample.ts';

const reader = remark().use(remarkGfm).use(remarkFrontmatter);
const pages = sitePages(await sampleContent());
const pack = pages.get('pages/packs/keys.md')!;

function all(node: Nodes): Nodes[] {
  return 'children' in node ? [node, ...(node.children as Nodes[]).flatMap(all)] : [node];
}

function frontMatter(page: string): Record<string, unknown> {
  return load((reader.parse(page) as Root).children.find(({ type }) => type === 'yaml')!['value' as never]) as Record<string, unknown>;
}

/** Anchors of a page’s headings, as Docusaurus reads them. */
function anchors(page: string): string[] {
  return all(reader.parse(page)).flatMap((node) => (node.type === 'heading' ? (/\{#([^}]+)\}$/.exec(textOf(node))?.[1] ?? []) : []));
}

/** A file of the sample with each of these texts replaced by `value`, quoted. */
function poisoned(path: string, texts: readonly string[], value: string): string {
  return texts.reduce((file, text) => {
    expect(file).toContain(`: ${text}`);
    return file.replace(`: ${text}`, `: ${JSON.stringify(`${value} ${text}`)}`);
  }, sampleFiles[path]!);
}

describe('the files', () => {
  test('are pages for packs, topics, examples and rules, and the data that the site reads', () => {
    expect([...pages.keys()].filter((path) => !/^pages\/(?:_parts|tables)\//.test(path)).sort()).toEqual([
      'gallery-list.json',
      'home.json',
      'pages/examples/index.md',
      'pages/examples/joins/index.md',
      'pages/examples/joins/keys_of_users.md',
      'pages/good-first-contributions.md',
      'pages/packs/coming-from-the-stock-packs.md',
      'pages/packs/coverage.md',
      'pages/packs/index.md',
      'pages/packs/keys.md',
      'pages/questions.md',
      'pages/quickstart.md',
      'pages/rules/index.md',
      'pages/rules/required-column.md',
      'prism-osquery.json',
      'questions.json',
      'site-facts.json',
    ]);
  });

  test('are the same for the same content', async () => {
    expect([...sitePages(await sampleContent())]).toEqual([...pages]);
  });

  test('data is as the site expects it', () => {
    expect(JSON.parse(pages.get('home.json')!)).toEqual({
      title: 'Whose key is it?',
      sql: expect.stringMatching(/^SELECT u\.username.*;$/),
      host: 'linux-server',
      columns: ['username', 'key'],
      rows: [['ops', 'AAAA|x']],
      example: '/examples/joins/keys_of_users/',
    });
    expect(JSON.parse(pages.get('site-facts.json')!)).toEqual({ packs: 1, queries: 1, examples: 1, tests: 2, rules: 1, osqueryVersion: latestVersion });
    const names = JSON.parse(pages.get('prism-osquery.json')!) as { tables: string[]; functions: string[] };
    expect(names.tables).toEqual(expect.arrayContaining(['processes', 'users']));
    expect(names.functions).toEqual(expect.arrayContaining(['in_cidr_block', 'lower']));
  });

  test('two pages of one path are refused', async () => {
    const files = { 'packs/index/pack.yml': sampleFiles['packs/keys/pack.yml']!.replace('name: keys', 'name: index'), 'packs/index/authorized_keys.yml': sampleFiles['packs/keys/authorized_keys.yml']! };
    await expect(sampleContent(files).then(sitePages)).rejects.toThrow('Two pages would be written to pages/packs/index.md');
  });

  test('a file that Docusaurus takes for the index of its folder says its address', async () => {
    const files = { 'packs/packs/pack.yml': sampleFiles['packs/keys/pack.yml']!.replace('name: keys', 'name: packs'), 'packs/packs/authorized_keys.yml': sampleFiles['packs/keys/authorized_keys.yml']! };
    expect(frontMatter(sitePages(await sampleContent(files)).get('pages/packs/packs.md')!)).toMatchObject({ slug: '/packs/packs/' });
    expect(frontMatter(pack)).not.toHaveProperty('slug');
  });

  test('every link to another page leads to one that is there, and its anchor too', () => {
    const known = new Map([...pages].filter(([path]) => path.endsWith('.md')).map(([path, page]) => [path, new Set(anchors(page))]));
    for (const [path, page] of pages) {
      if (!path.endsWith('.md')) continue;
      for (const node of all(reader.parse(page))) {
        if (node.type !== 'link' || !/^(\.|#)/.test(node.url)) continue;
        const target = new URL(node.url, `file:///${path}`);
        expect([...known.keys()], `${path}: ${node.url}`).toContain(target.pathname.slice(1));
        if (target.hash) expect([...known.get(target.pathname.slice(1))!], `${path}: ${node.url}`).toContain(target.hash.slice(1));
      }
    }
  });

  test('no two headings of a page have one anchor', () => {
    for (const [path, page] of pages) if (path.endsWith('.md')) expect(new Set(anchors(page)).size, path).toBe(anchors(page).length);
  });
});

describe('a pack', () => {
  test('says where it is edited and what it is', () => {
    expect(frontMatter(pack)).toEqual({ title: 'Login keys', description: 'Which keys open an account.', sidebar_label: 'Login keys', sidebar_position: 1, custom_edit_url: 'packs/keys/pack.yml' });
    expect(pack).toContain(`| Fact | Value |\n| - | - |\n| Purpose | Inventory |\n| Platforms | macOS, Linux |\n| Minimum osquery | 2.7.0 |\n| Checked with osquery | 2.7.0 to ${latestVersion} |\n| Version | 1.2.0 |\n| Last release | None yet |\n| Queries | 1 |\n| Tests | 2 |\n| Cost of a run |`);
    expect(pack).toContain('| Status | Supported |\n| Kept by | [core](#pack-upkeep) |');
  });

  test('links each file with its checksum', async () => {
    const { artefacts } = await sampleContent();
    for (const file of ['keys.conf', 'keys.fleet.yml', 'keys.gitops.yml', 'keys.kibana.json']) {
      const sum = artefacts.get('SHA256SUMS')!.split('\n').find((line) => line.endsWith(`  ${file}`))!.slice(0, 64);
      expect(pack).toContain(`[${file}](pathname:///packs/${file})`);
      expect(pack).toContain(`SHA-256: \`${sum}\``);
    }
  });

  test('has a section for each query, found under its name, with the rows that its test gave', () => {
    expect(anchors(pack)).toContain('authorized_keys');
    expect(pack).toContain('From the test “one key”, on the sample host [`linux-server`](/docs/sample-hosts/):\n\n| username | key |\n| - | - |\n| `ops` | `AAAA\\|x` |');
    expect(pack).toContain('`pack_keys_authorized_keys`');
    expect(pack).toContain('`pack/Global/keys/authorized_keys`');
    expect(pack).toContain('Runs every hour (3600 s)');
    expect(pack).toContain('(https://attack.mitre.org/techniques/T1098/004/)');
    expect(pack).toContain('| nobody has a key | `linux-server` | passes, 0 rows |');
  });

  test('without its files is refused', async () => {
    await expect(sampleContent({}, { artefacts: new Map(), quickstart: sampleQuickstart.replace(/<!-- artefact.*/, '') }).then(sitePages)).rejects.toThrow('keys.conf is not among the built files');
  });

  test('says which flags and configuration it needs', async () => {
    const files = {
      'packs/keys/pack.yml': `${sampleFiles['packs/keys/pack.yml']}  flags: {disable_audit: "false", events_max: "1000"}\n  config: {file_paths: {etc: [/etc/%%]}}\n  discovery: [SELECT 1 AS one FROM os_version]\n`,
    };
    const page = sitePages(await sampleContent(files)).get('pages/packs/keys.md')!;
    expect(page).toContain('```text\n--disable_audit=false\n--events_max=1000\n```');
    expect(page).toContain('command_line_flags:\n  disable_audit: false\n  events_max: 1000\n');
    expect(page).toContain('The file for osqueryd has it already:\n\n```json\n{\n  "file_paths": {');
    expect(page).toContain('config:\n  file_paths:\n    etc:\n      - /etc/%%\n');
    expect(page).toContain('SELECT 1 AS one FROM os_version');
  });
});

describe('a query', () => {
  const queryFile = 'packs/keys/authorized_keys.yml';

  test('of an evented table says which flags it needs', async () => {
    const starts = sampleFiles[queryFile]!.replaceAll('authorized_keys', 'starts').replace(/SELECT u[^]*?;/, 'SELECT pid, path FROM process_events;').replace('darwin,linux', 'linux').replace(/ {2}tests:[^]*/, '');
    const page = sitePages(await sampleContent({ 'packs/keys/starts.yml': starts })).get('pages/packs/keys.md')!;
    expect(page).toContain('| `process_events` | Linux | `--disable_audit=false` | `true` |');
    expect(page).toContain('differential: each event is logged once, as an added row');
    expect(page).toContain('No test of this query gives a row.');
  });

  test('says what some files do not carry, and where it runs', async () => {
    const shard = sampleFiles[queryFile]!.replace('  tests:', '  osquery: {shard: 20}\n  tests:');
    const page = sitePages(await sampleContent({ [queryFile]: shard })).get('pages/packs/keys.md')!;
    expect(page).toContain('What not every program gets {#use-losses}\n\n- **fleetctl apply, Fleet GitOps, Kibana’s packs API, Kibana’s upload**: It has no shard');
    expect(page).toContain('osqueryd runs it on 20 in 100 hosts.');
  });

  test('shows a test that fails as one', async () => {
    const failing = sampleFiles[queryFile]!.replace("expect: [{username: ops, key: 'AAAA|x'}]", 'expect: [{username: ops, key: other}, {username: ops, key: another}]');
    const page = sitePages(await sampleContent({ [queryFile]: failing })).get('pages/packs/keys.md')!;
    expect(page).toContain('| one key | `linux-server` | fails: 2 rows expected, 1 given |');
    expect(page).toContain('| `ops` | `AAAA\\|x` |');
  });
});

describe('an example', () => {
  const page = pages.get('pages/examples/joins/keys_of_users.md')!;

  test('has the question as its title, then SQL and rows', () => {
    expect(frontMatter(page)).toMatchObject({ title: 'Whose key is it?', custom_edit_url: 'examples/joins/keys_of_users.yml' });
    const kinds = (reader.parse(page) as Root).children.slice(1, 5).map(({ type }) => type);
    expect(kinds).toEqual(['heading', 'code', 'table', 'paragraph']);
    expect(page).toContain('1 row on the sample host [`linux-server`](/docs/sample-hosts/).');
  });

  test('shows the wrong way with what the rules find, and the right one after it', () => {
    expect(page).toContain('- error [`required-column`](../../rules/required-column.md): Only root. Join users.');
    expect(page.indexOf('SELECT key FROM authorized_keys')).toBeLessThan(page.lastIndexOf('SELECT u.username'));
  });

  test('shows what a wrong version gives where no rule finds it', async () => {
    const content = await sampleContent();
    const [example] = content.catalogue.topics[0]!.examples;
    const shown = (result: Partial<RunResult>) => {
      const wrong = new Map([[example!, [{ findings: [], result: { error: null, columns: ['key'], rows: [], warnings: [], scans: [], ...result } }]]]);
      return sitePages({ ...content, wrong }).get('pages/examples/joins/keys_of_users.md')!;
    };
    expect(shown({ rows: [['B']] })).toContain('It gives 1 row on the same host:\n\n| key |\n| - |\n| `B` |');
    expect(shown({})).toContain('It gives no rows on the same host.');
    expect(shown({ error: { message: 'Invalid regex', offset: null } })).toContain('osquery ends it with an error: Invalid regex');
  });

  test('tells the order of the loops and the query in use', () => {
    expect(page).toContain('1. osquery generates all rows of `users` (here `u`).');
    expect(page).toContain('2. For each row of `u`, osquery generates only the rows of `authorized_keys` (here `k`) that meet the condition on `uid`; SQLite then keeps those that meet the condition on `key`.');
    expect(page).toContain('[`keys/authorized_keys`](../../packs/keys.md#authorized_keys)');
  });

  test('that ends with an error is refused', async () => {
    const files = { 'examples/joins/keys_of_users.yml': sampleFiles['examples/joins/keys_of_users.yml']!.replace('SELECT u.username, k.key', 'SELECT u.nobody, k.key') };
    await expect(sampleContent(files).then(sitePages)).rejects.toThrow('examples/joins/keys_of_users.yml: the example ends with an error on its host: no such column: u.nobody');
  });
});

describe('a rule', () => {
  const page = pages.get('pages/rules/required-column.md')!;

  test('shows SQL where the fault is there, else the file', () => {
    expect(page).toContain('```sql\nSELECT path\nFROM file\n```');
    expect(page).toContain('```yaml\nspec:\n  platform: Linux');
    expect(page).toContain('packs/a/b.yml:2:13 error required-column');
  });

  test('tells how to name an exception', () => {
    expect(page).toContain('    - rule: required-column');
  });
});

describe('whoever writes content', () => {
  test.each(['<script>alert(1)</script>', '[x](javascript:alert(1))', '![x](https://example.com/x.png)', '<img src=x onerror=alert(1)>', 'http://example.com/ a@example.com', '| a | `b', '{#os_version} :::danger'])('cannot put %s onto a page', async (value) => {
    const packFile = 'packs/keys/pack.yml';
    const queryFile = 'packs/keys/authorized_keys.yml';
    const exampleFile = 'examples/joins/keys_of_users.yml';
    const cell = `${value.replaceAll('"', '')}`;
    const content = await sampleContent({
      [packFile]: poisoned(packFile, ['Login keys', 'Which keys open an account.', 'It holds.', 'All else.'], value),
      [queryFile]: poisoned(queryFile, ['Keys that open an account.', 'Who can log in?', 'A row a key.', 'nobody has a key', 'one key'], value)
        .replace('The account.', JSON.stringify(value))
        .replace("['https://osquery.io/schema/#authorized_keys']", `[${JSON.stringify(value)}]`)
        .replace('  tests:', `  false_positives: [{what: ${JSON.stringify(value)}, tune: ${JSON.stringify(value)}}]\n  respond: ${JSON.stringify(value)}\n  exceptions: [{rule: ${JSON.stringify(value)}, reason: ${JSON.stringify(value)}}]\n  tests:`),
      'examples/joins/topic.yml': poisoned('examples/joins/topic.yml', ['Joining tables', 'What goes with what.'], value),
      [exampleFile]: poisoned(exampleFile, ['Keys by user.', 'Whose key is it?', 'One user at a time.', 'Ask more.'], value).replace('why: Only those of root.', `why: ${JSON.stringify(value)}`),
      'examples/hosts/linux-server/authorized_keys.csv': `uid,key\n1000,"A${cell}"\n`,
    });
    const hostile = sitePages({ ...content, quickstart: `${sampleQuickstart}\n${value}\n`, rules: content.rules.map((rule) => ({ ...rule, bad: rule.bad.map(({ yaml, output }) => ({ yaml, output: `${output}\n${value}` })) })) });
    for (const [path, page] of hostile) {
      if (!path.endsWith('.md')) continue;
      const nodes = all(reader.parse(page));
      expect(nodes.filter(({ type }) => ['html', 'image', 'imageReference', 'definition'].includes(type)), path).toEqual([]);
      for (const node of nodes) if (node.type === 'link') expect(node.url, path).toSatisfy((url: string) => isSafeTarget(url) || /^(?:\.\.?\/|pathname:\/\/\/packs\/)/.test(url));
    }
    const shown = all(reader.parse(hostile.get('pages/examples/joins/keys_of_users.md')!)).find(({ type }) => type === 'table')!;
    expect(textOf(shown)).toContain(`A${cell}`);
    expect(anchors(hostile.get('pages/packs/keys.md')!)).toContain('authorized_keys');
  });
});
