import type { Finding } from '../../model/finding.ts';
import { platforms } from '../../model/platform.ts';
import { addFinding, type Complaint } from '../complaint.ts';
import { stem, type SourceFile } from '../files.ts';
import { LineIndex } from '../lines.ts';
import { judgeInterval, judgePlatform, judgeShard, judgeVersion } from '../osquery-conf/judge-values.ts';
import { longestOsqueryInterval } from '../osquery-conf/limits.ts';
import { matchesPlatform, threeNumbers } from '../osquery-conf/matching.ts';
import type { JsonScalar } from '../osquery-conf/json.ts';
import { sizeOf } from '../osquery-conf/values.ts';
import { logName } from '../../model/names.ts';
import { judgeName } from './common.ts';
import { plainQuery, type ForeignQuery } from './model.ts';
import { folderName, locatorOf } from './places.ts';
import type { ForeignRule } from './rules.ts';

/** What osqtool reads from comments that take a whole line (chainguard-dev/osqtool pkg/query/query.go). */
const directives = ['interval', 'platform', 'version', 'tags', 'shard', 'value'] as const;
type Directive = (typeof directives)[number];

/** Platforms that the end of a file's name stands for, and words of the directive that osqtool replaces. */
const endings = { linux: 'linux', macos: 'darwin', darwin: 'darwin', posix: 'posix', unix: 'posix', windows: 'windows', win: 'windows' } as const;
const replaced: Readonly<Record<string, string>> = { macos: 'darwin', unix: 'posix', win: 'windows' };

interface Found {
  readonly text: string;
  readonly offset: number;
}

/** What the comments of a file say. */
interface Header {
  readonly description: string | null;
  readonly values: ReadonlyMap<Directive, Found>;
  /** Lines below `references:` and `false positives:`, which no program reads. */
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
}

/** Reads an `.sql` file with one query, named after the file, as osqtool does; without a header it is a query all the same. */
export function readSql(file: SourceFile, version: string): { query: ForeignQuery; findings: Finding[] } {
  const sql = file.text.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');
  const lines = new LineIndex(file.path, sql);
  const name = stem(file.path);
  const findings: Finding[] = [];
  const tell = (rule: ForeignRule, offset: number, complaint: Complaint): void => addFinding({ findings, query: name }, lines, rule, lines.place(offset), complaint);
  const header = readHeader(sql, tell);
  const judge = (key: Directive, rule: ForeignRule, ask: (value: JsonScalar) => Complaint | null): void => {
    const found = header.values.get(key);
    const complaint = found && ask(asText(found));
    if (complaint) tell(rule, found.offset, complaint);
  };
  judge('interval', 'foreign-interval', (value) => judgeInterval(value, name));
  judge('version', 'foreign-key', (value) => judgeVersion(value, version));
  judge('shard', 'foreign-key', judgeShard);
  judge('platform', 'foreign-platform', (value) => judgePlatform({ ...value, text: replaced[value.text] ?? value.text }));
  const complaint = judgeName(name);
  if (complaint) tell('foreign-name', 0, complaint);
  const values = new Map([...header.values].map(([key, { offset }]) => [ownKeys[key], lines.place(offset)] as const));
  const body = bodyStart(sql);
  if (body === null) tell('foreign-query', 0, { level: 'error', message: 'The file holds no SQL.', advice: 'Write a SELECT, or delete the file.' });
  const interval = header.values.has('interval') ? sizeOf(asText(header.values.get('interval')!)) : 0n;
  const shard = header.values.has('shard') ? Number(sizeOf(asText(header.values.get('shard')!))) : 0;
  return {
    findings,
    query: {
      ...plainQuery,
      name, sql,
      logName: logName(folderName(file.path), name),
      file: file.path,
      at: locatorOf({ file: file.path, name: () => lines.place(0), value: (key) => values.get(key) ?? null, sql: (offset) => lines.place(offset), line: (line) => lines.line(line) }),
      interval: interval > 0n && interval <= longestOsqueryInterval ? Number(interval) : null,
      platforms: platformsOf(name, header.values.get('platform'), tell),
      unjudged: body === null ? 'it has no SQL' : null,
      minimumVersion: threeNumbers(header.values.get('version')?.text ?? ''),
      description: header.description,
      value: header.values.get('value')?.text || null,
      references: header.references,
      falsePositives: header.falsePositives,
      tags: (header.values.get('tags')?.text ?? '').split(/\s+/).filter(Boolean),
      shard: shard > 0 && shard < 100 ? shard : null,
    },
  };
}

const ownKeys: Readonly<Record<Directive, string>> = { interval: 'interval', platform: 'platform', version: 'min_osquery_version', tags: 'tags', shard: 'osquery', value: 'why' };

function asText({ text }: Found): JsonScalar {
  return { kind: 'string', at: 0, end: 0, text };
}

function readHeader(sql: string, tell: (rule: ForeignRule, offset: number, complaint: Complaint) => void): Header {
  const values = new Map<Directive, Found>();
  const lists: Record<'references' | 'false positives', string[]> = { references: [], 'false positives': [] };
  let description: string | null = null;
  let list: string[] | null = null;
  let offset = 0;
  for (const line of sql.split('\n')) {
    const comment = /^([ \t]*--[ \t]*)(.*?)[ \t]*$/.exec(line);
    const text = comment?.[2] ?? '';
    if (comment && offset === 0 && text !== '') description = text;
    const directive = comment && /^([A-Za-z]+)([ \t]*):[ \t]*(.*)$/.exec(text);
    const word = directive?.[1]!.toLowerCase() as Directive;
    if (directive && directives.includes(word)) {
      const at = offset + comment[1]!.length;
      if (directive[1] === word && directive[2] === '') values.set(word, { text: directive[3]!, offset: at + text.length - directive[3]!.length });
      else if (offset > 0) tell('sql-header', at, { level: 'note', message: `osqtool reads "${directive[1]}${directive[2]}:" as prose.`, advice: `Write ${word}: in lower case and without a blank before the colon, if it is meant as a directive.` });
    }
    const opened = comment && /^(references|refs|reference|related|false positives)[ \t]*:/i.exec(text);
    if (opened) list = lists[opened[1]!.toLowerCase() === 'false positives' ? 'false positives' : 'references'];
    else if (!comment || text === '' || directive) list = comment && /^[*-]?[ \t]*https?:/.test(text) ? list : null;
    if (list && !opened) list.push(text.replace(/^[*-][ \t]*/, ''));
    offset += line.length + 1;
  }
  return { description, values, references: lists.references, falsePositives: lists['false positives'] };
}

/** Where the first statement begins; null where the text is nothing but comments. */
function bodyStart(sql: string): number | null {
  const comments = /(?:\s|;|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))*/y;
  comments.lastIndex = 0;
  const end = comments.exec(sql)![0].length;
  return end < sql.length ? end : null;
}

function platformsOf(name: string, written: Found | undefined, tell: (rule: ForeignRule, offset: number, complaint: Complaint) => void): ForeignQuery['platforms'] {
  const ending = (Object.keys(endings) as (keyof typeof endings)[]).find((word) => name.endsWith(word));
  const implied = ending && endings[ending];
  const text = written ? (replaced[written.text] ?? written.text) : implied;
  if (written && implied && text !== implied) {
    tell('foreign-platform', written.offset, { level: 'error', message: `The directive says ${written.text}, and the end of the file’s name ${ending}: osqtool refuses the file.`, advice: 'Make the two agree.' });
  }
  if (text === undefined) return null;
  const meant = platforms.filter((platform) => matchesPlatform(text, platform));
  return meant.length === platforms.length ? null : meant;
}
