import type { Finding } from '../model/finding.ts';
import { excerpt } from '../report/screen.ts';
import type { ForeignVerdict } from '../rules/check-foreign.ts';
import { rules } from '../rules/index.ts';
import type { CheckView, FindingView, QueryView } from './protocol.ts';

/** Characters of a source line that are shown around a finding. */
const excerptWidth = 96;

const paged: ReadonlySet<string> = new Set(rules.map(({ name }) => name));

/** Verdicts and findings as plain data for the page; the number of a finding is its place in `findings`. */
export function checkView(version: string, files: number, packs: readonly { readonly name: string; readonly queries: readonly unknown[] }[], verdicts: readonly ForeignVerdict[], findings: readonly Finding[]): CheckView {
  const views = findings.map(findingView);
  const keyOf = (file: string, query: string) => `${file}\n${query}`;
  const byQuery = new Map<string, FindingView[]>(verdicts.map(({ query }) => [keyOf(query.file, query.name), []]));
  const loose: FindingView[] = [];
  for (const [index, { query, place }] of findings.entries()) (byQuery.get(keyOf(place.file, query ?? '')) ?? loose).push(views[index]!);
  const levelled = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return {
    version, files,
    packs: packs.map(({ name, queries }) => ({ name, queries: queries.length })),
    queries: verdicts.map((verdict, id) => queryView(verdict, id, byQuery.get(keyOf(verdict.query.file, verdict.query.name))!)),
    findings: loose,
    counts: { error: levelled('error'), warning: levelled('warning'), note: levelled('note') },
  };
}

function findingView({ rule, level, place, message, advice, source }: Finding, id: number): FindingView {
  return {
    id, rule, level, hasPage: paged.has(rule), file: place.file, line: place.line, column: place.column, message,
    advice: advice ?? null,
    excerpt: source === undefined ? null : excerpt(source, place.column, excerptWidth),
  };
}

function queryView({ pack, query, unjudged, platforms, minimumVersion, reads, columns, required, flags, cost }: ForeignVerdict, id: number, findings: readonly FindingView[]): QueryView {
  return {
    id, unjudged, minimumVersion, required, flags, cost, findings,
    pack: pack.name, name: query.name, logName: query.logName, file: query.file,
    line: query.at.inText(['spec', 'query'], 0).line,
    sql: query.sql, interval: query.interval,
    platforms: platforms.map(({ platform, error }) => ({ platform, error: error?.message ?? null })),
    tables: [...new Set(reads.map(({ table }) => table))].sort(),
    columns: columns.map(({ name }) => name),
  };
}
