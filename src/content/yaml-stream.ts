import { constructFromEvents, EVENT_ID, parseEvents, YAMLException, type Event } from 'js-yaml';
import type { Finding } from '../model/finding.ts';
import type { SourceFile } from './files.ts';
import { LineIndex } from './lines.ts';
import { deepest, YamlLocator } from './yaml-places.ts';
import { syntaxFault, type Document } from './yaml.ts';

/** Most characters of a file of somebody else's YAML. */
const largestStream = 20_000_000;

/** Most aliases in one document: people who use them use a few. */
const mostAliases = 100;

/**
 * Reads YAML as other tools write it: several documents, anchors and aliases, CRLF, a byte-order mark. Each document
 * stands for itself, so that a broken one is told as a finding of `rule` and the others are still read. An alias is not
 * copied, so that no document becomes larger than its text; merge keys (`<<`) and tags beyond those of JSON are refused.
 */
export function readYamlStream(file: SourceFile, rule: string): { documents: Document[]; findings: Finding[] } {
  const text = file.text.replaceAll('\r\n', '\n');
  const lines = new LineIndex(file.path, text);
  const findings: Finding[] = [];
  const fail = (offset: number, message: string, advice: string): void => {
    const place = lines.place(Math.min(offset, text.length));
    findings.push({ rule, level: 'error', place, message, advice, source: lines.line(place.line) });
  };
  if (text.length > largestStream) {
    fail(0, `The file has more than ${largestStream / 1_000_000} million characters, and is not read.`, 'Split it.');
    return { documents: [], findings };
  }
  const documents: Document[] = [];
  for (const [base, own] of documentsOf(text)) {
    try {
      const events = parseEvents(own, { filename: file.path, maxDepth: deepest });
      const refused = refusal(own, events);
      if (refused) {
        fail(base + refused[0], refused[1], refused[2]);
        continue;
      }
      for (const value of constructFromEvents(events, { source: own, filename: file.path, maxAliases: mostAliases })) {
        if (value !== null && value !== undefined) documents.push({ value, at: new YamlLocator(lines, own, base) });
      }
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const [offset, message, advice] = syntaxFault(own, error);
      fail(base + offset, message.replace('The file', 'The document'), advice);
    }
  }
  return { documents, findings };
}

/** The documents of a text with their beginnings. `---` at the beginning of a line parts them, whatever stands around it. */
function* documentsOf(text: string): Iterable<[base: number, document: string]> {
  let base = text.startsWith('\uFEFF') ? 1 : 0;
  for (const { index } of text.matchAll(/^---(?=[ \t\n]|$)/gm)) {
    if (text.slice(base, index).trim() !== '') yield [base, text.slice(base, index)];
    base = index;
  }
  if (text.slice(base).trim() !== '') yield [base, text.slice(base)];
}

/** What is not read although YAML has it, with its offset. */
function refusal(text: string, events: readonly Event[]): [number, string, string] | null {
  for (const event of events) {
    if (event.type === EVENT_ID.SCALAR && event.valueEnd - event.valueStart === 2 && text.startsWith('<<', event.valueStart)) return [event.valueStart, 'The document uses a merge key (<<), which is not read here.', 'Write the keys out.'];
    if ('tagStart' in event && event.tagStart >= 0 && !/^!!(str|int|float|bool|null|map|seq)$/.test(text.slice(event.tagStart, event.tagEnd))) return [event.tagStart, 'The document uses a YAML tag, which is not read here.', 'Drop the tag.'];
  }
  return null;
}
