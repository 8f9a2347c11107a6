import { spawnSync } from 'node:child_process';
import { largestFile } from '../content/yaml.ts';
import { CommandError } from './command.ts';
import type { Content } from './read-content.ts';

/** Most that git may print of one revision's content: far more than content of this size ever is. */
const mostBytes = 512 * 1024 * 1024;

/**
 * The content files of a git revision of the repository at `root`. Throws where git does not know the revision, with
 * the way out in a shallow clone.
 */
export function readRevision(root: string, revision: string): Content {
  const commit = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (commit.status !== 0) {
    const shallow = git(root, ['rev-parse', '--is-shallow-repository']).text.trim() === 'true';
    throw new CommandError(`git knows no revision "${revision}".${shallow ? ' This clone is shallow: git fetch --unshallow brings the whole history.' : ''}`);
  }
  const names = git(root, ['ls-tree', '-r', '-z', '--name-only', commit.text.trim(), '--', 'packs', 'examples']).text.split('\0').filter(Boolean);
  const files = names.map((path) => ({ path, text: git(root, ['show', `${commit.text.trim()}:${path}`]).text })).filter(({ text }) => text.length <= largestFile);
  return { files, findings: [] };
}

function git(root: string, args: readonly string[]): { status: number | null; text: string } {
  const { status, stdout, error } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: mostBytes, timeout: 60_000 });
  if (error) throw new CommandError(`git cannot be run: ${error.message}. Install git, or compare two folders.`);
  return { status, text: stdout };
}
