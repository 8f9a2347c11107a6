import type { ExitCode } from './command.ts';
import { anywhere } from './commands/anywhere.ts';
import { inCheckout } from './commands/in-checkout.ts';
import { isElsewhere, repositoryRoot } from './root.ts';
import { runCommand } from './run-command.ts';

/**
 * Runs a command of the checkout, and gives the exit code. Prints to the standard streams. In the folder of another repository only
 * those that work in any folder are to be had.
 */
export function main(args: readonly string[], root = repositoryRoot): Promise<ExitCode> {
  return runCommand(isElsewhere ? anywhere : { ...anywhere, ...inCheckout }, args, root);
}
