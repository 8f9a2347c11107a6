import type { Finding } from '../model/finding.ts';
import { countLevels, type CheckReport, type QueryReport } from './check-report.ts';

/** A finding as programs read it; lines and columns count from 1, and what is not known is null. */
interface JsonFinding {
  rule: string;
  level: 'error' | 'warning' | 'note';
  file: string;
  line: number;
  column: number;
  message: string;
  advice: string | null;
  pack: string | null;
  query: string | null;
}

/** A query as programs read it; `findings` repeats those of the query’s file. */
interface JsonQuery {
  file: string;
  pack: string;
  query: string;
  kind: string;
  platforms: Record<string, { compiles: boolean; error: string | null }>;
  minimum_version: string | null;
  reads: { table: string; column: string }[];
  columns: { name: string; type: string | null }[];
  /** Of packs of others: the format, the log name, columns that its tables demand, flags that they need, the cost, and why it was not judged. */
  format?: string;
  log_name?: string | null;
  required?: { table: string; columns: string[] }[];
  flags?: Record<string, string>;
  cost?: string | null;
  unjudged?: string | null;
  findings: JsonFinding[];
}

/**
 * The report for programs. Its form is stable: keys may be added, and `version` rises when one is removed or
 * changes its meaning. The level names are those of `Level`, the statement kinds those of `StatementKind`.
 */
export interface JsonReport {
  version: 1;
  summary: { files: number; queries: number; errors: number; warnings: number; notes: number };
  queries: JsonQuery[];
  findings: JsonFinding[];
}

/** A check as JSON text, by the form of `JsonReport`. */
export function jsonReport(report: CheckReport): string {
  const { error, warning, note } = countLevels(report.findings);
  const body: JsonReport = {
    version: 1,
    summary: { files: report.files, queries: report.queries.length, errors: error, warnings: warning, notes: note },
    queries: report.queries.map((query) => asQuery(query, query.findings ?? report.findings.filter(({ place }) => place.file === query.file))),
    findings: report.findings.map(asFinding),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

function asQuery(query: QueryReport, findings: readonly Finding[]): JsonQuery {
  const platforms = Object.entries(query.platforms).map(([name, { compiles, error }]) => [name, { compiles, error }] as const);
  return {
    file: query.file,
    pack: query.pack,
    query: query.query,
    kind: query.kind,
    platforms: Object.fromEntries(platforms),
    minimum_version: query.minimumVersion,
    reads: query.reads.map(({ table, column }) => ({ table, column })),
    columns: query.columns.map(({ name, type }) => ({ name, type })),
    ...(query.foreign && {
      format: query.foreign.format,
      log_name: query.foreign.logName,
      required: query.foreign.required.map(({ table, columns }) => ({ table, columns: [...columns] })),
      flags: { ...query.foreign.flags },
      cost: query.foreign.cost,
      unjudged: query.foreign.unjudged,
    }),
    findings: findings.map(asFinding),
  };
}

function asFinding({ rule, level, place, message, advice, pack, query }: Finding): JsonFinding {
  return { rule, level, file: place.file, line: place.line, column: place.column, message, advice: advice ?? null, pack: pack ?? null, query: query ?? null };
}
