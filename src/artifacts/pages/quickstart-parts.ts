import type { Code, RootContent } from 'mdast';
import { hostPlatform } from '../../content/catalogue.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { logPath } from '../../osquery/installed.ts';
import { fleetCommand, hostCommands, hostSteps, kibanaCommand, rpmCommand, type CommandLines } from '../commands.ts';
import { daemonFileNames, daemonFiles } from '../daemon-files.ts';
import { firstLooks } from '../first-look.ts';
import type { SiteContent } from './content.ts';
import { lessonOf, resultOn } from './example-page.ts';
import { docs, download, linkTo, places } from './links.ts';
import { logRecord } from './log-record.ts';
import { code, fence, link, paragraph, say, table } from './mdast.ts';
import { plainText } from './prose.ts';
import { count, platformName } from './wording.ts';

/** What a placeholder cannot be filled with, and what to do. */
export class PlaceholderError extends Error {
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(problem);
    this.remedy = remedy;
  }
}

/** What is put in the place of a placeholder: of its words, on the page about `pack`. */
type Part = (content: SiteContent, words: readonly string[], pack: string) => RootContent[];

/** Lines of a file that are shown whole; of a longer one, so many are. */
const mostLines = 40;

/** Every kind of placeholder, with the form in which it is written. */
export const parts: Readonly<Record<string, { readonly form: string; readonly part: Part }>> = {
  try: { form: 'try: examples/<topic>/<example>', part: (content, [name = '']) => result(content, name, true) },
  result: { form: 'result: examples/<topic>/<example>', part: (content, [name = '']) => result(content, name, false) },
  artefact: { form: 'artefact: <file>', part: (content, [name = '']) => artefact(content, name) },
  command: { form: `command: <platform> <${hostSteps.join('|')}>, or command: <rpm|fleet|kibana>`, part: command },
  file: { form: `file: <platform> <${daemonFileNames.join('|')}>`, part: daemonFile },
  record: { form: 'record: <platform> <added|removed>', part: record },
  logs: { form: 'logs', part: logs },
};

/** An example: its SQL, which the page lets its reader edit and run where it is to be tried, and what it gives. */
function result(content: SiteContent, name: string, tried: boolean): RootContent[] {
  const examples = content.catalogue.topics.flatMap((topic) => topic.examples);
  const query = chosen(examples, name, 'example', (candidate) => `examples/${candidate.group}/${candidate.spec.name}`);
  const shown = resultOn(content, query);
  const explained = linkTo(places.quickstart, places.example(query), plainText(lessonOf(query).question));
  if (!tried) return [...shown, paragraph(say`Explained: ${explained}`)];
  // The count of rows is left out: it would stand there still when the reader has run something else.
  const [sql, ...rows] = shown.filter(({ type }) => type !== 'paragraph');
  return [{ ...sql, meta: 'try' } as Code, ...rows, paragraph(say`It runs on the sample host ${link(docs.sampleHosts, code(lessonOf(query).host))}. Explained: ${explained}`)];
}

function artefact(content: SiteContent, name: string): RootContent[] {
  chosen([...content.artefacts.keys()], name, 'built file', (file) => file);
  return excerpt(name, content.artefacts.get(name)!);
}

function command(_content: SiteContent, [who = '', step = '']: readonly string[], pack: string): RootContent[] {
  const others: Readonly<Record<string, CommandLines>> = { rpm: rpmCommand, fleet: fleetCommand(pack), kibana: kibanaCommand(pack) };
  const lines = Object.hasOwn(others, who) ? others[who]! : hostCommands(platformOf(who), pack)[chosen(hostSteps, step, 'step', String)];
  return [fence(lines.shell, lines.text)];
}

function daemonFile(_content: SiteContent, [who = '', name = '']: readonly string[], pack: string): RootContent[] {
  const platform = platformOf(who);
  const { path, text } = daemonFiles(platform, [pack], [firstLooks[platform].query])[chosen(daemonFileNames, name, 'file of the daemon', String)];
  return [paragraph(say`${code(path)}:`), fence(name.endsWith('.conf') ? 'json' : 'text', text)];
}

function record(content: SiteContent, [who = '', action = '']: readonly string[]): RootContent[] {
  const platform = platformOf(who);
  const line = content.firstLooks.get(platform)![chosen(['added', 'removed'] as const, action, 'action', String)];
  const host = [...content.catalogue.hosts.values()].find(({ name }) => hostPlatform(name) === platform);
  return [fence('json', JSON.stringify(logRecord(line, String(host?.rows.get('system_info')?.[0]?.get('hostname') ?? host?.name ?? platform)), null, 2))];
}

function logs(): RootContent[] {
  return [table(['System', 'What changed', 'Whole pictures'], platforms.map((platform) => [platformName(platform), code(logPath(platform, 'results')), code(logPath(platform, 'snapshots'))]))];
}

function platformOf(word: string): Platform {
  return chosen(platforms, word, 'platform', String);
}

/** The one of `known` that has this name. Throws a PlaceholderError where none has. */
function chosen<T>(known: readonly T[], name: string, what: string, nameOf: (one: T) => string): T {
  const found = known.find((one) => nameOf(one) === name);
  if (found === undefined) throw new PlaceholderError(`there is no ${what} "${name}"`, `Known: ${known.map(nameOf).join(', ') || 'none'}.`);
  return found;
}

/** A file whole where it is short; else one that stays valid: a pack with its first query, or the first lines. */
function excerpt(name: string, text: string): RootContent[] {
  const lines = text.trimEnd().split('\n');
  const language = /\.(conf|json)$/.test(name) ? 'json' : /\.ya?ml$/.test(name) ? 'yaml' : 'text';
  if (lines.length <= mostLines) return [fence(language, text), paragraph(say`This is ${download(name)}, whole.`)];
  const pack = language === 'json' ? withFirstQuery(text) : undefined;
  if (pack) return [fence('json', pack.text), paragraph(say`This is ${download(name)} with the first of its ${count(pack.queries, 'query', 'queries')}.`)];
  return [fence(language, lines.slice(0, mostLines).join('\n')), paragraph(say`These are the first ${mostLines} of ${lines.length} lines of ${download(name)}.`)];
}

function withFirstQuery(text: string): { text: string; queries: number } | undefined {
  const pack = JSON.parse(text) as { queries?: unknown };
  if (typeof pack.queries !== 'object' || pack.queries === null || Array.isArray(pack.queries)) return undefined;
  const queries = Object.entries(pack.queries);
  return { text: JSON.stringify({ ...pack, queries: Object.fromEntries(queries.slice(0, 1)) }, null, 2), queries: queries.length };
}
