import type { RootContent } from 'mdast';
import { load } from 'js-yaml';
import type { SiteContent } from './content.ts';
import { lessonOf, resultOn } from './example-page.ts';
import { download, linkTo, places } from './links.ts';
import { fence, heading, paragraph, printPage, say, type FrontMatter } from './mdast.ts';
import { plainText, prose } from './prose.ts';
import { sampleRecord } from './sample-record.ts';
import { count } from './wording.ts';

const file = 'examples/quickstart/quickstart.md';

/** A comment that asks for something in its place: `<!-- result: … -->`, `<!-- artefact: … -->` or `<!-- record: … -->`. */
const placeholder = /^<!--\s*(result|artefact|record)\b:?\s*(.*?)\s*-->$/s;

/** Lines of a file that are shown whole; of a longer one, so many are. */
const mostLines = 40;

/**
 * The Quickstart, from its Markdown: `<!-- result: examples/<topic>/<example> -->` becomes the SQL of that example and
 * what it gives, `<!-- artefact: <file> -->` that built file, `<!-- record: <pack>/<query> added -->` (or `removed`) the
 * record that osquery logs of a row of that query, each alone in its block. Its headings stay headings.
 * Throws an Error that names file, line and remedy where a placeholder names nothing, or front matter is missing.
 */
export function quickstartPage(content: SiteContent): string {
  const { head, body, firstLine } = parted(content.quickstart.replace(/\r\n?/g, '\n'));
  const blocks = prose(body, {
    heading: (children, depth) => (depth === 1 ? [] : [{ type: 'heading', depth, children }]),
    html: (value, line) => filledIn(content, value.trim(), firstLine + line - 1),
  });
  const misplaced = body.split('\n').findIndex((line) => /<!--\s*(?:result|artefact|record)\b/.test(line) && !placeholder.test(line.trim()));
  if (misplaced >= 0) throw failure(firstLine + misplaced, 'the placeholder does not stand alone on its line', 'Write it as <!-- result: examples/<topic>/<example> -->, <!-- artefact: <file> --> or <!-- record: <pack>/<query> added -->, with nothing beside it.');
  return printPage({ ...head, custom_edit_url: file }, [heading(1, String(head['title'])), ...blocks]);
}

/** Front matter and text of the file, and the line on which the text begins. */
function parted(source: string): { head: FrontMatter; body: string; firstLine: number } {
  const match = /^---\n(.*?)\n---[ \t]*(?:\n|$)/s.exec(source);
  const read = match ? front(match[1]!) : {};
  const field = (name: string) => {
    const value = read[name];
    if (typeof value !== 'string' || value.trim() === '') throw failure(1, `the front matter has no ${name}`, `Begin the file with a line ---, then ${name}: <text>, then a line ---.`);
    return plainText(value);
  };
  const head = { title: field('title'), description: field('description'), sidebar_label: 'Quickstart', sidebar_position: 1 };
  return { head, body: source.slice(match![0].length), firstLine: match![0].split('\n').length };
}

function front(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = load(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    throw failure(1, `the front matter is not YAML: ${error instanceof Error ? error.message : String(error)}`, 'Put texts with a colon or quotes into quotes.');
  }
}

function filledIn(content: SiteContent, value: string, line: number): RootContent[] | undefined {
  const [, kind, target = ''] = placeholder.exec(value) ?? [];
  if (kind === undefined) return undefined;
  if (kind === 'record') return record(content, target, line);
  return kind === 'result' ? result(content, target, line) : artefact(content, target, line);
}

function record(content: SiteContent, target: string, line: number): RootContent[] {
  const [name = '', action] = target.split(/\s+/);
  const queries = content.catalogue.packs.flatMap((pack) => pack.queries);
  const query = queries.find(({ group, spec }) => `${group}/${spec.name}` === name);
  if (!query) throw failure(line, `there is no query "${name}"`, `Known: ${queries.map(({ group, spec }) => `${group}/${spec.name}`).join(', ') || 'none'}.`);
  if (action !== 'added' && action !== 'removed') throw failure(line, `the record of ${name} is neither one of a row added nor of one removed`, `Write <!-- record: ${name} added --> or <!-- record: ${name} removed -->.`);
  const logged = sampleRecord(content, query, action);
  if (!logged) throw failure(line, `no record of a row ${action} can be made of ${name}`, 'Name a differential query that has a passing test with rows on a sample host.');
  return [fence('json', JSON.stringify(logged, null, 2))];
}

function result(content: SiteContent, target: string, line: number): RootContent[] {
  const examples = content.catalogue.topics.flatMap((topic) => topic.examples);
  const nameOf = (query: (typeof examples)[number]) => `examples/${query.group}/${query.spec.name}`;
  const query = examples.find((candidate) => nameOf(candidate) === target);
  if (!query) throw failure(line, `there is no example "${target}"`, `Known: ${examples.map(nameOf).join(', ') || 'none'}.`);
  return [...resultOn(content, query), paragraph(say`Explained: ${linkTo(places.quickstart, places.example(query), plainText(lessonOf(query).question))}`)];
}

function artefact(content: SiteContent, target: string, line: number): RootContent[] {
  const text = content.artefacts.get(target);
  if (text === undefined) throw failure(line, `there is no built file "${target}"`, `Known: ${[...content.artefacts.keys()].join(', ') || 'none'}.`);
  return excerpt(target, text);
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

function failure(line: number, problem: string, remedy: string): Error {
  return new Error(`${file}:${line}: ${problem}. ${remedy}`);
}
