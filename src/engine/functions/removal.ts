import { functionAt, takesArguments, type FunctionFacts } from '../../osquery/functions.ts';
import type { Sqlite } from '../sqlite.ts';

/** Most arguments of a function in SQLite 3.42 (SQLITE_MAX_FUNCTION_ARG). */
export const mostArguments = 127;

/** One form of a function, as `pragma_function_list` counts its arguments: -1 takes any, -3 at least 1, -4 at least 2. */
export interface Form {
  readonly name: string;
  readonly arity: number;
}

/** Tables that the library brings along and osquery does not: `dbstat`, the one other, is osquery's too. */
export const keptModules = ['dbstat'];

/** Table-valued functions that SQLite makes when they are named, so that they can be refused but not removed. */
export const refusedModules = ['jsonb_each', 'jsonb_tree'];

/** The functions that a connection of this library has. */
export function listForms(sqlite: Sqlite, db: number): Form[] {
  const forms: Form[] = [];
  const { capi } = sqlite;
  const code: number = capi['sqlite3_exec'](db, 'SELECT name, narg FROM pragma_function_list', (cells: unknown[]) => {
    forms.push({ name: String(cells[0]), arity: Number(cells[1]) });
    return 0;
  }, 0, 0);
  if (code !== 0) throw new Error(`SQLite could not list its functions (code ${code}).`);
  return forms;
}

/** Forms to take away so that only those are left that the osquery of `version` has too. Variadic forms lose single arities. */
export function formsToRemove(forms: readonly Form[], version: string): Form[] {
  return forms.flatMap(({ name, arity }) => {
    const facts = functionAt(name, version);
    if (!facts) return [{ name, arity: Math.max(arity, -1) }];
    if (arity >= 0) return takesArguments(facts, arity) ? [] : [{ name, arity }];
    return excessArities(facts, arity).map((excess) => ({ name, arity: excess }));
  });
}

/** Numbers of arguments that a variadic form of a function takes, and osquery's function does not. */
function excessArities(facts: FunctionFacts, arity: number): number[] {
  const fewest = arity === -1 ? 0 : -2 - arity;
  const excess: number[] = [];
  for (let count = fewest; count <= mostArguments; count++) if (!takesArguments(facts, count)) excess.push(count);
  return excess;
}

/**
 * SQLite's error text in osquery's words: a function that was taken away is still remembered by its name, so SQLite
 * blames the number of arguments where osquery knows no such function at all.
 */
export function osqueryErrorText(message: string, version: string): string {
  const name = /^(?:wrong number of arguments to function (\S+)\(\)|unknown function: (\S+)\(\))$/.exec(message);
  const called = name?.[1] ?? name?.[2];
  return called === undefined || functionAt(called, version) ? message : `no such function: ${called}`;
}
