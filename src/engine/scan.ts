import type { Value } from '../model/catalogue.ts';
import { pathMatches } from '../osquery/path-match.ts';
import { expandsLike, pathColumn } from '../osquery/path-patterns.ts';
import { requiredColumns, type PlanRecord } from './best-index.ts';
import type { TableHost } from './virtual-tables.ts';

export type ScanResult = { readonly rows: readonly ReadonlyMap<string, Value>[] } | { readonly error: string };

/** The error of a scan without its required column, as osquery words it. */
function requiredColumnError(table: string): string {
  return `Table ${table} was queried without a required column in the WHERE clause`;
}

/** The warning of a scan of a per-user table that no user narrows, as osquery words it. */
export function currentUserWarning(table: string): string {
  return `The ${table} table returns data based on the current user by default, consider JOINing against the users table`;
}

/**
 * The rows that osquery's table would generate for one scan; SQLite checks every condition again afterwards.
 * `values` holds the texts of each taken condition, null for NULL. A table with required columns generates rows for
 * `=`, IN and, where it expands patterns, LIKE on them, and none for any other operator; a per-user table without a
 * user generates those of the daemon's own user (osquery/sql/virtual_table.cpp, xFilter).
 */
export function scan(plan: PlanRecord, values: readonly (readonly (string | null)[])[], host: TableHost): ScanResult {
  const { table } = plan;
  const onUser = plan.constraints.filter(({ column }) => column === 'uid' || column === 'username');
  if (table.userData && onUser.length === 0) host.warn(currentUserWarning(table.name));
  // Any condition on the user silences the warning, but only = and IN name users (osquery/tables/system/system_utils.cpp).
  const perUser = table.userData && !onUser.some(({ operator }) => operator === '=');
  const required = requiredColumns(table);
  if (required.length > 0 && !plan.requiredMet) return { error: requiredColumnError(table.name) };
  if (table.evented && !host.events) {
    host.warn(`Table ${table.name} is event-based but events are disabled`);
    return { rows: [] };
  }
  let rows = host.rowsOf(table);
  // Rows of the whole machine name no user: /Library/Preferences in preferences (osquery/tables/system/darwin/preferences.cpp).
  if (perUser) rows = rows.filter((row) => row.has('uid') ? row.get('uid') === host.daemon.uid : row.get('username') === host.daemon.username || row.get('username') === '');
  if (required.length > 0) {
    const narrowed = plan.constraints.map(({ column, operator }, index) => ({ column, values: values[index] ?? [], exact: operator === '=', expands: operator === 'LIKE' && expandsLike(table.name, column) }))
      .filter(({ column, exact, expands }) => (exact || expands) && required.includes(column));
    rows = rows.flatMap((row) => {
      const found = narrowed.filter(({ column, values: texts, exact }) => {
        const cell = String(row.get(column) ?? '');
        return texts.some((text) => text !== null && text !== '' && (exact ? cell === text : mayMatch(text, cell) && pathMatches(text, cell)));
      });
      if (found.length === 0) return [];
      const { column, exact } = found.find((one) => one.exact) ?? found[0]!;
      return exact || !pathColumn(table.name, column)?.marksFolders ? [row] : [asExpanded(row, column)];
    });
  }
  return { rows };
}

/** Whether the path begins as the pattern does up to its first %: most do not, which is seen at once. */
function mayMatch(pattern: string, path: string): boolean {
  const fixed = pattern.indexOf('%');
  return fixed < 0 ? pattern === path : path.startsWith(pattern.slice(0, fixed));
}

/**
 * A row of `file` as it comes where a pattern on `column` has found it: osquery's expansion ends the names of folders, and of links to
 * them, with a separator, behind which Boost finds the file name `.` and stat() the folder in place of the link
 * (osquery/filesystem/filesystem.cpp, genGlobs; osquery/tables/utility/file.cpp, at a5b14f63).
 */
function asExpanded(row: ReadonlyMap<string, Value>, column: string): ReadonlyMap<string, Value> {
  const path = String(row.get('path') ?? '');
  const separator = path.includes('\\') ? '\\' : '/';
  if (column === 'directory') return new Map(row).set('directory', `${String(row.get('directory') ?? '')}${separator}`);
  if (row.get('type') !== 'directory' || path.endsWith(separator)) return row;
  return new Map(row).set('path', `${path}${separator}`).set('filename', '.').set('directory', path).set('symlink', 0n).set('symlink_target_path', '');
}
