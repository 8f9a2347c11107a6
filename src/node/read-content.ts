import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { decodeText, type SourceFile } from '../content/files.ts';
import { fileFinding, largestFile } from '../content/yaml.ts';
import type { Finding } from '../model/finding.ts';
import { reason } from './reason.ts';

/** Content files, and what kept others from being read. */
export interface Content {
  readonly files: readonly SourceFile[];
  readonly findings: readonly Finding[];
}

/** Folders that hold content. */
export const contentFolders: readonly string[] = ['packs', 'examples'];

/** Names that editors and file systems leave behind and that are nobody's content. */
const ignored = /^(\.|~|#)|~$|\.(swp|tmp|orig)$/;

/**
 * Reads all content files below `root`. What cannot be read is told as findings of the rule `shape`: an unreadable
 * file, one that is not UTF-8 or too large, a symbolic link that leads out of the tree, a folder without files.
 */
export function readContent(root: string): Content {
  const files: SourceFile[] = [];
  const findings: Finding[] = [];
  const realRoot = realpathSync(root);
  const visit = (relative: string): number => {
    let count = 0;
    for (const name of list(path.join(root, relative), relative, findings)) {
      if (ignored.test(name)) continue;
      const inside = `${relative}/${name}`;
      const absolute = path.join(root, inside);
      const problem = linkProblem(absolute, realRoot);
      if (problem) findings.push(fileFinding(inside, problem, 'Replace the link with the file itself, or delete it.'));
      else if (isFolder(absolute)) {
        if (visit(inside) === 0) findings.push(fileFinding(inside, 'The folder is empty.', 'Delete it, or put its files in.'));
      } else {
        const text = readText(absolute, inside, 'Content files are small: one query, or the rows of one table.');
        if (typeof text === 'string') files.push({ path: inside, text });
        else findings.push(text);
      }
      count++;
    }
    return count;
  };
  for (const folder of contentFolders) {
    if (isFolder(path.join(root, folder))) visit(folder);
  }
  if (!isFolder(path.join(root, 'packs'))) findings.push(fileFinding('packs', 'There is no folder packs.', 'Run the command in the folder that holds packs.'));
  return { files, findings };
}

function list(absolute: string, relative: string, findings: Finding[]): string[] {
  try {
    return readdirSync(absolute).sort();
  } catch (error) {
    findings.push(fileFinding(relative, `The folder cannot be read: ${reason(error)}.`, 'Give yourself the right to read it.'));
    return [];
  }
}

function isFolder(absolute: string): boolean {
  try {
    return statSync(absolute).isDirectory();
  } catch {
    return false;
  }
}

function linkProblem(absolute: string, realRoot: string): string | null {
  try {
    if (!lstatSync(absolute).isSymbolicLink()) return null;
    const target = path.relative(realRoot, realpathSync(absolute));
    return target.startsWith('..') || path.isAbsolute(target) ? 'The file is a symbolic link out of the repository.' : 'The file is a symbolic link.';
  } catch {
    return 'The file is a symbolic link to nothing.';
  }
}

/** The text of a file, or the finding, at `shown`, of why it cannot be read; `tooLarge` says what to do about its size. */
export function readText(absolute: string, shown: string, tooLarge: string): string | Finding {
  try {
    const { size } = statSync(absolute);
    if (size > largestFile) return fileFinding(shown, `The file has ${size} bytes; the most that is read is ${largestFile}.`, tooLarge);
    return decodeText(readFileSync(absolute)) ?? fileFinding(shown, 'The file is not UTF-8.', 'Save it as UTF-8.');
  } catch (error) {
    return fileFinding(shown, `The file cannot be read: ${reason(error)}.`, 'Give yourself the right to read it.');
  }
}
