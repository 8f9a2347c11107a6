import type { Platform } from '../model/platform.ts';
import type { Value } from '../model/catalogue.ts';

/** The osquery that a statement is put to. */
export interface Target {
  readonly platform: Platform;
  /** One of the versions of the schema history, such as `5.23.1`. */
  readonly version: string;
  /** False where the daemon runs with `disable_events`: evented tables then warn and are empty. */
  readonly events?: boolean;
}

/** What kind of statement the text is; `none` for blanks and comments. */
export type StatementKind = 'select' | 'explain' | 'pragma' | 'write' | 'schema' | 'attach' | 'transaction' | 'other' | 'none';

/** An error of SQLite or osquery; `offset` counts UTF-16 units in the SQL text, null where SQLite gives none. */
export interface SqlError {
  readonly message: string;
  readonly offset: number | null;
}

/** A column that the statement reads. `table` is the table's own name, `alias` the alias view it was read through. */
export interface Read {
  readonly table: string;
  readonly column: string;
  readonly alias?: string;
}

/** An output column, with the table column it comes from unless it is an expression. */
export interface OutputColumn {
  readonly name: string;
  /** Declared type of the table column (`TEXT`, `INTEGER`, `BIGINT`, …), null for an expression. */
  readonly type: string | null;
  readonly table: string | null;
  readonly column: string | null;
}

export type Operator =
  | '=' | '>' | '<=' | '<' | '>=' | 'MATCH' | 'LIKE' | 'GLOB' | 'REGEXP' | '!=' | 'IS NOT' | 'IS NOT NULL' | 'IS NULL' | 'IS' | 'LIMIT' | 'OFFSET' | 'FUNCTION';

/** A condition that SQLite hands to the table in the chosen plan. */
export interface Constraint {
  readonly column: string;
  readonly operator: Operator;
}

/** One scan of a table in the chosen plan, outer loop first. */
export interface Loop {
  /** The table's own name. */
  readonly table: string;
  /** The name it goes by in the statement. */
  readonly name: string;
  /** How many loops of the same SELECT are around this one; 0 is the outermost. */
  readonly depth: number;
  /** Number of the plan's node that holds this loop: loops of one SELECT share it. */
  readonly parent: number;
  /** Whether it belongs to a subquery that is carried out for each row of the statement around it. */
  readonly correlated: boolean;
  /** Conditions handed to the table. */
  readonly constraints: readonly Constraint[];
  /** Conditions that SQLite checks itself, row by row, after the table was generated. */
  readonly unused: readonly Constraint[];
  /** Columns of every condition that SQLite knows for this table, those it cannot use at this place included. */
  readonly offered: readonly string[];
  /** Required columns of the table, where none of them is constrained: the scan fails. */
  readonly unmet: readonly string[];
}

/** What the engine tells about one SQL text on one osquery. */
export interface Answer {
  readonly target: Target;
  readonly error: SqlError | null;
  readonly kind: StatementKind;
  /** Offsets (UTF-16) at which the statements of the text begin; more than one is refused by a rule. */
  readonly statements: readonly number[];
  readonly reads: readonly Read[];
  /** Names of the SQL functions used, lower case, in order of first use. */
  readonly functions: readonly string[];
  readonly columns: readonly OutputColumn[];
  /** EXPLAIN QUERY PLAN details in order. */
  readonly plan: readonly string[];
  readonly loops: readonly Loop[];
  /** Warnings that osquery would log. */
  readonly warnings: readonly string[];
  /** Where (UTF-16) texts in double quotes stand that name no column and are therefore read as texts. */
  readonly quotedTexts: readonly number[];
}

/** Limits of a run: it stops with an error when one is reached. */
export interface Limits {
  /** Result rows. */
  readonly rows: number;
  /** SQLite virtual machine steps. */
  readonly steps: number;
}

/** How often a run had a table generated, and the rows that these scans gave. */
export interface ScanCount {
  readonly table: string;
  /** `key`: for given values of a column; `walk`: for a pattern that goes down a whole tree; `full`: all of it. */
  readonly way: 'key' | 'walk' | 'full';
  readonly scans: number;
  readonly rows: number;
}

/** What a run gives: the rows in order, or the error that ended it. Column names repeat as the statement has them. */
export interface RunResult {
  readonly error: SqlError | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  readonly warnings: readonly string[];
  readonly scans: readonly ScanCount[];
}
