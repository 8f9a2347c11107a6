import { commonTables } from '../engine/common-tables.ts';
import { schema } from '../osquery/schema.ts';
import type { LoggedRow } from './outcomes.ts';
import type { Complaint, Rule, Subject } from './rule.ts';

/** Cases that a query lacks or fails. */
export const tests: Rule = {
  name: 'tests',
  levels: { production: 'error', teaching: 'error' },
  finds: 'A query without a test case, without one that gives rows, a detection without one that gives none although its tables gave rows, rows given to a table that the query does not read, and cases that fail.',
  why: 'A query that nobody has seen give its rows may never give any; a detection that nobody has seen stay silent alerts on the first healthy host.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const { spec, at, setting } = subject.query;
  const cases = spec.tests ?? [];
  if (setting === 'production') {
    if (cases.length === 0) {
      yield { place: at.key(['spec']), message: 'The query has no test.', advice: 'Add tests: with given rows and the rows that are expected; docs/formats.md shows one.' };
      return;
    }
    if (cases.every(({ expect }) => expect.length === 0)) yield { place: at.key(['spec', 'tests']), message: 'No test expects a row.', advice: 'Add a case with rows that look like the real thing.' };
    if (spec.purpose === 'detection' && cases.every(({ expect }) => expect.length > 0)) {
      yield { place: at.key(['spec', 'tests']), message: 'No test expects an empty result.', advice: 'Add a case close to the real thing that must not be found: the legitimate program that looks alike.' };
    }
  }
  // Where the SQL fails on its own, the rules on SQL tell it once, and each case would only repeat it.
  const fails = subject.verdict.platforms.some(({ latest }) => latest.error !== null || latest.loops.some(({ unmet }) => unmet.length > 0));
  if (!fails && subject.verdict.platforms.length > 0) yield* idle(subject);
  for (const { passed, index, case: test, error, fault, expected, actual } of subject.outcomes()) {
    const path = ['spec', 'tests', index];
    if (fault) yield { place: at.key([...path, ...fault.path]), message: `The test "${test.name}" cannot run: ${fault.message}`, advice: fault.advice };
    else if (!passed && !(error !== null && fails)) yield { place: at.value([...path, 'name']), message: `The test "${test.name}" fails: ${error ?? difference(expected, actual)}`, advice: 'Run npm run test-queries for the rows expected and those that came out.' };
  }
}

/** Cases that say nothing of the query: rows of tables that it does not read, and none without rows that could fail. */
function* idle(subject: Subject): Iterable<Complaint> {
  const { spec, at, setting } = subject.query;
  const read = new Set<string>();
  for (const { latest } of subject.verdict.platforms) {
    for (const { table } of latest.loops) read.add(table);
    for (const { table } of latest.reads) read.add(table);
  }
  const lists = new Set(commonTables(spec.query).map(({ name }) => name));
  for (const [index, { name, given }] of (spec.tests ?? []).entries()) {
    for (const table of Object.keys(given ?? {})) {
      if (read.has(table) || lists.has(table) || !Object.hasOwn(schema.tables, table)) continue;
      yield { place: at.key(['spec', 'tests', index, 'given', table]), message: `The test "${name}" gives rows of ${table}, which the query does not read.`, advice: `Drop them, or give rows of ${[...read].join(' or ') || 'a table that it reads'}.` };
    }
  }
  const silent = subject.outcomes().filter(({ passed, expected }) => passed && expected.length === 0);
  const unable = silent.filter(({ result }) => result.scans.every(({ rows }) => rows === 0));
  // A case without any rows may be meant to be empty; where no other is silent, nothing shows what a detection leaves out.
  const alone = setting === 'production' && spec.purpose === 'detection' && unable.length === silent.length;
  for (const { index, case: test } of unable) {
    const given = Object.entries(test.given ?? {}).some(([table, rows]) => read.has(table) && rows.length > 0);
    if (!given && !alone) continue;
    yield {
      place: at.value(['spec', 'tests', index, 'name']),
      message: `The test "${test.name}" cannot fail: the tables that the query reads gave no row to it, so it would be empty whatever the other conditions say.`,
      advice: 'Give rows that differ from the real thing in one condition only, with the values of required columns that the query asks for.',
    };
  }
}

function difference(expected: readonly LoggedRow[], actual: readonly LoggedRow[]): string {
  if (expected.length !== actual.length) return `${rows(expected.length)} expected, ${actual.length} came out.`;
  // Rows that are right on both sides tell nothing of what is wrong with the others.
  const missing = without(expected, actual);
  const surplus = without(actual, expected);
  const columns = new Set([...missing, ...surplus].flatMap((row) => Object.keys(row)));
  const different = [...columns].filter((column) => missing.some((row, index) => row[column] !== surplus[index]?.[column]));
  return different.length ? `the rows differ in ${different.join(', ')}.` : 'the rows come in another order.';
}

function without(rows: readonly LoggedRow[], others: readonly LoggedRow[]): LoggedRow[] {
  const keyOf = (row: LoggedRow) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  const left = others.map(keyOf);
  return rows.filter((row) => {
    const index = left.indexOf(keyOf(row));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
