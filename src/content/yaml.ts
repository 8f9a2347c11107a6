import { constructFromEvents, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException, type Event, type ScalarEvent } from 'js-yaml';
import type { Finding } from '../model/finding.ts';
import type { Locator } from '../model/place.ts';
import { LineIndex } from './lines.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { deepest, startOf, YamlLocator } from './yaml-places.ts';

/** Largest file that is read as content: a thousand queries' worth. */
export const largestFile = 1_000_000;

/** A YAML text as a value, with the place of each part of it. */
export interface Document {
  readonly value: unknown;
  readonly at: Locator;
}

/**
 * Reads one YAML document. What makes it unusable is told as findings of the rule `shape` (several at once where
 * that is possible), and then there is no document: not UTF-8, NUL bytes, a byte-order mark, CRLF, broken YAML,
 * duplicate or dangerous keys, anchors, aliases, tags, several documents, or a file beyond `largestFile`.
 */
export function readYaml(file: string, text: string): { document: Document | null; findings: Finding[] } {
  const lines = new LineIndex(file, text);
  const fail = (offset: number, message: string, advice: string): Finding => {
    const place = lines.place(offset);
    return { rule: 'shape', level: 'error', place, message, advice, source: lines.line(place.line) };
  };
  const plain = text.length <= largestFile ? readPlainYaml(text) : undefined;
  if (plain !== undefined) return { document: { value: plain, at: new YamlLocator(lines, text) }, findings: [] };
  const unfit = unfitText(text);
  if (unfit) return { document: null, findings: [fail(...unfit)] };
  let events: Event[];
  try {
    events = parseEvents(text, { filename: file, maxDepth: deepest });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { document: null, findings: [fail(...syntaxFault(text, error))] };
  }
  const findings = refusals(text, events).map(([offset, message, advice]) => fail(offset, message, advice));
  if (findings.length > 0) return { document: null, findings };
  const [value] = constructFromEvents(events, { source: text, filename: file });
  return { document: { value, at: new YamlLocator(lines, text) }, findings };
}

/** A finding about a whole file: at its first line. */
export function fileFinding(file: string, message: string, advice: string): Finding {
  return { rule: 'shape', level: 'error', place: { file, line: 1, column: 1 }, message, advice };
}

/** A syntax error, with advice for what people write most often. */
export function syntaxFault(text: string, { reason, mark }: YAMLException): [number, string, string] {
  const position = mark?.position ?? 0;
  if (reason.includes('tab')) return [position, `The file is not valid YAML: ${reason}.`, 'Indent with spaces.'];
  if (reason.includes('multiline key')) return [lineWithoutKey(text, position), 'The file is not valid YAML: this line has no key, and is not indented as part of the text above it.', 'Indent it like the other lines of that text, or give it a key.'];
  const advice = 'Mend this line or the one before: keys of one level begin in one column, and a text that holds ": " or " #" or begins with one of ` @ % * & ! [ { - stands in quotes.';
  return [position, `The file is not valid YAML: ${reason}.`, advice];
}

/**
 * Where a line stands that a YAML reader has taken for the beginning of a key of several lines: it notices only at the
 * next key, at `position`.
 */
function lineWithoutKey(text: string, position: number): number {
  const before = text.slice(0, position).split('\n');
  const indent = (line: string) => line.search(/\S|$/);
  const own = indent(before.at(-1)!);
  let first = before.length - 1;
  while (first > 0 && !/^\s*(- )?[\w.@-]+:(\s|$)/.test(before[first - 1]!)) first--;
  while (first < before.length - 1 && (before[first]!.trim() === '' || indent(before[first]!) > own)) first++;
  return before.slice(0, first).reduce((sum, line) => sum + line.length + 1, 0) + indent(before[first]!);
}

