#!/usr/bin/env node
import { anywhere } from '../commands/anywhere.ts';
import { repositoryRoot } from '../root.ts';
import { runCommand } from '../run-command.ts';

// The program of the published package: the folder it is called in is what commands work on.
process.exitCode = await runCommand(anywhere, process.argv.slice(2), repositoryRoot);
