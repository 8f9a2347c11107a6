import type { RunResult } from '../../engine/answer.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Catalogue, Query } from '../../model/catalogue.ts';
import { latestVersion, schema } from '../../osquery/schema.ts';
import { subjectOf, tableSubjects } from '../../osquery/table-texts.ts';
import { runOnHost } from '../../rules/outcomes.ts';
import { queriesOf } from '../../rules/check.ts';
import type { Verdict } from '../../rules/verdict.ts';
import { startingQueries, type StartingQuery } from './starting-query.ts';

/** A starting query with what it gives on its sample host, where it has one. */
export interface StartingResult extends StartingQuery {
  readonly result?: RunResult;
}

/** What the reference shows of a table beyond osquery’s own facts. */
export interface TableReference {
  readonly name: string;
  readonly starting: readonly StartingResult[];
  /** Queries of packs, then examples, that read it in their right form. */
  readonly queries: readonly Query[];
}

/** The tables of the reference, by subject and name: each that one of the platforms has, or has had. */
export const referenceTables: readonly string[] = [...tableSubjects.map(({ name }) => name), undefined].flatMap((subject) =>
  Object.keys(schema.tables).filter((table) => subjectOf(table)?.name === subject && Object.keys(schema.tables[table]!.on).length > 0));

/**
 * What the reference shows of these tables, by name. Their starting queries run on the sample hosts. Throws an Error that
 * names the table whose starting query fails, or whose required column has no value to begin with.
 */
export function tableReference(engine: Engine, catalogue: Catalogue, verdicts: ReadonlyMap<Query, Verdict>, names: readonly string[] = referenceTables): Map<string, TableReference> {
  const queries = new Map<string, Query[]>();
  const columns = new Map<string, number>();
  for (const { query } of queriesOf(catalogue)) {
    const reads = verdicts.get(query)?.reads ?? [];
    for (const table of new Set(reads.map((read) => read.table))) queries.set(table, [...(queries.get(table) ?? []), query]);
    for (const { table, column } of reads) columns.set(`${table}.${column}`, (columns.get(`${table}.${column}`) ?? 0) + 1);
  }
  const hosts = [...catalogue.hosts.values()];
  const uses = (table: string, column: string) => columns.get(`${table}.${column}`) ?? 0;
  return new Map(names.map((name) => [name, {
    name,
    starting: startingQueries(name, hosts, uses).map((query) => run(engine, catalogue, query)),
    queries: queries.get(name) ?? [],
  }]));
}

function run(engine: Engine, catalogue: Catalogue, query: StartingQuery): StartingResult {
  const failing = query.platforms.flatMap((platform) => engine.analyse(query.sql, { platform, version: latestVersion }).error ?? [])[0];
  const result = query.host === undefined ? undefined : runOnHost(engine, query.sql, query.host, catalogue);
  const error = failing ?? result?.error;
  if (error) throw new Error(`The starting query of the table ${query.table} fails: ${error.message}\n${query.sql}`);
  return { ...query, ...(result && { result }) };
}
