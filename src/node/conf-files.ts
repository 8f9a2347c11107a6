import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../content/files.ts';
import type { PackFiles } from '../content/osquery-conf/index.ts';
import { pathMatches } from '../osquery/path-match.ts';
import { CommandError } from './command.ts';
import { reason } from './reason.ts';

/** Largest pack file that osquery reads (`read_max`). */
const largestPack = 50 * 1024 * 1024;

/** A configuration as osquery takes its bytes: what is not UTF-8 does no harm, and a byte-order mark stays. */
export function confText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Reads the configuration at `file`; it is named as it was asked for. Throws CommandError where it cannot be read. */
export function readConfFile(file: string): SourceFile {
  try {
    const { size } = statSync(file);
    if (size > largestPack) throw new CommandError(`${file} has ${size} bytes; osquery reads ${largestPack} at most.`);
    return { path: file, text: confText(readFileSync(file)) };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} cannot be read: ${reason(error)}.`);
  }
}

/** The pack files that a configuration names. Where its paths are relative, they are taken from the folder `base`. */
export function packFilesFrom(base: string): PackFiles {
  const read = (named: string): SourceFile | null => {
    const file = path.resolve(base, named);
    try {
      return statSync(file).isFile() ? readConfFile(file) : null;
    } catch {
      return null;
    }
  };
  return { read, glob: (pattern) => expand(path.resolve(base, pattern)).flatMap((file) => read(file) ?? []) };
}

/** The paths that osquery's expansion of a pattern gives, in order: `*` and `%` within one level, `**` and `%%` at the end also below. */
function expand(pattern: string): string[] {
  const wildcards = pattern.replaceAll('*', '%');
  const fixed = wildcards.includes('%') ? path.dirname(`${wildcards.slice(0, wildcards.indexOf('%'))}x`) : path.dirname(wildcards);
  const depth = wildcards.split(path.sep).length;
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const name of namesIn(folder)) {
      const inside = path.join(folder, name);
      if (pathMatches(wildcards, inside)) found.push(inside);
      if ((wildcards.endsWith('%%') || inside.split(path.sep).length < depth) && isFolder(inside)) visit(inside);
    }
  };
  visit(fixed);
  return found.sort();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
