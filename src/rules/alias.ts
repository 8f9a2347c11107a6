import { schema, aliasTarget } from '../osquery/schema.ts';
import { findWord, sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** Old names of tables and columns. */
export const alias: Rule = {
  name: 'alias',
  levels: { production: 'error', teaching: 'error', foreign: 'warning' },
  finds: 'A deprecated name of a table or column, or a hidden column asked of an alias.',
  why: 'An alias of a table is a view made with SELECT *: it loses hidden columns, so that yara.sigrule is no such column although yara_file.sigrule is one. Aliases also change what they stand for: alf_services means another table since osquery 4.1.1.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest } of subject.verdict.platforms) {
    const { platform, version } = latest.target;
    for (const { table, alias: name } of latest.reads) {
      if (name) yield* once(told, name, complain(subject, name, `"${name}" is an alias of the table ${table}.`, `Write ${table}.`));
    }
    for (const { table, column } of latest.reads) {
      const real = schema.tables[table]?.columns.find(({ aliases }) => aliases && Object.hasOwn(aliases, column));
      if (real) yield* once(told, `${table}.${column}`, complain(subject, column, `"${column}" is an alias of the column ${table}.${real.name}.`, `Write ${real.name}.`));
    }
    if (!latest.error) continue;
    // A statement that fails may do so because of the alias: its tables are known from their words only.
    for (const { name } of subject.tokens) {
      const table = aliasTarget(name, platform, version);
      if (table) yield* once(told, name, complain(subject, name, `"${name}" is an alias of the table ${table} and loses its hidden columns.`, `Write ${table}.`));
    }
  }
}

function* once(told: Set<string>, key: string, complaint: Complaint): Iterable<Complaint> {
  if (!told.has(key)) yield complaint;
  told.add(key);
}

function complain(subject: Subject, word: string, message: string, advice: string): Complaint {
  return { place: sqlPlace(subject.query, findWord(subject, word)?.start ?? null), message, advice };
}
