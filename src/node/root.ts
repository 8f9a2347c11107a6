import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from './called.ts';

/** The folder that commands work on: this checkout, and for the published package the one that it is called in. */
export const repositoryRoot = installed ? process.cwd() : path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
