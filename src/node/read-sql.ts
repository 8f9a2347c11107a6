import { CommandError, UsageError } from './command.ts';

/** Longest SQL that is taken from a command line. */
const longestSql = 200_000;

/** The SQL that `read` gives. Throws where it is empty or longer than anybody writes. */
export function readSql(read: () => string): string {
  const sql = read();
  if (sql.trim() === '') throw new UsageError('The SQL is empty.');
  if (sql.length > longestSql) throw new CommandError(`The SQL has ${sql.length} characters; up to ${longestSql} are taken.`);
  return sql;
}
