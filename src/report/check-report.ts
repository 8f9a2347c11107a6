import type { Read, StatementKind } from '../engine/answer.ts';
import type { Finding, Level } from '../model/finding.ts';
import type { Platform } from '../model/platform.ts';

/** How a query fared on one platform, at the newest osquery. */
export interface PlatformReport {
  readonly compiles: boolean;
  /** SQLite’s or osquery’s message; null where it compiles. */
  readonly error: string | null;
}

/** What is known of one query, whether anything was found or not. */
export interface QueryReport {
  readonly file: string;
  /** Name of the pack or topic that holds it. */
  readonly pack: string;
  readonly query: string;
  readonly kind: StatementKind;
  /** One entry for each platform that it claims. */
  readonly platforms: Readonly<Partial<Record<Platform, PlatformReport>>>;
  /** Oldest osquery that runs it on all its platforms, as computed; null where it is not known. */
  readonly minimumVersion: string | null;
  readonly reads: readonly Read[];
  readonly columns: readonly { readonly name: string; readonly type: string | null }[];
  /** Its findings; those of its file where they are left out. */
  readonly findings?: readonly Finding[];
  /** What is told of a query of others beside. */
  readonly foreign?: {
    readonly format: string;
    /** Null where nothing is logged. */
    readonly logName: string | null;
    readonly required: readonly { readonly table: string; readonly columns: readonly string[] }[];
    readonly flags: Readonly<Record<string, string>>;
    readonly cost: string | null;
    /** Why it was not judged; null where it was. */
    readonly unjudged: string | null;
  };
}

/** What a check gave, as every report takes it. */
export interface CheckReport {
  /** How many files were checked. */
  readonly files: number;
  /** All findings in reading order (`compareFindings`). */
  readonly findings: readonly Finding[];
  readonly queries: readonly QueryReport[];
}

/** How many findings there are of each level. */
export function countLevels(findings: readonly Finding[]): Record<Level, number> {
  const counts: Record<Level, number> = { error: 0, warning: 0, note: 0 };
  for (const { level } of findings) counts[level]++;
  return counts;
}
