import type { TestOutcome } from './outcomes.ts';
import type { Complaint, Rule, Subject } from './rule.ts';

/** Cases that a query lacks or fails. */
export const tests: Rule = {
  name: 'tests',
  levels: { production: 'error', teaching: 'error' },
  finds: 'A query without a test case, without one that gives rows, a detection without one that gives none, and cases that fail.',
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
  for (const outcome of subject.outcomes()) {
    if (outcome.passed) continue;
    yield { place: at.value(['spec', 'tests', outcome.index, 'name']), message: `The test "${outcome.case.name}" fails: ${failure(outcome)}`, advice: 'Run npm run test-queries for the rows expected and given.' };
  }
}

function failure({ error, expected, actual }: TestOutcome): string {
  if (error) return error;
  if (expected.length !== actual.length) return `${rows(expected.length)} expected, ${actual.length} given.`;
  const different = Object.keys(expected[0] ?? {}).filter((column) => expected.some((row, index) => row[column] !== actual[index]?.[column]));
  return different.length ? `the rows differ in ${different.join(', ')}.` : 'the rows differ.';
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
