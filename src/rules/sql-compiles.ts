import { nearestName } from '../model/names.ts';
import { aliasTarget, schema, tablesAt, tableSpans } from '../osquery/schema.ts';
import type { Answer, SqlError } from '../engine/answer.ts';
import { findWord, sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** SQLite's word for each platform's osquery, at its newest and its oldest version. */
export const sqlCompiles: Rule = {
  name: 'sql-compiles',
  levels: { production: 'error', teaching: 'error' },
  finds: 'SQL that an osquery of a claimed platform refuses, from its minimum version to the latest.',
  why: 'osquery schedules a query that it cannot prepare all the same, and logs an error at each run; only a check beforehand finds tables and columns that are not there.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest, lowest } of subject.verdict.platforms) {
    for (const answer of [latest, lowest]) {
      if (!answer.error || isDialect(answer.error) || told.has(answer.error.message)) continue;
      told.add(answer.error.message);
      yield explain(subject, answer, answer.error);
    }
  }
}

/** Errors that the rule osquery-dialect tells, with better advice. */
export function isDialect({ message }: SqlError): boolean {
  return /^no such function|^wrong number of arguments to function/.test(message);
}

function explain(subject: Subject, answer: Answer, error: SqlError): Complaint {
  const { platform, version } = answer.target;
  const table = /^no such table: (?:main\.)?(.+)$/.exec(error.message)?.[1];
  const column = /^no such column: (?:(.+)\.)?([^.]+)$/.exec(error.message)?.[2];
  const word = table ?? column;
  const token = word ? findWord(subject, word) : undefined;
  return {
    place: sqlPlace(subject.query, error.offset ?? token?.start ?? null),
    message: `osquery ${version} on ${platform} refuses the SQL: ${error.message}.`,
    advice: table ? tableAdvice(table, answer) : column ? columnAdvice(column, answer, subject) : 'Mend the SQL at this place.',
  };
}

function tableAdvice(table: string, { target: { platform, version } }: Answer): string {
  const elsewhere = (['linux', 'darwin', 'windows'] as const).filter((other) => other !== platform && tablesAt(other, version).has(table));
  if (elsewhere.length > 0) return `The table ${table} exists on ${elsewhere.join(' and ')} only: drop ${platform} from platform.`;
  const gone = tableSpans(table, platform).at(-1);
  if (gone?.[1]) return `The table ${table} left osquery after ${gone[1]}.`;
  if (gone) return `The table ${table} came with osquery ${gone[0]}: raise min_osquery_version.`;
  const alias = aliasTarget(table, platform, version);
  if (alias) return `Use ${alias}, the table behind this alias.`;
  const near = nearestName(table, tablesAt(platform, version).keys());
  return near ? `Did you mean ${near}?` : 'Look the name up in the table reference.';
}

function columnAdvice(column: string, { target: { platform, version } }: Answer, subject: Subject): string {
  const named = [...tablesAt(platform, version).values()].filter(({ name }) => findWord(subject, name));
  const viewed = Object.entries(schema.tables).flatMap(([table, { aliases }]) => Object.keys(aliases ?? {}).filter((alias) => findWord(subject, alias)).map(() => table));
  const hidden = viewed.find((table) => schema.tables[table]!.columns.some(({ name }) => name === column));
  if (hidden) return `The name used here is an alias of ${hidden}, and an alias loses hidden columns such as ${column}: use ${hidden}.`;
  for (const { name } of named) {
    const facts = schema.tables[name]!.columns.find((candidate) => candidate.name === column);
    const since = (facts?.on ?? schema.tables[name]!.on)[platform]?.find(([, last]) => last === null)?.[0];
    if (facts && since) return `The column ${name}.${column} came with osquery ${since}: raise min_osquery_version.`;
  }
  const near = nearestName(column, named.flatMap(({ columns }) => columns.filter(({ foreign }) => !foreign).map(({ name }) => name)));
  if (near) return `Did you mean ${near}?`;
  return named.length ? `Columns of ${named[0]!.name}: ${named[0]!.columns.filter(({ options }) => !options.has('hidden')).map(({ name }) => name).join(', ')}.` : 'Look the name up in the table reference.';
}
