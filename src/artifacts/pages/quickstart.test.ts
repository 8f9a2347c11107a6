import { readFileSync } from 'node:fs';
import type { RootContent } from 'mdast';
import { remark } from 'remark';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../content/osquery-conf/index.ts';
import { platforms } from '../../model/platform.ts';
import { inHome } from '../../osquery/installed.ts';
import { fleetCommand, hostCommands, hostSteps, kibanaCommand, rpmCommand } from '../commands.ts';
import { daemonFiles, packPath } from '../daemon-files.ts';
import { firstLooks } from '../first-look.ts';
import { quickstartPage } from './quickstart-page.ts';
import { sampleContent, sampleQuickstart } from './sample.ts';

const reader = remark().use(remarkGfm).use(remarkFrontmatter, ['yaml']);
const source = readFileSync(new URL('../../../examples/quickstart/quickstart.md', import.meta.url), 'utf8');
const content = await sampleContent();
const page = quickstartPage(content);

function blocks(markdown: string): { lang: string | null | undefined; value: string }[] {
  const inside = (node: { type: string; children?: readonly unknown[] }): RootContent[] => (node.type === 'code' ? [node as RootContent] : (node.children ?? []).flatMap((child) => inside(child as typeof node)));
  return inside(reader.parse(markdown)) as unknown as { lang: string | null | undefined; value: string }[];
}

const withPart = (part: string) => quickstartPage({ ...content, quickstart: `${sampleQuickstart}\n${part}\n` });

describe('the page', () => {
  test('shows results and files in place of their placeholders', () => {
    expect(page).not.toContain('<!--');
    expect(page).toContain('| `ops` | `AAAA\\|x` |');
    expect(page).toContain('"authorized_keys": {');
    expect(page).toContain('custom_edit_url: "examples/quickstart/quickstart.md"');
  });

  test('marks the query that is to be tried', () => {
    expect(withPart('<!-- try: examples/joins/keys_of_users -->')).toContain('```sql try\n');
    expect(page).not.toContain('```sql try\n');
  });

  test('shows the records that the file put into the folder causes', () => {
    const shown = blocks(`${withPart('<!-- record: linux added -->')}\n${withPart('<!-- record: linux removed -->')}`).filter(({ value }) => value.includes('"action"')).map(({ value }) => JSON.parse(value) as unknown);
    const common = { name: 'first_look', hostIdentifier: 'linux-server', epoch: 0, numerics: false, columns: { path: firstLooks.linux.file } };
    expect(shown).toEqual([
      { ...common, calendarTime: 'Fri Nov 20 08:00:20 2026 UTC', unixTime: 1_795_161_620, counter: 1, action: 'added' },
      { ...common, calendarTime: 'Fri Nov 20 08:00:30 2026 UTC', unixTime: 1_795_161_630, counter: 2, action: 'removed' },
    ]);
  });

  test.each([
    ['<!-- artefact: keys.conf -->', '<!-- record: linux gone -->', 'quickstart.md:13: there is no action "gone". Known: added, removed.'],
    ['<!-- artefact: keys.conf -->', '<!-- command: plan9 start -->', 'quickstart.md:13: there is no platform "plan9". Known: darwin, linux, windows.'],
    ['<!-- artefact: keys.conf -->', '<!-- command: linux dance -->', 'quickstart.md:13: there is no step "dance". Known: install'],
    ['<!-- artefact: keys.conf -->', '<!-- file: linux osquery.db -->', 'quickstart.md:13: there is no file of the daemon "osquery.db". Known: osquery.conf, osquery.flags.'],
    ['<!-- result: examples/joins/keys_of_users -->', '<!-- result: examples/joins/nothing -->', 'quickstart.md:9: there is no example "examples/joins/nothing". Known: examples/joins/keys_of_users.'],
    ['<!-- artefact: keys.conf -->', '1. x\n\n   <!-- artefact: locks.conf -->', 'quickstart.md:15: there is no built file "locks.conf". Known: SHA256SUMS, catalog.json, keys.conf'],
    ['<!-- artefact: keys.conf -->', 'text <!-- artefact: keys.conf -->', 'quickstart.md:13: the placeholder does not stand alone on its line'],
    ['<!-- artefact: keys.conf -->', '<!-- artefact: keys.conf --> text', 'quickstart.md:13: the placeholder does not stand alone on its line'],
    ["title: 'Quickstart: \"ten minutes\"'", 'titel: x', 'quickstart.md:1: the front matter has no title'],
    ['pack: keys', 'pack: ', 'quickstart.md:1: the front matter has no pack'],
    ['---\ntitle', '\ntitle', 'quickstart.md:1: the front matter has no title'],
    ["title: 'Quickstart: \"ten minutes\"'", 'title: "x', 'quickstart.md:1: the front matter is not YAML'],
  ])('%s as %s is refused', (from, to, message) => {
    expect(() => quickstartPage({ ...content, quickstart: sampleQuickstart.replace(from, to) })).toThrow(message);
  });
});

