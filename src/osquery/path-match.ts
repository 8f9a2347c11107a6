/**
 * Whether osquery's expansion of `pattern` gives `path`: `%` stands for anything within one level, `%%` as the last
 * component for everything below, and letter case counts. `_` and a `%%` elsewhere have no meaning of their own
 * beyond that of `%` (osquery/filesystem/filesystem.cpp, resolveFilePattern; measured on 5.23.1).
 */
export function pathMatches(pattern: string, path: string): boolean {
  const separator = pattern.includes('\\') && !pattern.includes('/') ? '\\' : '/';
  const wanted = pattern.split(separator);
  const given = path.split(separator);
  const deep = wanted.at(-1) === '%%';
  if (deep ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((component, index) => (deep && index === wanted.length - 1) || componentMatches(component, given[index]!));
}

function componentMatches(pattern: string, text: string): boolean {
  const pieces = pattern.split(/%+/);
  if (pieces.length === 1) return pattern === text;
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
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
