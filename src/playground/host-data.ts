import { typedValue } from '../content/rows.ts';
import type { Rows, Value } from '../model/catalogue.ts';
import type { Platform } from '../model/platform.ts';
import { latestVersion, tablesAt } from '../osquery/schema.ts';

/**
 * The rows of a sample host, from the file that the site serves: for each table its columns and rows of texts as the host's CSV
 * has them, which are read by the declared types. Throws an Error that says what is wrong with the file.
 */
export function readHost(data: unknown, platform: Platform): Rows {
  const tables = tablesAt(platform, latestVersion);
  const rows = new Map<string, ReadonlyMap<string, Value>[]>();
  for (const [name, content] of Object.entries(asRecord(data, 'the file'))) {
    const table = tables.get(name);
    if (!table) throw new Error(`it has a table ${name}, which osquery has not on ${platform}`);
    const { columns, rows: texts } = asRecord(content, name) as { columns?: unknown; rows?: unknown };
    if (!isTexts(columns) || !Array.isArray(texts) || !texts.every(isTexts)) throw new Error(`its table ${name} has no columns and rows of texts`);
    const types = columns.map((column) => table.columns.find((candidate) => candidate.name === column)?.type ?? 'TEXT');
    rows.set(name, texts.map((cells) => new Map(columns.map((column, index) => [column, typedValue(types[index]!, cells[index] ?? '') ?? null]))));
  }
  return rows;
}

function asRecord(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is no record`);
  return value as Record<string, unknown>;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((cell) => typeof cell === 'string');
}
