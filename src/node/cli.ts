import type { ExitCode } from './command.ts';
import { anywhere } from './commands/anywhere.ts';
import { inCheckout } from './commands/in-checkout.ts';
import { repositoryRoot } from './root.ts';
import { runCommand } from './run-command.ts';

/** Runs a command of the checkout, and gives the exit code. Prints to the standard streams. */
export function main(args: readonly string[], root = repositoryRoot): Promise<ExitCode> {
  return runCommand({ ...anywhere, ...inCheckout }, args, root);
}
