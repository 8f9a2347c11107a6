import type { RootContent } from 'mdast';
import { load } from 'js-yaml';
import type { SiteContent } from './content.ts';
import { heading, printPage, type FrontMatter } from './mdast.ts';
import { plainText, prose } from './prose.ts';
import { parts, PlaceholderError } from './quickstart-parts.ts';

const file = 'examples/quickstart/quickstart.md';

/** A comment that asks for something computed in its place: `<!-- result: examples/joins/… -->`. */
const placeholder = new RegExp(`^<!--\\s*(${Object.keys(parts).join('|')})\\b:?\\s*(.*?)\\s*-->$`, 's');
const begun = new RegExp(`<!--\\s*(?:${Object.keys(parts).join('|')})\\b`);

/**
 * The Quickstart, from its Markdown. A placeholder, alone in its block, becomes what is computed for it (`parts` tells the kinds);
 * headings stay headings. The front matter names the pack that the page runs.
 * Throws an Error that names file, line and remedy where a placeholder names nothing, or front matter is missing.
 */
export function quickstartPage(content: SiteContent): string {
  const { head, pack, body, firstLine } = parted(content.quickstart.replace(/\r\n?/g, '\n'));
  const blocks = prose(body, {
    heading: (children, depth) => (depth === 1 ? [] : [{ type: 'heading', depth, children }]),
    html: (value, line) => filledIn(content, value.trim(), pack, firstLine + line - 1),
  });
  const misplaced = body.split('\n').findIndex((line) => begun.test(line) && !placeholder.test(line.trim()));
  if (misplaced >= 0) throw failure(firstLine + misplaced, 'the placeholder does not stand alone on its line', `Write it with nothing beside it, as one of: ${Object.values(parts).map(({ form }) => `<!-- ${form} -->`).join(', ')}.`);
  return printPage({ ...head, custom_edit_url: file }, [heading(1, String(head['title'])), ...blocks]);
}

/** Front matter and text of the file, and the line on which the text begins. */
function parted(source: string): { head: FrontMatter; pack: string; body: string; firstLine: number } {
  const match = /^---\n(.*?)\n---[ \t]*(?:\n|$)/s.exec(source);
  const read = match ? front(match[1]!) : {};
  const field = (name: string) => {
    const value = read[name];
    if (typeof value !== 'string' || value.trim() === '') throw failure(1, `the front matter has no ${name}`, `Begin the file with a line ---, then ${name}: <text>, then a line ---.`);
    return plainText(value);
  };
  const head = { title: field('title'), description: field('description'), sidebar_label: 'Quickstart', sidebar_position: 1 };
  return { head, pack: field('pack'), body: source.slice(match![0].length), firstLine: match![0].split('\n').length };
}

function front(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = load(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    throw failure(1, `the front matter is not YAML: ${error instanceof Error ? error.message : String(error)}`, 'Put texts with a colon or quotes into quotes.');
  }
}

function filledIn(content: SiteContent, value: string, pack: string, line: number): RootContent[] | undefined {
  const [, kind, words = ''] = placeholder.exec(value) ?? [];
  if (kind === undefined) return undefined;
  try {
    return parts[kind]!.part(content, words.split(/\s+/), pack);
  } catch (error) {
    if (error instanceof PlaceholderError) throw failure(line, error.message, error.remedy);
    throw error;
  }
}

function failure(line: number, problem: string, remedy: string): Error {
  return new Error(`${file}:${line}: ${problem}. ${remedy}`);
}
