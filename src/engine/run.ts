import type { RowSource, Value } from '../model/catalogue.ts';
import type { Limits, RunResult } from './answer.ts';
import type { Connection, Statement } from './connection.ts';
import { readShape, refused } from './dialect.ts';
import { osqueryErrorText } from './functions/register.ts';

/**
 * Runs the first statement of `sql` on `rows`, the content of the tables; a table without rows is empty. Never throws
 * for what the SQL holds: an error, or a limit that is reached, is told in the result, with no rows.
 */
export function run(connection: Connection, sql: string, rows: RowSource, limits: Limits): RunResult {
  const error = refused(readShape(sql), connection.target.version);
  if (error) return { ...nothing, error };
  const result = connection.prepare(sql, (statement) => (statement === null ? nothing : connection.withRows(rows, limits.steps, () => readRows(statement, limits.rows))), 'quiet');
  return {
    error: result.error && { message: osqueryErrorText(result.error.message, connection.target.version), offset: result.error.offset },
    columns: 'rows' in result ? result.columns : [],
    rows: 'rows' in result ? result.rows : [],
    warnings: [...connection.warnings],
    scans: [...connection.scans.values()],
  };
}

const nothing: RunResult = { error: null, columns: [], rows: [], warnings: [], scans: [] };

/** What the statement gives: its rows up to so many, or an error. */
function readRows(statement: Statement, most: number): Pick<RunResult, 'error' | 'columns' | 'rows'> {
  const columns = statement.columnNames();
  const rows: Value[][] = [];
  for (;;) {
    const step = statement.step();
    if (step === false) return { error: null, columns, rows };
    if (step !== true) return { error: step, columns: [], rows: [] };
    if (rows.length >= most) return { error: { message: `the statement gives more than ${most} rows`, offset: null }, columns: [], rows: [] };
    rows.push(statement.row(columns.length));
  }
}
