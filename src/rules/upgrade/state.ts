import type { Answer, OutputColumn } from '../../engine/answer.ts';
import { readShape } from '../../engine/dialect.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Platform } from '../../model/platform.ts';
import { tablesAt } from '../../osquery/schema.ts';
import { compareVersions } from '../../osquery/versions.ts';

/** What one osquery does with an SQL text, as far as another one may do otherwise. */
export interface State {
  readonly version: string;
  /** Why it refuses the text; null where it takes it. */
  readonly error: { readonly message: string; readonly offset: number | null } | null;
  /** Tables that are read without the column that they need. */
  readonly unmet: readonly string[];
  readonly columns: readonly OutputColumn[];
  /** Columns that are declared but always empty there, as table.column. */
  readonly empty: ReadonlySet<string>;
  /** Types of the columns that are read, by table.column. */
  readonly types: ReadonlyMap<string, string>;
  /** Aliases that are read, with the tables that they stand for. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Columns that are read, by table; of a table without any, an empty set. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Asks the osquery of `version` on `platform` what it does with `sql`. */
export function stateAt(engine: Engine, sql: string, platform: Platform, version: string): State {
  const answer = engine.analyse(sql, { platform, version });
  return {
    version,
    error: newerSyntax(sql, version) ?? answer.error,
    unmet: [...new Set(answer.loops.filter(({ unmet }) => unmet.length > 0).map(({ table }) => table))],
    columns: answer.columns,
    ...readsOf(answer, platform, version),
  };
}

/** Syntax that came with a later osquery, named: what an older one says of it tells little. */
function newerSyntax(sql: string, version: string): State['error'] {
  const need = readShape(sql).needs.find(({ since }) => compareVersions(version, since) < 0);
  return need ? { message: `${need.what} came with osquery ${need.since}`, offset: need.offset } : null;
}

function readsOf(answer: Answer, platform: Platform, version: string): Pick<State, 'empty' | 'types' | 'aliases' | 'reads'> {
  const tables = tablesAt(platform, version);
  const empty = new Set<string>();
  const types = new Map<string, string>();
  const aliases = new Map<string, string>();
  const reads = new Map<string, Set<string>>(answer.loops.map(({ table }) => [table, new Set()]));
  for (const { table, column, alias } of answer.reads) {
    if (alias !== undefined) aliases.set(alias, table);
    const own = reads.get(table) ?? new Set();
    reads.set(table, own.add(column));
    const declared = tables.get(table)?.columns.find(({ name }) => name === column);
    if (!declared) continue;
    types.set(`${table}.${column}`, declared.type);
    if (declared.foreign) empty.add(`${table}.${column}`);
  }
  return { empty, types, aliases, reads };
}
