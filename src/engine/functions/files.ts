import { untilNul } from './bytes.ts';
import { SqlError, type Argument, type Result, type SqlFunction } from './types.ts';

/** Everything before the last separator; NULL where there is none. */
function parentDirectory(separator: number): (args: readonly Argument[]) => Result {
  return ([path]) => {
    if (path!.type !== 'text') throw new SqlError('Invalid inputs to parent_directory, TEXT was expected');
    const bytes = untilNul(path!.bytes);
    const last = bytes.lastIndexOf(separator);
    return last < 0 ? null : bytes.slice(0, last);
  };
}

/** Refuses what osquery refuses, and otherwise says that there is no file system to look at. */
function needsHostFiles(name: string, nameInError: string): SqlFunction {
  const call = (args: readonly Argument[]): Result => {
    const escape = args[2];
    const valid = args.length > 0 && args.every(({ type }) => type !== 'null') && (!escape || untilNul(escape.bytes).length === 1);
    if (!valid) throw new SqlError(`Invalid inputs to ${nameInError}`);
    throw new SqlError(`${name}() looks at the files of the host it runs on, and there is no host here; leave it out of a tested query`);
  };
  return { name, arity: -1, call };
}

const slash = 47;
const backslash = 92;

/** The functions of osquery/sql/sqlite_filesystem.cpp; only the platform's own separator counts. */
export function fileFunctions(platform: 'linux' | 'darwin' | 'windows'): readonly SqlFunction[] {
  return [
    { name: 'parent_directory', arity: 1, call: parentDirectory(platform === 'windows' ? backslash : slash) },
    needsHostFiles('find_file_path_in_cmd', 'find_binary_path_from_cmd'),
    needsHostFiles('is_path_deterministic', 'is_path_deterministic'),
  ];
}
