import type { Comparison } from '../components/releases/compare.ts';
import type { Level } from '../model/finding.ts';
import type { Platform } from '../model/platform.ts';
import type { CostClass } from '../osquery/costs.ts';
import type { Plan } from '../rules/explain/bare-query.ts';
import type { Explanation } from '../rules/explain/explanation.ts';
import type { Names } from './names.ts';

export type { Explanation, Plan };

/** The sample host and the osquery that SQL is put to. */
export interface Bench {
  readonly host: string;
  /** Address of the host's rows. */
  readonly address: string;
  readonly platform: Platform;
  readonly version: string;
}

/** What a rule finds in the SQL; offsets count UTF-16 units. Without offsets it is about the osquery that was chosen. */
export interface Problem {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly advice: string;
  readonly span: { readonly from: number; readonly to: number } | null;
}

/** Rows of a run; NULL stays null, other values are as osquery logs them. */
export interface Result {
  readonly error: string | null;
  /** What to do about the error, where that is known. */
  readonly advice: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Lines that osquery would log as warnings. */
  readonly warnings: readonly string[];
  /** Time of the run in ms. */
  readonly ms: number;
  readonly cost: { readonly class: CostClass; readonly ms: number; readonly unmeasured: readonly string[]; readonly walks: boolean } | null;
}

/** SQL, and the rows that it gave when the site was built. */
export interface BuiltRows {
  readonly sql: string;
  readonly bench: Bench;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The query as files of the programs that schedule it, or why there are none. */
export type Artefacts = { readonly error: string } | { readonly error: null; readonly files: readonly { readonly title: string; readonly language: string; readonly text: string; readonly note: string }[] };

/** What replacing one SQL by another does on hosts that run it. */
export type Upgrade = { readonly error: string } | { readonly error: null; readonly comparison: Comparison; readonly sums: readonly string[] };

/** Every task of the worker: what is asked and what it gives. */
export interface Tasks {
  readonly host: { ask: { bench: Bench }; give: true };
  readonly names: { ask: { bench: Bench }; give: Names };
  readonly check: { ask: { sql: string; bench: Bench; plan: Plan }; give: readonly Problem[] };
  readonly explain: { ask: { sql: string; bench: Bench; plan: Plan }; give: Explanation };
  readonly run: { ask: { sql: string; bench: Bench; plan: Plan }; give: Result };
  readonly schedule: { ask: { sql: string; plan: Plan }; give: Artefacts };
  readonly upgrade: { ask: { before: string; after: string; bench: Bench; plan: Plan; hosts: number }; give: Upgrade };
}

export type Kind = keyof Tasks;

export interface Request<K extends Kind = Kind> {
  readonly id: number;
  readonly kind: K;
  readonly ask: Tasks[K]['ask'];
}
