import type { z } from 'zod';
import type { Catalogue, Host, Pack, Query, Topic, Value } from '../model/catalogue.ts';
import { compareText, type Finding } from '../model/finding.ts';
import { listFile, type ValueList } from '../model/list.ts';
import { packFile, topicFile, type PackSpec, type TopicSpec } from '../model/pack.ts';
import type { Locator, Path } from '../model/place.ts';
import type { Platform } from '../model/platform.ts';
import { queryFile } from '../model/query.ts';
import { themeFile, type Theme } from '../model/question.ts';
import type { StockFates } from '../model/stock.ts';
import { latestVersion, tablesAt } from '../osquery/schema.ts';
import { fileRole, type SourceFile } from './files.ts';
import { listFindings } from './lists.ts';
import { questionFindings } from './questions.ts';
import { readRows } from './rows.ts';
import { readShape } from './shape.ts';
import { readStock } from './stock.ts';
import { fileFinding, readYaml } from './yaml.ts';

/** The content of a repository, with everything that could not be read told as findings of the rule `shape`. */
export interface Reading {
  readonly catalogue: Catalogue;
  /** Lists of packs. Their rows are not in the SQL of the queries yet: see fillLists. */
  readonly lists: readonly ValueList[];
  readonly findings: readonly Finding[];
  /** What becomes of the queries of osquery's stock packs; empty where nothing is said of them. */
  readonly stock: StockFates;
  /** Questions that people ask, with the names of their answers, in reading order. */
  readonly themes: readonly Theme[];
  /** How many files were looked at. */
  readonly files: number;
}

interface Draft<T> {
  readonly file: string;
  readonly spec: T;
  readonly at: Locator;
}

/**
 * Reads packs, examples and sample hosts from texts. A file that cannot be read is left out and told; the others are
 * still read. Pure: the texts come from the caller.
 */
export function readCatalogue(files: readonly SourceFile[]): Reading {
  const findings: Finding[] = [];
  const packs = new Map<string, Draft<PackSpec>>();
  const topics = new Map<string, Draft<TopicSpec>>();
  const queries: Query[] = [];
  const lists: ValueList[] = [];
  const themes: Theme[] = [];
  const hosts = new Map<string, Map<string, ReadonlyMap<string, Value>[]>>();
  for (const file of [...files].sort((a, b) => compareText(a.path, b.path))) {
    const role = fileRole(file.path);
    if (role === null && file.path.endsWith('.yaml')) findings.push(fileFinding(file.path, 'The name of the file ends with .yaml.', `Name it ${file.path.slice(0, -5)}.yml.`));
    else if (role === null) findings.push(fileFinding(file.path, 'Nothing is kept at this place.', 'A query is packs/<pack>/<query>.yml or examples/<topic>/<example>.yml, a list packs/<pack>/lists/<list>.yml, questions are examples/questions/<theme>.yml, rows are examples/hosts/<host>/<table>.csv.'));
    else if (role.kind === 'rows') readHostTable(file, role, hosts, findings);
    else if (role.kind === 'pack') keep(packs, role.group, readDocument(file, packFile, findings));
    else if (role.kind === 'topic') keep(topics, role.group, readDocument(file, topicFile, findings));
    else if (role.kind === 'list') {
      const draft = readDocument(file, listFile, findings);
      if (!draft) continue;
      const list = { group: role.group, ...draft };
      const misfits = listFindings(list);
      findings.push(...misfits);
      if (misfits.length === 0) lists.push(list);
    } else if (role.kind === 'questions') {
      const draft = readDocument(file, themeFile, findings);
      if (draft) themes.push(draft);
    } else if (role.kind === 'query') {
      const draft = readDocument(file, queryFile, findings);
      if (draft) queries.push({ setting: role.setting, group: role.group, ...draft });
    }
  }
  const byFolder = groupByFolder(queries);
  const inFolder = ({ file }: { readonly file: string }) => byFolder.get(folderOf(file)) ?? [];
  const catalogue: Catalogue = {
    packs: [...packs.values()].map((draft): Pack => ({ queries: inFolder(draft), ...draft })),
    topics: [...topics.values()].map((draft): Topic => ({ examples: inTopicOrder(draft, inFolder(draft)), ...draft })).sort((a, b) => a.spec.position - b.spec.position),
    hosts: new Map([...hosts].map(([name, rows]): [string, Host] => [name, { name, rows }])),
  };
  const stock = files.find(({ path }) => fileRole(path)?.kind === 'stock');
  const { fates, findings: unmapped } = stock ? readStock(stock, catalogue.packs) : { fates: new Map(), findings: [] };
  findings.push(...unmapped, ...strayQueries(queries, packs, topics, files), ...emptyPacks(catalogue, files), ...listedExamples(catalogue, byFolder, files));
  themes.sort((a, b) => a.spec.position - b.spec.position);
  findings.push(...questionFindings(themes, catalogue, new Set(files.map(({ path }) => path))));
  return { catalogue, lists, stock: fates, themes, findings, files: files.length };
}

