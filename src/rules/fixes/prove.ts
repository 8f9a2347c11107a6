import { readForeign, type ForeignPack, type ForeignQuery, type ForeignReading } from '../../content/foreign/index.ts';
import type { SourceFile } from '../../content/files.ts';
import { LineIndex } from '../../content/lines.ts';
import type { Engine } from '../../engine/engine.ts';
import { significantTokens } from '../../engine/tokens.ts';
import type { Finding } from '../../model/finding.ts';
import type { Place } from '../../model/place.ts';
import { judgeForeign, type ForeignCheckOptions, type ForeignVerdict } from '../check-foreign.ts';
import type { Edit, FixSubject, Proposal } from './fix.ts';
import { fixes } from './index.ts';
import { scalarAt, spell, sqlSpellings } from './scalar.ts';

/** Packs of others as they were read and checked: the verdicts come in the order of the queries. */
export interface Checked {
  readonly files: readonly SourceFile[];
  readonly reading: ForeignReading;
  readonly verdicts: readonly ForeignVerdict[];
  readonly options: ForeignCheckOptions;
}

/** A fix that holds: with it the finding is gone, and no error has come. Its edits are those of a file. */
export interface ProvenFix {
  readonly fix: string;
  readonly title: string;
  readonly consequence: string | null;
  readonly file: string;
  readonly edits: readonly Edit[];
}

/**
 * The fix for a finding, proved by reading and judging the mended file: the finding is gone, no rule finds an error that it
 * did not find before, every other query is what it was, and the query gives the columns that it gave. Null where there is none.
 */
export function proveFix(engine: Engine, checked: Checked, finding: Finding): ProvenFix | null {
  const file = checked.files.find(({ path }) => path === finding.place.file);
  const able = fixes.filter(({ rules }) => rules.includes(finding.rule));
  if (!file || able.length === 0) return null;
  const lines = new LineIndex(file.path, file.text);
  const subject = subjectFor(checked, file, lines, finding);
  for (const fix of able) {
    const proposal = fix.propose(subject);
    for (const edits of proposal ? waysToWrite(proposal, subject, lines) : []) {
      if (holds(engine, checked, subject, proposal!, file, edits)) return { fix: fix.name, title: proposal!.title, consequence: proposal!.consequence, file: file.path, edits };
    }
  }
  return null;
}

/** A text with changes; of changes that overlap the first counts. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  let mended = '';
  let done = 0;
  for (const { from, to, text: written } of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (from < done) continue;
    mended += text.slice(done, from) + written;
    done = to;
  }
  return mended + text.slice(done);
}

function subjectFor({ verdicts, reading }: Checked, file: SourceFile, lines: LineIndex, finding: Finding): FixSubject {
  const named = verdicts.filter(({ query }) => query.file === file.path && query.name === finding.query);
  const inSql = named.map((verdict) => ({ verdict, at: offsetIn(verdict.query, finding.place) })).find(({ at }) => at !== null);
  const verdict = inSql?.verdict ?? named[0] ?? null;
  const pack = verdict?.pack ?? reading.packs.find(({ name }) => name === finding.pack);
  return {
    finding, verdict,
    at: inSql?.at ?? null,
    tokens: verdict ? significantTokens(verdict.query.sql) : [],
    scalar: scalarAt(file.text, lines.offset(finding.place)),
    taken: new Set(pack?.queries.map(({ name }) => name)),
  };
}

/** The offset in the SQL of the token that stands at a place; null where none does. */
function offsetIn({ at, sql }: ForeignQuery, { line, column }: Place): number | null {
  const found = significantTokens(sql).find(({ start }) => {
    const place = at.inText(['spec', 'query'], start);
    return place.line === line && place.column === column;
  });
  return found?.start ?? null;
}

/** The edits of the file that a proposal may come to: how its text is quoted there shows when it is read again. */
function waysToWrite({ change }: Proposal, { verdict, scalar }: FixSubject, lines: LineIndex): Edit[][] {
  if ('value' in change) return scalar ? [[{ from: scalar.from, to: scalar.to, text: spell(change.value, scalar) }]] : [];
  if (!verdict) return [];
  const offset = (at: number) => lines.offset(verdict.query.at.inText(['spec', 'query'], at));
  const spelt = change.sql.map(({ from, to, text }) => ({ from: offset(from), to: offset(to), texts: sqlSpellings(text) }));
  const ways = Math.max(...spelt.map(({ texts }) => texts.length));
  return Array.from({ length: ways }, (_, way) => spelt.map(({ from, to, texts }) => ({ from, to, text: texts[Math.min(way, texts.length - 1)]! })));
}

function holds(engine: Engine, { files, reading, verdicts, options }: Checked, { finding, verdict }: FixSubject, { change }: Proposal, file: SourceFile, edits: readonly Edit[]): boolean {
  const mended = files.map((one) => (one === file ? { path: file.path, text: withEdits(file.text, edits) } : one));
  const again = readForeign(mended, options.version === undefined ? {} : { version: options.version });
  const [old, now] = [entriesOf(reading), entriesOf(again)];
  if (old.length !== now.length) return false;
  const before = [...reading.findings];
  const after = [...again.findings];
  const { hosts: _, ...plain } = options;
  for (const [index, { pack, query }] of now.entries()) {
    const was = old[index]!.query;
    const wanted = 'sql' in change && verdict?.query === was ? withEdits(was.sql, change.sql) : was.sql;
    if (query.sql !== wanted) return false;
    if (factsOf(query) === factsOf(was)) continue;
    const fresh = judgeForeign(engine, pack, query, plain);
    before.push(...verdicts[index]!.findings);
    after.push(...fresh.findings);
    if ('sql' in change && namesOf(fresh) !== namesOf(verdicts[index]!)) return false;
  }
  const found = (all: readonly Finding[]) => all.filter(({ rule, place }) => rule === finding.rule && place.file === file.path).length;
  return found(after) < found(before) && [...errorsOf(after)].every(([rule, number]) => number <= (errorsOf(before).get(rule) ?? 0));
}

function entriesOf({ packs }: ForeignReading): { pack: ForeignPack; query: ForeignQuery }[] {
  return packs.flatMap((pack) => pack.queries.map((query) => ({ pack, query })));
}

/** What of a query its verdict depends on. */
function factsOf({ name, sql, interval, platforms, logging, minimumVersion }: ForeignQuery): string {
  return JSON.stringify([name, sql, interval, platforms, logging, minimumVersion]);
}

function namesOf({ columns }: ForeignVerdict): string {
  return JSON.stringify(columns.map(({ name }) => name));
}

function errorsOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, level } of findings) if (level === 'error') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
