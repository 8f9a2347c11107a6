import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout that this file is in, null for the published package, whose sources are compiled. */
const checkout = import.meta.url.endsWith('.ts') ? path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..') : null;

/**
 * Whether the program works on a folder that is not the checkout it came from: as the published package, or as the action
 * or the hook of another repository.
 */
export const isElsewhere = checkout === null || /^\.\.($|[\\/])|^[A-Za-z]:|^\//.test(path.relative(checkout, process.cwd()));

/** The folder that commands work on: this checkout, and elsewhere the one they are called in. */
export const repositoryRoot = isElsewhere ? process.cwd() : checkout!;
