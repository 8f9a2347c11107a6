import { existsSync, statSync } from 'node:fs';
import { differenceJson, differenceMarkdown, differenceText, type PackDifference } from '../../report/difference.ts';
import { differenceOf } from '../../releases/difference.ts';
import { releaseEffects } from '../../releases/plan-release.ts';
import { nextVersion } from '../../releases/version-part.ts';
import { checkContent, type CheckedRepository } from '../check-repository.ts';
import { CommandError, UsageError, type Command } from '../command.ts';
import { openEngine } from '../open-engine.ts';
import { readContent, type Content } from '../read-content.ts';
import { readRevision } from '../read-revision.ts';
import { packVersions } from '../repository-files.ts';

const formats: Readonly<Record<string, (differences: readonly PackDifference[]) => string>> = {
  text: differenceText, markdown: differenceMarkdown, json: differenceJson,
};

/** Compares two states of the content by meaning. */
export const diff: Command = {
  name: 'diff',
  summary: 'tell what changed between two states of the packs, and what it does to a fleet',
  help: `Usage: npm run diff -- <old> <new> [--format text|markdown|json]

Compares the packs of two folders, or of two git revisions of this repository: what changed
by meaning, the version it asks for, and what a running fleet logs because of it. A folder
is one that holds packs/; the working tree is the folder ".".

Exit codes: 0 compared, 1 one of the two cannot be read, 2 wrong use.`,
  options: { format: { type: 'string', default: 'text' } },
  words: 2,
  async run({ root, options, words: [before, after] }) {
    if (!before || !after) throw new UsageError('Name two folders or git revisions: the old one and the new one.');
    const format = String(options['format']);
    if (!Object.hasOwn(formats, format)) throw new UsageError(`Unknown format '${format}'; known: ${Object.keys(formats).join(', ')}.`);
    const engine = await openEngine();
    const [left, right] = [before, after].map((place) => checkContent(engine, contentOf(root, place))) as [CheckedRepository, CheckedRepository];
    for (const [place, { reading }] of [[before, left], [after, right]] as const) {
      const broken = reading.findings.filter(({ level, place: { file } }) => level === 'error' && file.startsWith('packs/'));
      if (broken.length > 0) throw new CommandError(`${place}: ${broken[0]!.place.file}:${broken[0]!.place.line}: ${broken[0]!.message} Mend it, or compare another state.`);
    }
    console.log(formats[format]!(differences(left, right)).trimEnd());
    return 0;
  },
};

function contentOf(root: string, place: string): Content {
  return existsSync(place) && statSync(place).isDirectory() ? readContent(place) : readRevision(root, place);
}

function differences(left: CheckedRepository, right: CheckedRepository): PackDifference[] {
  const names = [...new Set([...left.contracts.keys(), ...right.contracts.keys()])].sort();
  const versions = packVersions(left);
  return names.map((pack) => {
    const [before, after] = [left.contracts.get(pack) ?? null, right.contracts.get(pack) ?? null];
    const changes = differenceOf(before, after);
    const version = versions.get(pack) ?? null;
    return { pack, before: before && (version ?? '0.0.0'), after: after && nextVersion(before && version, changes), changes, effects: before ? releaseEffects(before, after, changes) : [] };
  });
}
