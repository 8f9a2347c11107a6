import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Query } from '../../model/catalogue.ts';
import { mutantName, testMutants, type MutantOutcome } from '../../mutation/mutants.ts';
import { CommandError, type Command } from '../command.ts';
import { openEngine } from '../open-engine.ts';
import { readContent } from '../read-content.ts';
import { readFilled } from '../read-filled.ts';

/** Changes that no case can notice, by mutantName, each with the reason. */
export const survivorsFile = 'tests/mutation/survivors.json';

/** Shows which conditions of detection queries no test depends on. */
export const mutate: Command = {
  name: 'mutate',
  help: `Usage: npm run mutate [-- <pack>[/<query>]]

Drops and turns round one condition of each detection query at a time (in WHERE, ON and
HAVING), and runs its tests. A change that no test notices is told with its place: add a
case that depends on the condition, or name it in ${survivorsFile} with the
reason why no case can.

Exit codes: 0 every change was noticed or has its reason, 1 some were not, 2 wrong use.`,
  options: {},
  words: 1,
  async run({ root, words: [only] }) {
    const { catalogue } = readFilled(readContent(root).files);
    const queries = catalogue.packs.flatMap((pack) => pack.queries).filter(({ group, spec }) => (only === undefined ? spec.purpose === 'detection' : only === group || only === `${group}/${spec.name}`));
    if (queries.length === 0) throw new CommandError(only === undefined ? 'There are no detections.' : `There is no pack or query ${only}.`);
    const engine = await openEngine();
    const excused = readExcused(path.join(root, survivorsFile));
    let open = 0;
    let caught = 0;
    let all = 0;
    for (const query of queries) {
      const outcomes = testMutants(engine, query, catalogue);
      const survivors = outcomes.filter((outcome) => !outcome.caught);
      for (const survivor of survivors) {
        const why = excused.get(mutantName(query, survivor));
        if (why === undefined) open++;
        console.log(`${describe(query, survivor)}${why === undefined ? '' : `\n  No case can: ${why}`}`);
      }
      all += outcomes.length;
      caught += outcomes.length - survivors.length;
    }
    console.log(`${caught} of ${all} changes noticed, ${((100 * caught) / Math.max(1, all)).toFixed(1)} %, in ${queries.length === 1 ? '1 query' : `${queries.length} queries`}.`);
    return open === 0 ? 0 : 1;
  },
};

function readExcused(file: string): ReadonlyMap<string, string> {
  return new Map(existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : []);
}

function describe(query: Query, { change, condition, text }: MutantOutcome): string {
  const { file, line, column } = query.at.inText(['spec', 'query'], condition.start);
  return `${file}:${line}:${column} ${change} and not noticed: ${text.replace(/\s+/g, ' ')}`;
}