describe.each(platforms)('on %s', (platform) => {
  const files = daemonFiles(platform, ['host-inventory'], [firstLooks[platform].query]);
  const pack = readFileSync(new URL('../../../static/packs/host-inventory.conf', import.meta.url), 'utf8');
  const onHost = (path: string) => (path === packPath(platform, 'host-inventory') ? { path: 'host-inventory.conf', text: pack } : null);

  test('osquery reads the configuration, and schedules the first query and those of the pack', () => {
    const { accepted, packs, findings } = readConfig({ path: 'osquery.conf', text: files['osquery.conf'].text }, { files: { read: onHost, glob: () => [] } });
    expect(findings).toEqual([]);
    expect(accepted).toBe(true);
    expect(packs.map(({ name }) => name)).toEqual(['main', 'host-inventory']);
    expect(packs[0]!.queries).toMatchObject([{ logName: 'first_look', interval: 10, snapshot: false }]);
    expect(packs[0]!.queries[0]!.runs.has(platform)).toBe(true);
    expect(packs[1]!.queries.filter(({ runs }) => runs.has(platform)).length).toBeGreaterThan(5);
  });

  test('each flag stands on a line of its own, and names the files that are shown', () => {
    const flags = files['osquery.flags'].text.trimEnd().split('\n');
    expect(flags).toEqual(flags.map(() => expect.stringMatching(/^--[a-z_]+=\S.*$/)));
    expect(flags).toContain(`--config_path=${files['osquery.conf'].path}`);
  });

  test('commands name the files that the configuration names', () => {
    const { place, 'make-file': make, 'remove-file': remove, log } = hostCommands(platform, 'host-inventory');
    expect(place.text).toContain('host-inventory.conf');
    expect(place.text).toContain(inHome(platform, 'packs'));
    for (const { text } of [make, remove]) expect(text).toContain(firstLooks[platform].file);
    expect(log.text).toContain(firstLooks[platform].query.name);
  });
});

describe('the text', () => {
  test('has no command, configuration or record of its own: all are computed', () => {
    expect(blocks(source)).toEqual([]);
    expect(source).not.toMatch(/^\|/m);
  });

  test('asks for every step on each platform, and for both files and records', () => {
    for (const platform of platforms) {
      for (const step of hostSteps) expect(source).toContain(`<!-- command: ${platform} ${step} -->`);
      for (const name of ['osquery.conf', 'osquery.flags']) expect(source).toContain(`<!-- file: ${platform} ${name} -->`);
      for (const action of ['added', 'removed']) expect(source).toContain(`<!-- record: ${platform} ${action} -->`);
    }
  });

  test('names only files that are built', () => {
    const built = readFileSync(new URL('../../../static/packs/SHA256SUMS', import.meta.url), 'utf8');
    const named = [...source.matchAll(/`([a-z0-9-]+\.(?:conf|fleet\.yml|gitops\.yml|kibana\.json))`/g)].map(([, file]) => file!);
    expect(named.length).toBeGreaterThan(0);
    for (const file of named) expect(built).toContain(`  ${file}\n`);
  });

  test('says how often the first query runs, as its configuration does', () => {
    for (const platform of platforms) expect(firstLooks[platform].query.interval).toBe(10);
    expect(source).toMatch(/every ten\s+seconds/);
  });
});

test('each command line stands in one place of the source', () => {
  const lines = [...platforms.flatMap((platform) => Object.values(hostCommands(platform, 'host-inventory'))), fleetCommand('host-inventory'), kibanaCommand('host-inventory'), rpmCommand].flatMap(({ text }) => text.split('\n'));
  for (const line of new Set(lines)) expect(source).not.toContain(line);
});
