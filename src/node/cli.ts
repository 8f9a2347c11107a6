import { bench } from './commands/bench.ts';
import { build } from './commands/build.ts';
import { buildPacks } from './commands/build-packs.ts';
import { check } from './commands/check.ts';
import { diff } from './commands/diff.ts';
import { mutate } from './commands/mutate.ts';
import { release } from './commands/release.ts';
import { schema } from './commands/schema.ts';
import { start } from './commands/start.ts';
import { test } from './commands/test.ts';
import { testQueries } from './commands/test-queries.ts';
import { CommandError, readArguments, UsageError, type Command, type ExitCode } from './command.ts';
import { reason } from './read-content.ts';
import { repositoryRoot } from './root.ts';

const commands: readonly Command[] = [start, test, check, testQueries, buildPacks, build, release, diff, mutate, schema, bench];

/** The help text of `osquery-packs` itself. */
export function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Usage: osquery-packs <command> [options]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

osquery-packs <command> --help tells more about one of them.
Exit codes: 0 all is well, 1 something was found or failed, 2 wrong use.`;
}

/** Runs the command that `args` name and gives the exit code. Prints to the standard streams. */
export async function main(args: readonly string[], root = repositoryRoot): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    (name === undefined ? console.error : console.log)(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    console.error(`Unknown command '${name}'.\n\n${overview()}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(command.help);
    return 0;
  }
  try {
    return await command.run({ root, ...readArguments(command, rest) });
  } catch (error) {
    return explain(command, error);
  }
}

function explain(command: Command, error: unknown): ExitCode {
  if (error instanceof UsageError) {
    console.error(`${error.message}\nosquery-packs ${command.name} --help tells how it is used.`);
    return 2;
  }
  if (error instanceof CommandError) console.error(error.message);
  else if ((error as { syscall?: string }).syscall) console.error(`${(error as { path?: string }).path ?? 'A file'}: ${reason(error)}.`);
  else console.error(error);
  return 1;
}
