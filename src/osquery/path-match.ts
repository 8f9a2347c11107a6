/**
 * Whether osquery's expansion of `pattern` gives `path`. `%` stands for anything within one level, and at the start of
 * a name not for a leading dot (glob(3) without GLOB_PERIOD); `%%` at the end also for everything below; letter case
 * counts. `_`, and a `%%` elsewhere, have no meaning of their own (osquery/filesystem/filesystem.cpp, genGlobs, at
 * a5b14f63; measured on 5.23.1).
 */
export function pathMatches(pattern: string, path: string): boolean {
  const windows = pattern.includes('\\') && !pattern.includes('/');
  const separator = windows ? '\\' : '/';
  const deep = pattern.endsWith('%%');
  const wanted = pattern.split(separator);
  const given = path.split(separator);
  if (deep ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((component, index) => componentMatches(component, given[index]!, windows));
}

function componentMatches(pattern: string, text: string, windows: boolean): boolean {
  const pieces = pattern.split(/%+/);
  if (pieces.length === 1) return pattern === text;
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  if (!windows && first === '' && text.startsWith('.')) return false;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let position = first.length;
  const end = text.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, position);
    if (found < 0 || found + piece.length > end) return false;
    position = found + piece.length;
  }
  return true;
}
