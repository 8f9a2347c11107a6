import type { Platform } from '../model/platform.ts';
import { columnSpans, tableSpans } from './schema.ts';
import { spanAt } from './versions.ts';

/**
 * What of the read tables and columns osquery `version` does not have on `platform`: `table` where the whole table is missing, else
 * `table.column`, each once. A column that is empty stands for the table alone.
 */
export function missingOn(reads: readonly { readonly table: string; readonly column: string }[], platform: Platform, version: string): string[] {
  const missing = reads.flatMap(({ table, column }) => {
    if (!spanAt(tableSpans(table, platform), version)) return [table];
    return column === '' || spanAt(columnSpans(table, column, platform), version) ? [] : [`${table}.${column}`];
  });
  return [...new Set(missing)];
}
