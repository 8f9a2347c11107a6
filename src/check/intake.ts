import { decodeText, type SourceFile } from '../content/files.ts';

/** Most bytes that are read of all files together; the largest public collections are below a tenth of it. */
export const mostBytes = 5_000_000;

/** Most files at once. */
const mostFiles = 1000;

/** Something dropped, chosen or pasted: a file by its path, with its bytes. */
export interface Offered {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What can be read of what was offered, and a sentence for each thing that cannot. */
export function takeIn(offered: readonly Offered[]): { files: SourceFile[]; refused: string[] } {
  const files: SourceFile[] = [];
  const refused: string[] = [];
  const taken = new Set<string>();
  for (const { path, bytes } of offered) {
    const text = bytes.includes(0) ? null : decodeText(bytes);
    if (taken.has(path)) refused.push(`${path} is there twice; the first one is read.`);
    else if (text === null) refused.push(`${path} is not read: it is no UTF-8 text. Save it as UTF-8.`);
    else files.push({ path, text });
    taken.add(path);
  }
  return { files, refused };
}

/** Why files of these sizes (bytes) are too much; null where they are not. Asked before they are read. */
export function tooMuch(sizes: readonly number[]): string | null {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (sizes.length > mostFiles) return `${sizes.length} files are more than the ${mostFiles} that this page takes at once. Check a folder of that size on the command line.`;
  if (bytes > mostBytes) return `The files have ${(bytes / 1e6).toFixed(1)} MB together, and this page takes ${mostBytes / 1e6} MB. Check them on the command line, or in parts.`;
  return null;
}

/** A name for a text that was pasted, by which its format is known. */
export function guessName(text: string): string {
  const start = text.trimStart();
  if (/^(select|with)\b|^--(?!-)|^\/\*/i.test(start)) return 'pasted.sql';
  if (/^[{[#]|^\/\//.test(start) && !/^#.*\n(?:[\s\S]*\n)?\s*(?:---|apiVersion:|- |reports:|queries:)/.test(start)) return 'pasted.conf';
  return 'pasted.yml';
}
