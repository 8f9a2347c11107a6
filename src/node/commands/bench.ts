import { existsSync } from 'node:fs';
import path from 'node:path';
import { benchParts, type BenchPart } from '../bench/parts.ts';
import { UsageError, type Command } from '../command.ts';
import { build } from './build.ts';

/** Columns of the help: where its texts begin, and where they end. */
const indent = 12;
const width = 92;

const names = benchParts.map(({ name }) => name);

/** Measures what the project promises about speed and size. */
export const bench: Command = {
  name: 'bench',
  help: `Usage: npm run bench [-- ${names.join('|')}]

${benchParts.map(helpOf).join('\n')}

Exit codes: 0 measured, 1 a part failed, 2 wrong use.`,
  options: {},
  words: 1,
  async run({ root, words: [only] }) {
    if (only !== undefined && !names.includes(only)) throw new UsageError(`Unknown part '${only}'; known: ${names.join(', ')}.`);
    for (const part of benchParts.filter(({ name }) => only === undefined || name === only)) {
      const built = part.site === undefined || (part.site === 'built' && existsSync(path.join(root, 'build/index.html')));
      if (!built && (await build.run({ root, options: {}, words: [] })) !== 0) return 1;
      await part.run(root);
    }
    return 0;
  },
};

/** The name of a part, and beside it what it does, in lines of the help. */
function helpOf({ name, help }: BenchPart): string {
  const lines = [''];
  for (const word of help.split(' ')) {
    if (lines.at(-1)!.length + word.length + 1 > width - indent) lines.push('');
    lines.push(`${lines.pop()} ${word}`.trimStart());
  }
  return lines.map((line, index) => `${(index === 0 ? name : '').padEnd(indent)}${line}`).join('\n');
}
