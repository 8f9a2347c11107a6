import { typedValue } from '../content/typed-value.ts';
import type { RowSource, Value } from '../model/catalogue.ts';
import type { Platform } from '../model/platform.ts';
import { latestVersion, tablesAt, type TableDeclaration } from '../osquery/schema.ts';

/**
 * The rows of a sample host, from the file that the site serves: for each table its columns and rows of texts as the host's CSV
 * has them. They are read by the declared types when a table is first asked for: a statement asks for few of them.
 * Throws an Error that says what is wrong with the file.
 */
export function readHost(data: unknown, platform: Platform): RowSource {
  const tables = tablesAt(platform, latestVersion);
  const texts = new Map(Object.entries(asRecord(data, 'the file')).map(([name, content]) => {
    if (!tables.has(name)) throw new Error(`it has a table ${name}, which osquery has not on ${platform}`);
    const { columns, rows } = asRecord(content, name) as { columns?: unknown; rows?: unknown };
    if (!isTexts(columns) || !Array.isArray(rows) || !rows.every(isTexts)) throw new Error(`its table ${name} has no columns and rows of texts`);
    return [name, { columns, rows }];
  }));
  const typed = new Map<string, ReadonlyMap<string, Value>[]>();
  return {
    get(name) {
      const known = typed.get(name);
      const content = texts.get(name);
      if (known || !content) return known;
      const rows = typedRows(tables.get(name)!, content);
      typed.set(name, rows);
      return rows;
    },
  };
}

function typedRows(table: TableDeclaration, { columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }): ReadonlyMap<string, Value>[] {
  const types = columns.map((column) => table.columns.find((candidate) => candidate.name === column)?.type ?? 'TEXT');
  return rows.map((cells) => new Map(columns.map((column, index) => [column, typedValue(types[index]!, cells[index] ?? '') ?? null])));
}

function asRecord(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is no record`);
  return value as Record<string, unknown>;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((cell) => typeof cell === 'string');
}
