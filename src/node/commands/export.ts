import { existsSync } from 'node:fs';
import { exportFormats, exportPack } from '../../artifacts/foreign.ts';
import { checkForeign } from '../../rules/check-foreign.ts';
import { readPacks } from '../check-packs.ts';
import { CommandError, UsageError, type Command } from '../command.ts';
import { openEngine } from '../open-engine.ts';
import { choiceOption } from '../read-options.ts';
import { tellLosses, tellUnread } from '../tell-losses.ts';
import { writeWhole } from '../write-files.ts';

/** Gives a pack of others in another form. */
export const exportPacks: Command = {
  name: 'export',
  help: `Usage: npm run --silent export -- <paths…> --format ${exportFormats.join('|')} [--pack <name>] [--out <file>] [--overwrite]

Reads a pack of any format that npm run check -- <paths…> knows, and prints it for osqueryd
(conf), fleetctl apply (fleet), Fleet's GitOps (gitops) or Kibana's API (kibana): each query on
the platforms on which it compiles, with the osquery that it needs. What the form does not hold
is listed on the error stream.

  --pack <name>  which pack, where the files hold several
  --out <file>   write it there; an existing file is refused
  --overwrite    replace an existing file

Exit codes: 0 written, 1 refused, 2 wrong use.`,
  options: { format: { type: 'string' }, pack: { type: 'string' }, out: { type: 'string' }, overwrite: { type: 'boolean', default: false } },
  words: Infinity,
  async run({ options, words }) {
    if (words.length === 0) throw new UsageError('Name the files or folders that hold the pack.');
    if (options['format'] === undefined) throw new UsageError(`--format is missing; known: ${exportFormats.join(', ')}.`);
    const format = choiceOption(options, 'format', exportFormats);
    const out = options['out'] === undefined ? undefined : String(options['out']);
    if (out !== undefined && existsSync(out) && options['overwrite'] !== true) throw new CommandError(`${out} is there already. Choose another name, or give --overwrite.`);
    const reading = readPacks(words);
    tellUnread(reading);
    const names = reading.packs.map(({ name }) => name);
    const wanted = options['pack'] ?? (names.length === 1 ? names[0] : undefined);
    const pack = reading.packs.find(({ name }) => name === wanted);
    if (!pack) throw new CommandError(names.length === 0 ? 'The files hold no pack.' : `${wanted === undefined ? 'The files hold several packs' : `There is no pack ${String(wanted)}`}; --pack takes one of ${names.join(', ')}.`);
    const { verdicts } = checkForeign(await openEngine(), { ...reading, packs: [pack] });
    const { queries, text, losses } = exportPack(pack, verdicts, format);
    if (queries === 0) throw new CommandError(['Nothing is written: no query can be exported.', ...tellLosses(losses)].join('\n'));
    if (out === undefined) process.stdout.write(text);
    else writeWhole(out, text);
    const told = tellLosses(losses);
    if (told.length > 0) console.error(told.join('\n'));
    return 0;
  },
};
