import { pathMatches } from '../../osquery/path-match.ts';
import type { SourceFile } from '../files.ts';
import type { PackFiles } from '../osquery-conf/index.ts';
import { folderOf, resolvePath } from './places.ts';

/** Finds files that others name, among those given and, beyond them, where `beyond` looks. Remembers which were taken. */
export class Shelf {
  readonly taken = new Set<string>();
  readonly #files: readonly SourceFile[];
  readonly #byPath: ReadonlyMap<string, SourceFile>;
  readonly #beyond: ((folder: string) => PackFiles) | undefined;

  constructor(files: readonly SourceFile[], beyond?: (folder: string) => PackFiles) {
    this.#files = files;
    this.#byPath = new Map(files.map((file) => [resolvePath('.', file.path), file]));
    this.#beyond = beyond;
  }

  /** The files as they are named from a file. */
  from(file: SourceFile): PackFiles {
    const folder = folderOf(file.path);
    return {
      partial: true,
      read: (named) => this.#taken([this.#byPath.get(resolvePath(folder, named)) ?? this.#beyond?.(folder).read(named) ?? this.#installed(named)].filter((found) => found !== undefined && found !== null))[0] ?? null,
      glob: (pattern) => {
        const here = this.#matching(resolvePath(folder, pattern.replaceAll('*', '%')), (path) => path);
        if (here.length > 0) return this.#taken(here);
        const beyond = this.#beyond?.(folder).glob(pattern) ?? [];
        if (beyond.length > 0) return this.#taken(beyond);
        // A path of the host: its last folder may be here under another one.
        return isAbsolute(pattern) ? this.#taken(this.#matching(lastTwo(pattern.replaceAll('*', '%')), lastTwo)) : [];
      },
    };
  }

  /** The one file that a path of the host may mean: the only one of its name. */
  #installed(named: string): SourceFile | undefined {
    if (!isAbsolute(named)) return undefined;
    const name = named.split(/[/\\]/).at(-1);
    const same = this.#files.filter(({ path }) => path.split(/[/\\]/).at(-1) === name);
    return same.length === 1 ? same[0] : undefined;
  }

  #matching(pattern: string, part: (path: string) => string): SourceFile[] {
    return this.#files.filter(({ path }) => pathMatches(pattern, part(resolvePath('.', path))));
  }

  #taken(files: readonly SourceFile[]): readonly SourceFile[] {
    for (const { path } of files) this.taken.add(path);
    return files;
  }
}

function isAbsolute(path: string): boolean {
  return /^([A-Za-z]:)?[/\\]/.test(path);
}

function lastTwo(path: string): string {
  return path.split(/[/\\]/).slice(-2).join('/');
}
