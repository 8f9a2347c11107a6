import { differenceJson, differenceMarkdown, differenceText, type PackDifference } from '../../report/difference.ts';
import { standingMarkdown, standingText } from '../../report/standing.ts';
import { compareStandings, standingOf, type Standing, type StandingChange } from '../../rules/standing.ts';
import type { CheckedRepository } from '../check-repository.ts';
import { UsageError, type Command } from '../command.ts';
import { compareConf } from '../compare-conf.ts';
import { compareContent } from '../compare-content.ts';
import { asConf, matched, readSide } from '../diff-sides.ts';
import { openEngine } from '../open-engine.ts';

const formats: Readonly<Record<string, (differences: readonly PackDifference[], notes: readonly string[], standing: StandingChange | null) => string>> = {
  text: (differences, notes, standing) => [differenceText(differences, notes), standing ? standingText(standing) : ''].filter(Boolean).join('\n'),
  markdown: (differences, notes, standing) => [differenceMarkdown(differences, notes), standing ? standingMarkdown(standing) : ''].filter(Boolean).join('\n'),
  json: differenceJson,
};

/** Compares two states of packs by meaning. */
export const diff: Command = {
  name: 'diff',
  help: `Usage: npm run diff -- <old> <new> [--format text|markdown|json]

Tells what changed by meaning between two states of packs, the version it asks for, and what
a running fleet logs because of it; also what the rules find anew, and what becomes of costs,
tests and coverage. Each of the two is one of:

  a folder         that holds packs/; the working tree is the folder "."
  a git revision   of this repository, such as main or v1.2.0
  a .conf file     of osquery, whoever wrote it: a pack, or a whole osquery.conf with the packs
                   it names; also <revision>:<path>, and a folder of .conf files

Where one of the two is a .conf, both are compared as osquery is given them. It has no tests,
so that types of expressions are unknown and one row a query is assumed. Two pack files are
compared whatever they are called; one is compared with the pack that is called as the file.

Exit codes: 0 compared, 1 one of the two cannot be read, 2 wrong use.`,
  options: { format: { type: 'string', default: 'text' } },
  words: 2,
  async run({ root, options, words: [before, after] }) {
    if (!before || !after) throw new UsageError('Name two states: folders, git revisions or .conf files, the old one and the new one.');
    const format = String(options['format']);
    if (!Object.hasOwn(formats, format)) throw new UsageError(`Unknown format '${format}'; known: ${Object.keys(formats).join(', ')}.`);
    const engine = await openEngine();
    const [left, right] = [readSide(engine, root, before), readSide(engine, root, after)];
    const { differences, notes } = left.kind === 'content' && right.kind === 'content'
      ? { differences: compareContent(left.checked, right.checked), notes: [] }
      : compareConf(engine, ...matched(asConf(left), asConf(right)));
    const standing = left.kind === 'content' && right.kind === 'content' ? compareStandings(standingAt(left.checked), standingAt(right.checked)) : null;
    console.log(formats[format]!(differences, notes, standing).trimEnd());
    return 0;
  },
};

function standingAt({ engine, reading, outcomes, findings }: CheckedRepository): Standing {
  return standingOf(engine, reading.catalogue, outcomes, findings);
}
