import { asCalled } from '../called.ts';
import { CommandError, type Command } from '../command.ts';
import { openEngine } from '../open-engine.ts';
import { readContent } from '../read-content.ts';
import { readFilled } from '../read-filled.ts';
import { diffRows } from '../../report/diff.ts';
import type { Query } from '../../model/catalogue.ts';
import { nearestName } from '../../model/names.ts';
import { queriesOf } from '../../rules/check.ts';
import { runTests, type TestOutcome } from '../../rules/outcomes.ts';

/** Runs the tests of queries on sample hosts. */
export const testQueries: Command = {
  name: 'test-queries',
  help: `Usage: npm run test-queries -- [<pack>|<pack>/<query>|<topic>/<example>]

Runs the tests of all queries, or of those named, on rows of sample hosts and of the
cases themselves. Where rows differ, expected and actual rows are shown as a difference.

Exit codes: 0 all pass, 1 some fail, 2 wrong use.`,
  options: {},
  words: 1,
  async run({ root, words: [word] }) {
    // The path of a file names its query too.
    const only = word?.replace(/^(\.\/)?(packs|examples)\//, '').replace(/(\.yml|\/)$/, '');
    const { files, findings: unread } = readContent(root);
    const reading = readFilled(files);
    const broken = [...unread, ...reading.findings];
    const all = queriesOf(reading.catalogue).map(({ query }) => query);
    const chosen = all.filter((query) => !only || only === query.group || only === nameOf(query));
    if (only && chosen.length === 0) {
      const same = all.find(({ spec }) => spec.name === only);
      const near = same ? nameOf(same) : nearestName(only, all.flatMap((query) => [query.group, nameOf(query)]));
      throw new CommandError(`There is no pack, topic or query "${only}".${near ? ` Did you mean ${near}?` : ''}${broken.length ? ' Some files could not be read: npm run check tells which.' : ''}`);
    }
    const engine = await openEngine();
    let passed = 0;
    let failed = 0;
    for (const query of chosen) {
      for (const outcome of runTests(engine, query, reading.catalogue)) {
        if (outcome.passed) passed++;
        else {
          failed++;
          console.log(failureText(query, outcome));
        }
      }
    }
    if (broken.length > 0) console.log(asCalled(`${broken.length === 1 ? '1 problem keeps' : `${broken.length} problems keep`} files from being read whole: npm run check tells which.`));
    console.log(`${passed} passed, ${failed} failed`);
    return failed > 0 || broken.length > 0 ? 1 : 0;
  },
};

function nameOf({ group, spec }: Query): string {
  return `${group}/${spec.name}`;
}

function failureText({ at, group, spec }: Query, { index, case: { name }, error, expected, actual }: TestOutcome): string {
  const { file, line, column } = at.value(['spec', 'tests', index]);
  return `${file}:${line}:${column} ${group}/${spec.name}: ${name}\n${error ?? diffRows(expected, actual)}\n`;
}
