import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Exit codes: 0 all is well, 1 something was found or failed, 2 the command was used wrongly. */
export type ExitCode = 0 | 1 | 2;

/** What a command gets: its options, the words beside them, and where it works. */
export interface Invocation {
  readonly root: string;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly words: readonly string[];
}

/** A command of `osquery-packs`. */
export interface Command {
  readonly name: string;
  /** The whole help text, without its closing line end. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Most words it takes beside its options. */
  readonly words: number;
  run(invocation: Invocation): Promise<ExitCode>;
}

/** Thrown for wrong use: told in one line, exit code 2. */
export class UsageError extends Error {}

/** Thrown for what the user has to mend and that is no finding of a rule: told without a stack, exit code 1. */
export class CommandError extends Error {}

/** Reads a command's arguments. Throws UsageError for an unknown option, a missing value or a word too many. */
export function readArguments(command: Command, args: readonly string[]): Omit<Invocation, 'root'> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: command.options, allowPositionals: true, strict: true });
    if (positionals.length > command.words) throw new UsageError(`Unexpected argument '${positionals[command.words]}'.`);
    return { options: values as Invocation['options'], words: positionals };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message.split(/\n|\. /)[0]!.replace(/\.?$/, '.') : String(error));
  }
}
