import type { Platform } from '../model/platform.ts';
import { platforms } from '../model/platform.ts';
import { functions, type FunctionFacts } from '../osquery/functions.ts';
import { tablesAt, tableSpans, type TableDeclaration } from '../osquery/schema.ts';
import { compareVersions } from '../osquery/versions.ts';

export interface ColumnName {
  readonly name: string;
  readonly type: string;
  /** What is special of it, in words; empty where nothing is. */
  readonly note: string;
  readonly hidden: boolean;
}

export interface TableName {
  readonly name: string;
  readonly columns: readonly ColumnName[];
  /** Where this osquery has it. */
  readonly platforms: readonly Platform[];
  /** What is special of it, in sentences. */
  readonly note: string;
}

export interface FunctionName {
  readonly name: string;
  /** How it is called: `split(3 arguments)`. */
  readonly form: string;
  readonly note: string;
}

/** What can be named in SQL for one osquery. */
export interface Names {
  readonly tables: readonly TableName[];
  readonly functions: readonly FunctionName[];
}

/** The tables, columns and functions of osquery `version` on `platform`. */
export function namesAt(platform: Platform, version: string): Names {
  return {
    tables: [...tablesAt(platform, version).values()].map((table) => tableName(table, platform, version)),
    functions: functions.filter(({ name, since }) => /^\w+$/.test(name) && compareVersions(since, version) <= 0).map(functionName),
  };
}

function tableName(table: TableDeclaration, platform: Platform, version: string): TableName {
  const since = tableSpans(table.name, platform).find(([, last]) => last === null)?.[0];
  const required = table.columns.filter(({ options }) => options.has('required')).map(({ name }) => name);
  const notes = [
    ...(required.length > 0 ? [`Needs a value for ${required.join(' or ')}.`] : []),
    ...(table.userData ? ['Per user: join users with CROSS JOIN … USING (uid).'] : []),
    ...(table.evented ? ['Holds events, which the daemon collects where its flags say so.'] : []),
    ...(since ? [`Since osquery ${since === '2.7.0' ? '2.7.0 or before' : since}.`] : []),
  ];
  return {
    name: table.name,
    columns: table.columns.filter(({ foreign, aliasOf }) => !foreign && aliasOf === undefined).map(({ name, type, options }) => ({
      name, type, hidden: options.has('hidden'),
      note: [...(options.has('required') ? ['required'] : []), ...(options.has('index') ? ['looked up by value'] : []), ...(options.has('hidden') ? ['hidden from *'] : [])].join(', '),
    })),
    platforms: platforms.filter((other) => tablesAt(other, version).has(table.name)),
    note: notes.join(' '),
  };
}

function functionName({ name, arities, kind, note = '' }: FunctionFacts): FunctionName {
  const counts = arities.map((arity) => (typeof arity === 'number' ? String(arity) : arity.replace('+', ' or more')));
  const plural = counts.at(-1) === '1' ? 'argument' : 'arguments';
  return { name, form: `${kind === 'scalar' ? 'function' : `${kind} function`}, ${counts.join(' or ')} ${plural}`, note };
}
