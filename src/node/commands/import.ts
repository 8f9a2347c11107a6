import { existsSync } from 'node:fs';
import path from 'node:path';
import { packNamePattern, longestName, reservedPackName } from '../../model/names.ts';
import { purposes } from '../../model/query.ts';
import { checkForeign } from '../../rules/check-foreign.ts';
import { importPack } from '../../scaffold/import-pack.ts';
import { asCalled } from '../called.ts';
import { readPacks } from '../check-packs.ts';
import { CommandError, UsageError, type Command } from '../command.ts';
import { openEngine } from '../open-engine.ts';
import { readContent } from '../read-content.ts';
import { readFilled } from '../read-filled.ts';
import { choiceOption } from '../read-options.ts';
import { tellLosses, tellUnread } from '../tell-losses.ts';
import { writeFolder } from '../write-files.ts';

/** Makes a pack of this repository from packs of others. */
export const importPacks: Command = {
  name: 'import',
  help: `Usage: npm run import -- <paths…> --to packs/<pack> [--purpose <word>] [--maintainers <roles>]

Reads packs of any format that npm run check -- <paths…> knows, and writes them as one pack of
this repository: pack.yml, and a file for each query with platforms, columns, references and a
test that the engine fills in. What nobody has written begins with TODO, and the check names
each until it is written. What cannot be carried over is listed. An existing folder is refused.

  --to packs/<pack>      the folder to make
  --purpose <word>       ${purposes.join(', ')}; inventory where left out
  --maintainers <roles>  roles of MAINTAINERS.yml; tooling where left out

Exit codes: 0 written, 1 refused, 2 wrong use.`,
  options: { to: { type: 'string' }, purpose: { type: 'string', default: 'inventory' }, maintainers: { type: 'string', default: 'tooling' } },
  words: Infinity,
  async run({ root, options, words }) {
    if (words.length === 0) throw new UsageError('Name the files or folders to import.');
    const purpose = choiceOption(options, 'purpose', purposes);
    const name = /^packs\/([^/]+)\/?$/.exec(String(options['to'] ?? '').split(path.sep).join('/'))?.[1];
    if (name === undefined) throw new UsageError('--to takes packs/<pack>, the folder to make.');
    if (!packNamePattern.test(name) || name.length > longestName || name === reservedPackName) throw new UsageError(`'${name}' is no name of a pack: it is lower-case letters, digits and -, at most ${longestName} characters, and not ${reservedPackName}.`);
    const folder = path.join(root, 'packs', name);
    if (existsSync(folder)) throw new CommandError(`packs/${name} is there already, and nothing is overwritten. Choose another name.`);
    const reading = readPacks(words);
    const engine = await openEngine();
    const { verdicts } = checkForeign(engine, reading);
    tellUnread(reading);
    const { catalogue } = readFilled(readContent(root).files.filter(({ path: file }) => file.startsWith('examples/hosts/')));
    const maintainers = String(options['maintainers']).split(',').map((role) => role.trim()).filter(Boolean);
    const { files, losses } = importPack(engine, catalogue, reading.packs, verdicts, { name, purpose, maintainers });
    if (files.length === 1) throw new CommandError(['Nothing is written: no query can be imported.', ...tellLosses(losses)].join('\n'));
    writeFolder(folder, new Map(files.map(({ path: file, text }) => [path.posix.basename(file), text])), () => false);
    console.log([`packs/${name} has ${files.length - 1} of ${verdicts.length} queries.`, ...tellLosses(losses), '', asCalled('npm run check names what is to be written.')].join('\n'));
    return 0;
  },
};
