import type { ExportFormat } from '../artifacts/foreign.ts';
import type { SourceFile } from '../content/files.ts';
import type { Level } from '../model/finding.ts';
import type { Platform } from '../model/platform.ts';
import type { CostClass } from '../osquery/costs.ts';
import type { DiffLine } from '../report/line-diff.ts';

/** A sample host by which costs are told, and the address of its rows. */
export interface HostAddress {
  readonly name: string;
  readonly platform: Platform;
  readonly address: string;
}

/** A finding as the page shows it. */
export interface FindingView {
  /** Its number among all findings of the check. */
  readonly id: number;
  readonly rule: string;
  /** Whether the rule reference has a page on it. */
  readonly hasPage: boolean;
  readonly level: Level;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly advice: string | null;
  /** The part of the source line around the place, and how many characters of it stand before the place. */
  readonly excerpt: { readonly text: string; readonly caret: number } | null;
}

/** A verdict as the page shows it. */
export interface QueryView {
  readonly id: number;
  readonly pack: string;
  readonly name: string;
  readonly logName: string | null;
  readonly file: string;
  readonly line: number;
  readonly sql: string;
  readonly interval: number | null;
  readonly unjudged: string | null;
  readonly platforms: readonly { readonly platform: Platform; readonly error: string | null }[];
  readonly minimumVersion: string | null;
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  readonly required: readonly { readonly table: string; readonly columns: readonly string[] }[];
  readonly flags: Readonly<Record<string, string>>;
  readonly cost: CostClass | null;
  readonly findings: readonly FindingView[];
}

/** What a check tells. */
export interface CheckView {
  readonly version: string;
  /** How many files were read. */
  readonly files: number;
  readonly packs: readonly { readonly name: string; readonly queries: number }[];
  readonly queries: readonly QueryView[];
  /** Findings of files and packs that are about no query. */
  readonly findings: readonly FindingView[];
  /** How many findings of each level. */
  readonly counts: Readonly<Record<Level, number>>;
}

/** A fix that holds, for the finding with this number. */
export interface FixView {
  readonly finding: number;
  readonly title: string;
  readonly consequence: string | null;
}

/** Fixes that hold, and for how many findings none was tried, because that would take too long. */
export interface FixesView {
  readonly fixes: readonly FixView[];
  readonly left: number;
}

/** Files with fixes taken, how many findings there are before and after, and what else comes of it; or why they cannot be taken together. */
export type Mended =
  | { readonly error: string }
  | { readonly error: null; readonly files: readonly SourceFile[]; readonly changed: readonly { readonly path: string; readonly diff: readonly DiffLine[] }[]; readonly before: number; readonly after: number; readonly consequences: readonly string[] };

/** What becomes of the queries with another osquery. */
export interface UpgradeView {
  readonly summary: string;
  readonly kinds: readonly { readonly title: string; readonly changes: readonly { readonly query: string; readonly platforms: readonly Platform[]; readonly since: string; readonly what: string; readonly advice: string }[] }[];
  readonly daemonTitle: string;
  readonly daemon: readonly { readonly since: string; readonly queries: number; readonly what: string; readonly advice: string }[];
  readonly refused: readonly string[];
}

/** What is asked of the worker of the page, and what it gives. All but `check` are about what was checked last. */
export interface CheckTasks {
  readonly check: { ask: { files: readonly SourceFile[]; version: string; platforms: readonly Platform[]; hosts: readonly HostAddress[] }; give: CheckView };
  readonly fixes: { ask: null; give: FixesView };
  readonly mend: { ask: { findings: readonly number[] }; give: Mended };
  readonly upgrade: { ask: { from: string; to: string }; give: UpgradeView };
  readonly export: { ask: { pack: number; format: ExportFormat }; give: { text: string; losses: readonly string[] } };
}
