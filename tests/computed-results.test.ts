import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { repositoryRoot } from '../src/node/root.ts';
import { listFiles } from '../src/node/write-files.ts';

// What a page shows as a result is computed when the site is built. These sources of pages are written by hand, so they may hold none.

const digits = '\\d(?:[\\d,]*\\d)?';
const number = `(?:${digits}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`;
const hosts = '(?:here|above|on (?:this|the sample) host)';
const sentence = '(?:(?!\\n\\n)[^.])*';

/** A part of a text: a block of code with its language, or what stands between two of them with an empty one. */
interface Part {
  readonly language: string;
  readonly text: string;
}

/** What looks like a result that somebody typed, and in which parts of a text. */
const typedResults: readonly { readonly what: string; readonly within: readonly string[]; readonly pattern: RegExp }[] = [
  { what: 'a record of the result log', within: ['json', 'text', ''], pattern: /"(?:calendarTime|unixTime|diffResults|hostIdentifier)"\s*:|"action"\s*:\s*"(?:added|removed|snapshot)"/ },
  { what: 'a table of rows below SQL', within: ['below sql'], pattern: /^\s*\|/ },
  { what: 'a count of rows on a host', within: ['', 'below sql'], pattern: new RegExp(`\\b${number} (?:rows?|records?)\\b${sentence}\\b${hosts}\\b|\\b${hosts}\\b${sentence}\\b${number} (?:rows?|records?)\\b`, 'i') },
  { what: 'a count of what the site holds', within: ['', 'below sql'], pattern: new RegExp(`\\b(?:${digits}|(?:twenty|thirty|forty|fifty|hundred)\\S*) (?:packs|queries|examples|questions|rules|tests)\\b`, 'i') },
  { what: 'a time or cost that was measured', within: ['', 'below sql'], pattern: /\b\d[\d.,]* ?ms\b/ },
  { what: 'a finding', within: ['text'], pattern: /^\S+:\d+:\d+ (?:error|warning|note) [\w-]+$/m },
  { what: 'the output of a command', within: ['text'], pattern: /(?<![:\d])\b\d+ (?:errors?|warnings?|rows? added|files)\b|^tuned:/m },
];

function partsOf(markdown: string): Part[] {
  const pieces = markdown.split(/^```(\w*)[^\n]*\n([^]*?)^```[ \t]*$/m);
  return Array.from({ length: Math.ceil(pieces.length / 3) }, (_, index): Part[] => {
    const [text = '', language, code] = pieces.slice(3 * index, 3 * index + 3);
    const below = index > 0 && pieces[3 * index - 2] === 'sql' ? 'below sql' : '';
    return [{ language: below, text }, ...(language === undefined ? [] : [{ language: language || 'text', text: code! }])];
  }).flat();
}

function resultsIn(markdown: string): { what: string; text: string }[] {
  return partsOf(markdown).flatMap(({ language, text }) => typedResults.flatMap(({ what, within, pattern }) => {
    const match = within.includes(language) ? pattern.exec(text) : null;
    return match ? [{ what, text: match[0] }] : [];
  }));
}

/** Texts that are let pass, each with what holds them to the truth. */
const allowed: readonly { readonly file: string; readonly what: string; readonly because: string }[] = [
  { file: 'docs/tuning.md', what: 'the output of a command', because: 'tests/tuning-docs.test.ts runs the command and compares what it prints.' },
  { file: 'docs/tuning.md', what: 'a finding', because: 'tests/tuning-docs.test.ts runs the command and compares what it prints.' },
  { file: 'docs/check-your-own-packs.md', what: 'the output of a command', because: 'tests/check-docs.test.ts runs the commands and compares what they print.' },
  { file: 'docs/check-your-own-packs.md', what: 'a finding', because: 'tests/check-docs.test.ts runs the commands and compares what they print.' },
  { file: 'docs/contributing.md', what: 'a finding', because: 'tests/contributing-docs.test.ts runs the commands of the walk, and tests/finding-docs.test.ts the check further down.' },
  { file: 'docs/formats.md', what: 'a finding', because: 'tests/finding-docs.test.ts runs the check and compares what it prints.' },
];

/** The texts by hand that become pages: Markdown whole, and of examples what the lesson says. */
function pageTexts(): { file: string; text: string }[] {
  const read = (file: string) => readFileSync(path.join(repositoryRoot, file), 'utf8');
  const under = (folder: string, ending: string) => listFiles(path.join(repositoryRoot, folder)).filter((file) => file.endsWith(ending)).map((file) => `${folder}/${file}`);
  const markdown = [...under('docs', '.md'), ...under('examples', '.md')].map((file) => ({ file, text: read(file) }));
  const lessons = under('examples', '.yml').flatMap((file) => {
    const { spec } = load(read(file)) as { spec: { lesson?: { explanation: string; next: string; wrong?: readonly { why: string }[] } } };
    return spec.lesson ? [{ file, text: [spec.lesson.explanation, spec.lesson.next, ...(spec.lesson.wrong ?? []).map(({ why }) => why)].join('\n\n') }] : [];
  });
  return [...markdown, ...lessons];
}

const found = pageTexts().flatMap(({ file, text }) => resultsIn(text).map((one) => ({ file, ...one })));

test('no page shows a result that somebody typed', () => {
  const refused = found.filter(({ file, what }) => !allowed.some((one) => one.file === file && one.what === what));
  expect(refused, 'Use a placeholder of the quickstart, a computed part (src/artifacts/pages/parts.ts), or words without a number.').toEqual([]);
});

test('whatever is let pass is still there', () => {
  for (const { file, what } of allowed) expect(found.some((one) => one.file === file && one.what === what), `${file}: ${what}`).toBe(true);
});

describe('the patterns find', () => {
  test.each([
    ['```json\n{"name": "x", "action": "added"}\n```', 'a record of the result log'],
    ['```sql\nSELECT 1;\n```\n\n| a |\n| - |\n| 1 |\n', 'a table of rows below SQL'],
    ['On this host it gives three rows.', 'a count of rows on a host'],
    ['The two rows above are services.', 'a count of rows on a host'],
    ['The site has 56 examples.', 'a count of what the site holds'],
    ['The query takes 12 ms.', 'a time or cost that was measured'],
    ['```text\n2 errors\n```', 'the output of a command'],
    ['```text\npacks/a/b.yml:1:2 error shape\n  …\n```', 'a finding'],
  ])('%j', (text, what) => {
    expect(resultsIn(text).map((one) => one.what)).toContain(what);
  });
});