/** The platform of a sample host, told by the beginning or end of its name. */
export function hostPlatform(name: string): Platform {
  if (/^(macos|darwin)-/.test(name)) return 'darwin';
  return name.startsWith('windows-') ? 'windows' : 'linux';
}

function keep<T>(drafts: Map<string, Draft<T>>, group: string, draft: Draft<T> | null): void {
  if (draft) drafts.set(group, draft);
}

function readDocument<T>(file: SourceFile, schema: z.ZodType<{ spec: T }>, findings: Finding[]): Draft<T> | null {
  const { document, findings: broken } = readYaml(file.path, file.text);
  findings.push(...broken);
  if (!document) return null;
  const { value, findings: misfits } = readShape(document, schema);
  findings.push(...misfits);
  return value ? { file: file.path, spec: value.spec, at: document.at } : null;
}

function readHostTable(file: SourceFile, role: { host: string; table: string }, hosts: Map<string, Map<string, ReadonlyMap<string, Value>[]>>, findings: Finding[]): void {
  const platform = hostPlatform(role.host);
  const table = tablesAt(platform, latestVersion).get(role.table);
  if (!table) {
    findings.push(fileFinding(file.path, `osquery ${latestVersion} has no table ${role.table} on ${platform}.`, 'Name the file after a table of the host’s platform.'));
    return;
  }
  const { rows, findings: broken } = readRows(file.path, file.text, table);
  findings.push(...broken);
  const host = hosts.get(role.host) ?? new Map<string, ReadonlyMap<string, Value>[]>();
  hosts.set(role.host, host.set(role.table, rows));
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}

function groupByFolder(queries: readonly Query[]): Map<string, Query[]> {
  const groups = new Map<string, Query[]>();
  for (const query of queries) {
    const folder = folderOf(query.file);
    const group = groups.get(folder);
    if (group) group.push(query);
    else groups.set(folder, [query]);
  }
  return groups;
}

function inTopicOrder(draft: Draft<TopicSpec>, own: readonly Query[]): Query[] {
  return draft.spec.examples.flatMap((name) => own.filter((query) => query.spec.name === name));
}

/** Queries whose folder has no pack.yml or topic.yml at all; one that is there but broken is told already. */
function strayQueries(queries: readonly Query[], packs: ReadonlyMap<string, unknown>, topics: ReadonlyMap<string, unknown>, files: readonly SourceFile[]): Finding[] {
  const paths = new Set(files.map(({ path }) => path));
  return queries.flatMap((query) => {
    const head = query.setting === 'production' ? 'pack.yml' : 'topic.yml';
    const known = query.setting === 'production' ? packs : topics;
    if (known.has(query.group) || paths.has(`${folderOf(query.file)}/${head}`)) return [];
    return [fileFinding(query.file, `The folder has no ${head}.`, `Add ${folderOf(query.file)}/${head}; docs/formats.md tells what it holds.`)];
  });
}

/** Packs without a file of a query; those that were removed have none by nature. */
function emptyPacks({ packs }: Catalogue, files: readonly SourceFile[]): Finding[] {
  const held = new Set(files.map(({ path }) => fileRole(path)).filter((role) => role?.kind === 'query').map(({ group }) => group));
  return packs.filter(({ file, spec }) => spec.status !== 'removed' && !held.has(folderOf(file).split('/').at(-1)!)).map(({ at }): Finding => {
    const place = at.value(['spec', 'name']);
    return { rule: 'shape', level: 'error', place, message: 'The pack has no queries.', advice: 'Add the file of a query beside pack.yml. A pack that is given up has status: removed.', source: at.line(place.line) };
  });
}

/** Examples that their topic's list leaves out, and names in the list that have no file. A broken file is told already. */
function listedExamples(catalogue: Catalogue, byFolder: ReadonlyMap<string, readonly Query[]>, files: readonly SourceFile[]): Finding[] {
  const paths = new Set(files.map(({ path }) => path));
  return catalogue.topics.flatMap((topic) => {
    const folder = folderOf(topic.file);
    const finding = (at: Locator, path: Path, message: string, advice: string): Finding => {
      const place = at.value(path);
      return { rule: 'shape', level: 'error', place, message, advice, source: at.line(place.line) };
    };
    const names = topic.spec.examples;
    const missing = names.flatMap((name, index) => {
      const path = ['spec', 'examples', index];
      if (names.indexOf(name) !== index) return [finding(topic.at, path, `The example "${name}" stands twice.`, 'Keep one of them.')];
      return paths.has(`${folder}/${name}.yml`) ? [] : [finding(topic.at, path, `The example "${name}" has no file.`, `Add ${folder}/${name}.yml, or drop the entry.`)];
    });
    const unlisted = (byFolder.get(folder) ?? [])
      .filter(({ spec }) => !names.includes(spec.name))
      .map(({ at, spec }) => finding(at, ['spec', 'name'], `The topic does not list the example "${spec.name}", so no page shows it.`, `Add ${spec.name} to examples in ${topic.file}, where it is to be read.`));
    return [...missing, ...unlisted];
  });
}
