import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../content/files.ts';
import { foreignEndings } from '../content/foreign/index.ts';
import type { PackFiles } from '../content/osquery-conf/index.ts';
import { CommandError } from './command.ts';
import { packFilesFrom, readConfFile } from './conf-files.ts';
import { reason } from './reason.ts';

/** Files of packs, as they were named. */
export interface ForeignFiles {
  readonly files: readonly SourceFile[];
  /** Those that were named by themselves, and not by way of a folder. */
  readonly named: ReadonlySet<string>;
}

/** Folders that hold nobody's packs. */
const passedOver = /^(\.|node_modules$)/;

/**
 * Reads the files that `paths` name, and in folders those that may hold packs; symbolic links in folders are not
 * followed. Throws CommandError for a path that is not there, a folder without such files, or a file that cannot be read.
 */
export function readForeignFiles(paths: readonly string[]): ForeignFiles {
  const files = new Map<string, SourceFile>();
  const named = new Set<string>();
  const add = (file: string): void => void files.set(file, readConfFile(file));
  for (const asked of paths) {
    const given = asked.split(path.sep).join('/').replace(/(?<=.)\/+$/, '');
    if (isFolder(given)) {
      const inside = filesIn(given);
      // Else a wrong path in a pipeline would pass for packs without a fault.
      if (inside.length === 0) throw new CommandError(`${asked} holds no file that may be a pack: their names end with ${foreignEndings.join(', ')}.`);
      for (const file of inside) add(file);
    } else {
      add(given);
      named.add(given);
    }
  }
  return { files: [...files.values()], named };
}

/**
 * Files that a pack names and that were not given. Only those below the folder in which the command runs, or below the
 * folder of the pack, are read: what a pack of others names is not to be trusted.
 */
export function filesBeside(folder: string): PackFiles {
  const files = packFilesFrom(folder);
  const roots = [process.cwd(), path.resolve(folder)].map(realOrSelf);
  const inside = (file: SourceFile): boolean => roots.some((root) => isBelow(root, realOrSelf(file.path)));
  const shown = (file: SourceFile): SourceFile => ({ ...file, path: path.relative('.', file.path).split(path.sep).join('/') });
  return {
    read: (named) => (isNear(folder, named, roots) ? [files.read(named)].flatMap((file) => (file && inside(file) ? [shown(file)] : []))[0] ?? null : null),
    glob: (pattern) => (isNear(folder, pattern, roots) ? files.glob(pattern).filter(inside).map(shown) : []),
  };
}

/** Whether a path or pattern begins below one of the folders, before anything is looked at. */
function isNear(folder: string, named: string, roots: readonly string[]): boolean {
  const fixed = path.resolve(folder, named.split(/[*%]/)[0]!);
  return roots.some((root) => isBelow(root, fixed));
}

function isBelow(root: string, file: string): boolean {
  const way = path.relative(root, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

function realOrSelf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}

function isFolder(asked: string): boolean {
  try {
    return statSync(asked).isDirectory();
  } catch (error) {
    throw new CommandError(`${asked} cannot be read: ${reason(error)}.`);
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
      const inside = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return passedOver.test(entry.name) ? [] : filesIn(inside);
      return entry.isFile() && foreignEndings.some((ending) => entry.name.toLowerCase().endsWith(ending)) ? [inside] : [];
    });
  } catch (error) {
    throw new CommandError(`${folder} cannot be read: ${reason(error)}.`);
  }
}
