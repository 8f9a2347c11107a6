import { spawnSync } from 'node:child_process';
import { decodeText, type SourceFile } from '../content/files.ts';
import { fileFinding, largestFile } from '../content/yaml.ts';
import type { Finding } from '../model/finding.ts';
import { CommandError } from './command.ts';
import type { Content } from './read-content.ts';

/** Most that git may print at once: far more than content of this size ever is. */
const mostBytes = 512 * 1024 * 1024;

/**
 * The content files of a git revision of the repository at `root`. Throws CommandError where git does not know the
 * revision, with the way out in a shallow clone, and where there is no git or no repository.
 */
export function readRevision(root: string, revision: string): Content {
  const listed = git(root, ['ls-tree', '-r', '-z', commitOf(root, revision), '--', 'packs', 'examples']).stdout.toString().split('\0').filter(Boolean);
  const entries = listed.map((line) => {
    const [, mode, id, path] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line)!;
    return { mode: mode!, id: id!, path: path! };
  });
  const findings: Finding[] = entries.filter(({ mode }) => mode === '120000').map(({ path }) => fileFinding(path, 'The file is a symbolic link.', 'Replace the link with the file itself, or delete it.'));
  const plain = entries.filter(({ mode }) => mode.startsWith('100'));
  const blobs = readBlobs(root, plain.map(({ id }) => id));
  const files = plain.flatMap(({ id, path }): SourceFile[] => {
    const blob = blobs.get(id)!;
    if (blob.length > largestFile) findings.push(fileFinding(path, `The file has ${blob.length} bytes; the most that is read is ${largestFile}.`, 'Content files are small: one query, or the rows of one table.'));
    else {
      const text = decodeText(blob);
      if (text !== null) return [{ path, text }];
      findings.push(fileFinding(path, 'The file is not UTF-8.', 'Save it as UTF-8.'));
    }
    return [];
  });
  return { files, findings };
}

/** One file of a git revision, its path counted from `root`. Throws CommandError where there is no such file. */
export function readRevisionFile(root: string, revision: string, path: string): Buffer {
  const { status, stdout } = git(root, ['cat-file', 'blob', `${commitOf(root, revision)}:./${path.replace(/^\.\//, '')}`]);
  if (status !== 0) throw new CommandError(`The revision "${revision}" has no file "${path}".`);
  return stdout;
}

function commitOf(root: string, revision: string): string {
  const { status, stdout } = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (status === 0) return stdout.toString().trim();
  const { status: outside, stdout: answer, stderr } = git(root, ['rev-parse', '--is-shallow-repository']);
  if (outside !== 0) throw new CommandError(`There is no file or folder "${revision}", and git revisions cannot be read here: ${stderr.toString().trim().split('\n')[0]}.`);
  const shallow = answer.toString().trim() === 'true';
  throw new CommandError(`git knows no revision "${revision}".${shallow ? ' This clone is shallow: git fetch --unshallow brings the whole history; in a workflow, give actions/checkout fetch-depth: 0.' : ''}`);
}

/** The contents of blobs by their ids, with one call of git. */
function readBlobs(root: string, ids: readonly string[]): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  if (ids.length === 0) return blobs;
  const { stdout } = git(root, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  for (let start = 0; start < stdout.length; ) {
    const end = stdout.indexOf('\n', start);
    const [id, type, size] = stdout.toString('latin1', start, end).split(' ');
    if (type !== 'blob') throw new CommandError(`git cannot read the object ${id}: the clone is not whole. git fetch --refetch brings what is missing.`);
    blobs.set(id!, stdout.subarray(end + 1, end + 1 + Number(size)));
    start = end + 2 + Number(size);
  }
  return blobs;
}

function git(root: string, args: readonly string[], input?: string): { status: number | null; stdout: Buffer; stderr: Buffer } {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: root, input, maxBuffer: mostBytes, timeout: 60_000 });
  if (error) throw new CommandError(`git cannot be run: ${error.message}. Install git, or compare two folders.`);
  return { status, stdout, stderr };
}
