import type { RowSource } from '../model/catalogue.ts';
import { functionAt } from '../osquery/functions.ts';
import { tablesAt, type TableDeclaration } from '../osquery/schema.ts';
import { analyse } from './analyse.ts';
import type { Answer, Limits, RunResult, Target } from './answer.ts';
import { Connection } from './connection.ts';
import { readShape } from './dialect.ts';
import { run } from './run.ts';
import { adoptSqlite, type Sqlite } from './sqlite.ts';
import { refusalOf, type SyntaxNeed } from './syntax.ts';
import { significantTokens } from './tokens.ts';
import { VirtualTables } from './virtual-tables.ts';

/** Limits of a run that no honest query on a sample host comes near. */
const defaultLimits: Limits = { rows: 10_000, steps: 20_000_000 };

/** Longest SQL that is looked at; osquery's own configuration may hold 1 MiB at most. */
export const longestSql = 1_000_000;

/**
 * The SQLite that behaves as osquery's does. It knows nothing of packs: an SQL text and an osquery go in, an answer or
 * rows come out. It never throws for what the SQL holds.
 */
export class Engine {
  readonly #sqlite: Sqlite;
  #virtualTables: VirtualTables;
  #connections: Connection[] = [];
  readonly #answers = new Map<string, Known[]>();

  private constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
    this.#virtualTables = new VirtualTables(sqlite);
  }

  /** Starts an engine; `start` is the init function of @sqlite.org/sqlite-wasm, whichever entry the place needs. */
  static async open(start: () => Promise<unknown>): Promise<Engine> {
    return new Engine(adoptSqlite(await start()));
  }

  /** What osquery would say of `sql`. */
  analyse(sql: string, target: Target): Answer {
    const known = this.#answers.get(sql);
    const same = known?.find((candidate) => holdsFor(candidate, target))?.answer;
    if (same) return same.target === target ? same : { ...same, target };
    const answer = this.#guarded(sql, target, (connection) => analyse(connection, sql), (message): Answer => ({
      target, error: { message, offset: null }, kind: 'other', statements: [0], reads: [], functions: [], columns: [], plan: [], loops: [], warnings: [], quotedTexts: [],
    }));
    if (known) known.push(know(sql, answer));
    else this.#answers.set(sql, [know(sql, answer)]);
    return answer;
  }

  /** Runs `sql` on `rows`. What a statement changes is gone afterwards: each run finds the tables as declared. */
  run(sql: string, target: Target, rows: RowSource, limits: Limits = defaultLimits): RunResult {
    const { kind } = this.analyse(sql, target);
    return this.#guarded(sql, target, (connection) => {
      const result = run(connection, sql, rows, limits);
      if (kind !== 'select' && kind !== 'explain' && kind !== 'none') this.#forget(target);
      return result;
    }, (message) => ({ error: { message, offset: null }, columns: [], rows: [], warnings: [], scans: [] }));
  }

  #forget(target: Target): void {
    this.#connections.find((connection) => isSame(connection.target, target))?.close();
    this.#connections = this.#connections.filter((connection) => !isSame(connection.target, target));
  }

  #guarded<T>(sql: string, target: Target, use: (connection: Connection) => T, refuse: (message: string) => T): T {
    if (sql.length > longestSql) return refuse(`the statement is longer than ${longestSql} characters`);
    try {
      const result = use(this.#connection(target));
      this.#virtualTables.rethrow();
      return result;
    } catch (error) {
      // A native stack overflow leaves SQLite's memory as it was in the middle of something: nothing of it is kept.
      this.#connections = [];
      this.#virtualTables = new VirtualTables(this.#sqlite);
      return refuse(`the statement is too complex for the engine (${error instanceof Error ? error.message : String(error)})`);
    }
  }

  #connection(target: Target): Connection {
    const known = this.#connections.find((connection) => isSame(connection.target, target));
    if (known) return known;
    const connection = new Connection(this.#sqlite, this.#virtualTables, target);
    this.#connections.push(connection);
    return connection;
  }
}

function isSame(left: Target, right: Target): boolean {
  return left.platform === right.platform && left.version === right.version && (left.events ?? true) === (right.events ?? true);
}

/** An answer with what decides whether it holds for another osquery too. */
interface Known {
  readonly answer: Answer;
  /** Words of the statement, lower case; null where it may mean columns that it does not name. */
  readonly words: readonly string[] | null;
  readonly tables: readonly string[];
  readonly needs: readonly SyntaxNeed[];
}

function know(sql: string, answer: Answer): Known {
  const tables = new Set<string>();
  for (const { table } of answer.reads) tables.add(table);
  for (const { table } of answer.loops) tables.add(table);
  return { answer, tables: [...tables], words: namedWords(sql), needs: readShape(sql).needs };
}

/**
 * Whether an answer for one osquery holds for another. What SQLite does with a statement depends on the tables it
 * names and, in them, on the columns it names; where it may mean others (`*`, NATURAL), on their whole declarations.
 * Functions and syntax are there or not, and do the same in each osquery.
 * An error may come from something that is not there, so it holds for its own target only.
 */
function holdsFor({ answer, words, tables, needs }: Known, target: Target): boolean {
  if (isSame(answer.target, target)) return true;
  const { platform, version } = answer.target;
  if (platform === target.platform && version === target.version) return false;
  if (answer.error || answer.kind !== 'select') return false;
  if (refusalOf(needs, target.version)) return false;
  if (answer.functions.some((name) => functionAt(name, target.version) === undefined)) return false;
  const here = tablesAt(target.platform, target.version);
  const there = tablesAt(platform, version);
  return tables.every((name) => meanTheSame(here.get(name), there.get(name), words)) && answer.reads.every(({ table, alias }) => !alias || (here.get(table)?.sql === there.get(table)?.sql && here.get(table)!.aliases.includes(alias)));
}

/** Whether two declarations of a table are the same to a statement that names columns by these words. */
function meanTheSame(left: TableDeclaration | undefined, right: TableDeclaration | undefined, words: Known['words']): boolean {
  if (!left || !right) return false;
  return left.sql === right.sql || (words !== null && words.every((word) => left.columnKeys.get(word) === right.columnKeys.get(word)));
}

/** What stands before a `*` that means all columns; elsewhere it multiplies or counts. */
const starters = new Set(['select', 'distinct', 'all', ',', '.']);

/** The words that a statement may name columns by; null where a `*` (but for count(*)) or NATURAL brings in others. */
function namedWords(sql: string): string[] | null {
  const words = new Set<string>();
  let previous = '';
  for (const { kind, lower, name } of significantTokens(sql)) {
    if (lower === '*' && starters.has(previous)) return null;
    if (kind === 'word' || kind === 'quoted') words.add(name);
    previous = lower;
  }
  return words.has('natural') || words.has('pragma_table_info') ? null : [...words];
}
