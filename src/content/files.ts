/** One content file: its path inside the repository with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The text that the bytes of a file are, a byte order mark included; null where they are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The name of a file without its folders and its last extension. */
export function stem(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.[^.]*$/, '');
}

/** The text of the page that begins with osquery; examples stand in it. */
export const quickstartFile = 'examples/quickstart/quickstart.md';

/** What a path says a file is. */
export type FileRole =
  | { readonly kind: 'pack'; readonly group: string }
  | { readonly kind: 'query'; readonly setting: 'production' | 'teaching'; readonly group: string; readonly name: string }
  | { readonly kind: 'releases'; readonly group: string }
  | { readonly kind: 'list'; readonly group: string; readonly name: string }
  | { readonly kind: 'stock' }
  | { readonly kind: 'topic'; readonly group: string }
  | { readonly kind: 'questions' }
  | { readonly kind: 'rows'; readonly host: string; readonly table: string }
  | { readonly kind: 'page' };

/** What the file at `path` is by the layout of the repository; null where nothing is kept at such a place. */
export function fileRole(path: string): FileRole | null {
  const steps = path.split('/');
  if (path === 'packs/stock-packs.yml') return { kind: 'stock' };
  if (path === quickstartFile) return { kind: 'page' };
  if (steps.length === 3 && steps[0] === 'packs' && steps[2] === 'pack.yml') return { kind: 'pack', group: steps[1]! };
  if (steps.length === 3 && steps[0] === 'packs' && steps[2] === 'releases.yml') return { kind: 'releases', group: steps[1]! };
  if (steps.length === 3 && steps[0] === 'packs' && steps[2]!.endsWith('.yml')) {
    return { kind: 'query', setting: 'production', group: steps[1]!, name: steps[2]!.slice(0, -4) };
  }
  if (steps.length === 4 && steps[0] === 'packs' && steps[2] === 'lists' && steps[3]!.endsWith('.yml')) return { kind: 'list', group: steps[1]!, name: steps[3]!.slice(0, -4) };
  if (steps[0] !== 'examples') return null;
  if (steps.length === 4 && steps[1] === 'hosts' && steps[3]!.endsWith('.csv')) return { kind: 'rows', host: steps[2]!, table: steps[3]!.slice(0, -4) };
  if (steps.length === 3 && steps[1] === 'questions' && steps[2]!.endsWith('.yml')) return { kind: 'questions' };
  if (steps.length === 3 && steps[1] !== 'hosts' && steps[2] === 'topic.yml') return { kind: 'topic', group: steps[1]! };
  if (steps.length === 3 && steps[1] !== 'hosts' && steps[2]!.endsWith('.yml')) {
    return { kind: 'query', setting: 'teaching', group: steps[1]!, name: steps[2]!.slice(0, -4) };
  }
  return null;
}
