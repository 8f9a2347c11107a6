import { nearestName } from '../model/names.ts';
import { aliasTarget, schema, tablesAt, tableSpans, type TableDeclaration } from '../osquery/schema.ts';
import { compareVersions } from '../osquery/versions.ts';
import type { Answer, SqlError } from '../engine/answer.ts';
import { nameInStatement } from './joins.ts';
import { findWord, sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** SQLite's word for each platform's osquery, at its newest and its oldest version. */
export const sqlCompiles: Rule = {
  name: 'sql-compiles',
  levels: { production: 'error', teaching: 'error', foreign: 'error' },
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
  const ambiguous = /^ambiguous column name: ([^.]+)$/.exec(error.message)?.[1];
  const place = table ? whereRead(subject, table) : ambiguous ? unqualified(subject, ambiguous) : column && findWord(subject, column)?.start;
  const offset = error.offset ?? (place || null);
  return {
    place: sqlPlace(subject.query, offset),
    message: `osquery ${version} on ${platform} refuses the SQL: ${error.message}.`,
    advice: table ? tableAdvice(table, answer) : column ? columnAdvice(column, answer, subject) : ambiguous ? ambiguousAdvice(ambiguous, answer, subject) : syntaxAdvice(subject, error),
  };
}

/** Where a table's name first stands that is not the table of a column. */
function whereRead(subject: Subject, table: string): number | undefined {
  return subject.tokens.find(({ name }, index) => name === table.toLowerCase() && wordAt(subject, index + 1) !== '.')?.start;
}

/** Where a column first stands without a table before it. */
function unqualified(subject: Subject, column: string): number | undefined {
  return subject.tokens.find(({ name }, index) => name === column.toLowerCase() && !['.', 'as'].includes(wordAt(subject, index - 1)))?.start;
}

/** A token's text in lower case, without the quotes of a name; empty beyond the ends. */
function wordAt(subject: Subject, index: number): string {
  return subject.tokens[index]?.name ?? '';
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

function columnAdvice(column: string, answer: Answer, subject: Subject): string {
  const { platform, version } = answer.target;
  const named = tablesNamed(answer, subject);
  const viewed = Object.entries(schema.tables).flatMap(([table, { aliases }]) => Object.keys(aliases ?? {}).filter((alias) => findWord(subject, alias)).map(() => table));
  const hidden = viewed.find((table) => schema.tables[table]!.columns.some(({ name }) => name === column));
  if (hidden) return `The name used here is an alias of ${hidden}, and an alias loses hidden columns such as ${column}: use ${hidden}.`;
  for (const { name } of named) {
    const facts = schema.tables[name]!.columns.find((candidate) => candidate.name === column);
    const since = (facts?.on ?? schema.tables[name]!.on)[platform]?.find(([, last]) => last === null)?.[0];
    if (facts && since && compareVersions(since, version) > 0) return `The column ${name}.${column} came with osquery ${since}: raise min_osquery_version.`;
  }
  const owner = named.find(({ columns }) => columns.some(({ name }) => name === column));
  if (owner) return `The table ${owner.name} has this column: where it is read, write ${nameInStatement(subject, owner.name) ?? owner.name}.${column}.`;
  const near = nearestName(column, named.flatMap(({ columns }) => columns.filter(({ foreign }) => !foreign).map(({ name }) => name)));
  if (near) return `Did you mean ${near}?`;
  return named.length ? `Columns of ${named[0]!.name}: ${named[0]!.columns.filter(({ options }) => !options.has('hidden')).map(({ name }) => name).join(', ')}.` : 'Look the name up in the table reference.';
}

function ambiguousAdvice(column: string, answer: Answer, subject: Subject): string {
  const owners = tablesNamed(answer, subject).filter(({ columns }) => columns.some(({ name }) => name === column.toLowerCase()));
  const names = owners.map(({ name }) => `${nameInStatement(subject, name) ?? name}.${column}`);
  return names.length > 1 ? `Say which is meant: ${names.join(' or ')}.` : 'Write the name or alias of the table before it.';
}

/** The tables that the words of the first statement name. */
function tablesNamed({ target: { platform, version }, statements }: Answer, subject: Subject): TableDeclaration[] {
  const end = statements[1] ?? Infinity;
  return [...tablesAt(platform, version).values()].filter(({ name }) => (findWord(subject, name)?.start ?? Infinity) < end);
}

/** What people write that SQLite does not read, by the word at which it stops. */
const instead: Readonly<Record<string, string>> = {
  ilike: 'Write LIKE: it pays no regard to the letter case of ASCII letters.',
  '&': 'Write AND.',
  '!': 'Write NOT.',
  order: 'SQLite 3.42 does not order within a function: order the rows in a subquery that it reads.',
};

/** What to do where SQLite stops reading, by what stands there and before. */
function syntaxAdvice(subject: Subject, { message, offset }: SqlError): string {
  if (/^unrecognized token: ['"]/.test(message)) return message.includes("'") ? 'The text that begins here does not end: close its quote.' : 'Drop or mend this character.';
  if (message === 'incomplete input') return 'The statement ends too early: something is missing behind its last word, or a ( is not closed.';
  const index = offset === null ? -1 : subject.tokens.findIndex(({ start }) => start === offset);
  if (index < 0) return 'Mend the SQL.';
  const [word, before] = [wordAt(subject, index), wordAt(subject, index - 1)];
  if (before === ',') return 'Drop the comma before it, or write what is to stand between.';
  if (before === 'top') return 'Write LIMIT and the number at the end of the statement.';
  const depth = subject.tokens.slice(0, index).reduce((open, _, at) => open + (wordAt(subject, at) === '(' ? 1 : wordAt(subject, at) === ')' ? -1 : 0), 0);
  if (Object.hasOwn(instead, word) && (word !== 'order' || depth > 0)) return instead[word]!;
  if (depth > 0 && ['where', 'join', 'group', 'limit', ';'].includes(word)) return 'A ( before it is not closed.';
  if (word === '.') return `A comma may be missing before ${before}.`;
  return 'Mend the SQL at this place, or just before it.';
}
