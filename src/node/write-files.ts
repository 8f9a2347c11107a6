import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Ending of a file that is being written; one that a killed build left behind is removed by the next. */
const unfinished = '.unfinished';

/**
 * Makes `folder` hold exactly `files` (path inside the folder → text). Every file is first written whole under another
 * name, and only when all are there are they put in place one by one, each in a single step: a build that is killed,
 * or that finds the disk full, leaves each file whole, old or new. `owns` tells which existing files are the caller's
 * to remove. Throws where something cannot be written; what it had written aside is then removed.
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>, owns: (relative: string) => boolean): void {
  removeUnfinished(folder);
  const pending: { from: string; to: string }[] = [];
  try {
    for (const [relative, text] of files) {
      const to = path.join(folder, relative);
      if (existsSync(to) && readFileSync(to, 'utf8') === text) continue;
      mkdirSync(path.dirname(to), { recursive: true });
      const from = `${to}${unfinished}`;
      pending.push({ from, to });
      writeFileSync(from, text);
    }
  } catch (error) {
    for (const { from } of pending) rmSync(from, { force: true });
    throw error;
  }
  for (const { from, to } of pending) renameSync(from, to);
  for (const relative of listFiles(folder)) {
    if (!files.has(relative) && owns(relative)) unlinkSync(path.join(folder, relative));
  }
}

/** Writes one file whole, or not at all: under another name first, which then takes its place in a single step. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const from = `${file}${unfinished}`;
  try {
    writeFileSync(from, text);
    renameSync(from, file);
  } catch (error) {
    rmSync(from, { force: true });
    // Who reads the message asked for the file, and knows nothing of the one beside it.
    throw Object.assign(error as Error, { path: file });
  }
}

/** How a folder differs from what it should hold: files that are missing, that differ, and that are left over. */
export function staleFiles(folder: string, files: ReadonlyMap<string, string>, owns: (relative: string) => boolean): { path: string; state: 'missing' | 'different' | 'left over' }[] {
  const stale: { path: string; state: 'missing' | 'different' | 'left over' }[] = [];
  for (const [relative, text] of files) {
    const file = path.join(folder, relative);
    if (!existsSync(file)) stale.push({ path: relative, state: 'missing' });
    else if (readFileSync(file, 'utf8') !== text) stale.push({ path: relative, state: 'different' });
  }
  for (const relative of listFiles(folder)) {
    if (!files.has(relative) && owns(relative)) stale.push({ path: relative, state: 'left over' });
  }
  return stale;
}

/** Files below `folder`, as paths inside it with forward slashes, sorted; none where it does not exist. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((relative) => statSync(path.join(folder, relative)).isFile())
    .map((relative) => relative.split(path.sep).join('/'))
    .sort();
}

function removeUnfinished(folder: string): void {
  for (const relative of listFiles(folder)) {
    if (relative.endsWith(unfinished)) rmSync(path.join(folder, relative), { force: true });
  }
}
