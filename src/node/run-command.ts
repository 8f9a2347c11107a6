import { nearestName } from '../model/names.ts';
import { asCalled } from './called.ts';
import { CommandError, readArguments, UsageError, type Command, type ExitCode } from './command.ts';
import { summaries, type CommandName } from './commands/summaries.ts';
import { reason } from './reason.ts';
import { isElsewhere } from './root.ts';

/** What loads each command. */
export type Loaders = Readonly<Partial<Record<CommandName, () => Promise<Command>>>>;

/** The help text of `osquery-packs` itself, for the commands that `loaders` have. */
export function overview(loaders: Loaders): string {
  const names = Object.keys(summaries) as CommandName[];
  const width = Math.max(...names.map((name) => name.length));
  const missing = names.filter((name) => !loaders[name]);
  return `Usage: osquery-packs <command> [options]

Commands:
${names.filter((name) => loaders[name]).map((name) => `  ${name.padEnd(width)}  ${summaries[name]}`).join('\n')}
${missing.length > 0 ? `\nOnly in a checkout of the repository: ${missing.join(', ')}.\n` : ''}
osquery-packs <command> --help tells more about one of them.
Exit codes: 0 all is well, 1 something was found or failed, 2 wrong use.`;
}

/** Runs the command that `args` name, with `root` as the repository, and gives the exit code. Prints to the standard streams. */
export async function runCommand(loaders: Loaders, args: readonly string[], root: string): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    (name === undefined ? console.error : console.log)(overview(loaders));
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(loaders, name) ? loaders[name as CommandName] : undefined;
  if (!load) {
    const known = Object.hasOwn(summaries, name);
    const near = nearestName(name, Object.keys(loaders));
    const unknown = `Unknown command '${name}'${near === undefined ? '' : `; the nearest is '${near}'`}`;
    console.error(`${known ? `The command '${name}' works only in a checkout of the repository` : unknown}.\n\n${overview(loaders)}`);
    return 2;
  }
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(asCalled(command.help));
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
    console.error(asCalled(`${error.message}\n${isElsewhere ? 'npx ' : ''}osquery-packs ${command.name} --help tells how it is used.`));
    return 2;
  }
  if (error instanceof CommandError) console.error(asCalled(error.message));
  else if ((error as { syscall?: string }).syscall) console.error(`${(error as { path?: string }).path ?? 'A file'}: ${reason(error)}.`);
  else console.error(error);
  return 1;
}
