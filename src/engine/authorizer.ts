/** One question of SQLite's authorizer: the action's code, its two names and the view it happens within. */
export interface Action {
  readonly code: number;
  readonly first: string;
  readonly second: string;
  readonly within: string;
}

export const READ = 20;
export const FUNCTION = 31;

/** Codes of actions that write rows: DELETE, INSERT, UPDATE. */
export const writeCodes: ReadonlySet<number> = new Set([9, 18, 23]);

/**
 * Actions that osquery's authorizer allows since 4.6.0 (osquery/sql/sqlite_util.h:42): READ, SELECT, FUNCTION,
 * RECURSIVE, TRANSACTION, INSERT, UPDATE, DELETE, and creating and dropping tables, views and their temporary and
 * virtual forms.
 */
const allowed: ReadonlySet<number> = new Set([READ, 21, FUNCTION, 33, 22, 18, 23, 9, 2, 11, 8, 17, 4, 13, 6, 15, 29, 30]);

export const PRAGMA = 19;
const allowedPragmas: ReadonlySet<string> = new Set([
  'table_info', 'table_xinfo', 'function_list', 'journal_mode', 'case_sensitive_like', 'collation_list',
]);

/** SQLITE_OK (0) or SQLITE_DENY (1), as osquery decides; `name` is that of a pragma. */
export function authorise(code: number, name = ''): 0 | 1 {
  if (code === PRAGMA) return allowedPragmas.has(name.toLowerCase()) ? 0 : 1;
  return allowed.has(code) ? 0 : 1;
}