function unfitText(text: string): [number, string, string] | null {
  if (text.length > largestFile) return [0, `The file is larger than ${largestFile / 1000} kB.`, 'One query a file; put data elsewhere.'];
  if (text.startsWith('\uFEFF')) return [0, 'The file begins with a byte-order mark.', 'Save it as UTF-8 without a byte-order mark.'];
  const nul = text.indexOf('\0');
  if (nul >= 0) return [nul, 'The file holds a NUL byte.', 'Save it as plain UTF-8 text.'];
  const crlf = text.indexOf('\r');
  if (crlf >= 0) return [crlf, 'The file has CRLF line ends.', 'Save it with LF line ends; .editorconfig sets this.'];
  if (text.trim() === '') return [0, 'The file is empty.', 'Write a document, or delete the file.'];
  return null;
}

type Refusal = readonly [offset: number, message: string, advice: string];

/** Keys that reach into JavaScript's own objects; no format of this repository has them. */
const dangerousKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** What YAML allows and this repository does not: anchors, tags, keys that are no words or stand twice, several documents, comments that cut a text. */
function refusals(text: string, events: readonly Event[]): Refusal[] {
  const found: Refusal[] = [];
  // The open collections: of a mapping its keys so far, and whether a key comes next.
  const open: { keys: Set<string> | null; keyNext: boolean }[] = [];
  let documents = 0;
  let anchored = false;
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      documents++;
      continue;
    }
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const start = startOf(event);
    if (documents > 1) return [...found, [Math.max(0, start), 'The file holds several YAML documents.', 'One document a file.']];
    // One alias is enough to say; a bomb has thousands.
    if (event.anchorStart >= 0 && !anchored) found.push([event.anchorStart, 'The file uses a YAML anchor or alias.', 'Write the value out: each file reads on its own.']);
    anchored ||= event.anchorStart >= 0;
    if (event.type !== EVENT_ID.ALIAS && event.tagStart >= 0) found.push([event.tagStart, 'The file uses a YAML tag.', 'Drop the tag: types follow from the format.']);
    if (event.type === EVENT_ID.SCALAR && cutsText(text, event)) found.push([event.valueEnd, 'The text ends here: of a blank and a # on, YAML reads a comment.', 'Put the text in quotes, or into a block behind |. A comment stands on a line of its own.']);
    const parent = open.at(-1);
    if (parent?.keys && parent.keyNext) {
      const problem = event.type === EVENT_ID.SCALAR ? keyProblem(event.fast ? text.slice(event.valueStart, event.valueEnd) : getScalarValue(text, event), parent.keys) : (['A key is not a plain word.', 'Write a word.'] as const);
      if (problem) found.push([Math.max(0, start), ...problem]);
    }
    if (parent?.keys) parent.keyNext = !parent.keyNext;
    if (event.type === EVENT_ID.MAPPING) open.push({ keys: new Set(), keyNext: true });
    if (event.type === EVENT_ID.SEQUENCE) open.push({ keys: null, keyNext: false });
  }
  return found;
}

/**
 * Whether a comment on the same line was surely meant as part of a text: the text has several words, or the # stands right
 * before a letter or digit. Numbers and yes or no may have a comment behind them.
 */
function cutsText(text: string, { style, valueStart, valueEnd }: ScalarEvent): boolean {
  if (style !== SCALAR_STYLE.PLAIN || valueStart < 0) return false;
  const rest = /^[ \t]+#(\S?)/.exec(text.slice(valueEnd, endOfLine(text, valueEnd)));
  const value = text.slice(valueStart, valueEnd);
  return rest !== null && !/^(-?[\d.]+|true|false|null)$/.test(value) && (/\s/.test(value) || rest[1] !== '');
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function keyProblem(name: string, keys: Set<string>): readonly [message: string, advice: string] | null {
  if (dangerousKeys.has(name)) return [`The key "${name}" is not allowed.`, 'Use another name.'];
  if (keys.has(name)) return [`The key "${name}" stands twice in this mapping.`, 'Keep one of them.'];
  keys.add(name);
  return null;
}
