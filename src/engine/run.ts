import type { Rows, Value } from '../model/catalogue.ts';
import type { Limits, RunResult } from './answer.ts';
import type { Connection } from './connection.ts';
import { readShape } from './dialect.ts';
import { osqueryErrorText } from './functions/register.ts';

/**
 * Runs the first statement of `sql` on `rows`, the content of the tables; a table without rows is empty. Never throws
 * for what the SQL holds: an error, or a limit that is reached, is told in the result, with no rows.
 */
export function run(connection: Connection, sql: string, rows: Rows, limits: Limits): RunResult {
  const failed = (error: RunResult['error']): RunResult => ({ error, columns: [], rows: [], warnings: [...connection.warnings], scans: [...connection.scans.values()] });
  const shape = readShape(sql);
  if (shape.error) return failed(shape.error);
  const result = connection.prepare(sql, (statement) => {
    if (statement === null) return { error: null, columns: [], rows: [], warnings: [], scans: [] };
    return connection.withRows(rows, limits.steps, (): RunResult => {
      const columns = Array.from({ length: statement.columnCount }, (_, index) => statement.columnName(index));
      const found: Value[][] = [];
      for (;;) {
        const step = statement.step();
        if (step === false) break;
        if (step !== true) return failed({ ...step, message: osqueryErrorText(step.message) });
        if (found.length >= limits.rows) return failed({ message: `the statement gives more than ${limits.rows} rows`, offset: null });
        found.push(columns.map((_, index) => statement.value(index)));
      }
      return { error: null, columns, rows: found, warnings: [...connection.warnings], scans: [...connection.scans.values()] };
    });
  }, 'quiet');
  return 'rows' in result ? result : failed({ ...result.error, message: osqueryErrorText(result.error.message) });
}
