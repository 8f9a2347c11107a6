import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CheckReport } from '../report/check-report.ts';
import { contentFolders } from './read-content.ts';

/** What a folder with content of this repository's format holds. */
const heads = ['pack.yml', 'topic.yml'];

/**
 * The `words` as paths below `root`, where all of them name content that is kept in this repository's format: `packs` or `examples`
 * with packs or topics in it, one of those, or a file of one. Null where any of them does not: they are packs of another format.
 */
export function contentPaths(root: string, words: readonly string[]): readonly string[] | null {
  const paths = words.map((word) => path.relative(root, path.resolve(word)).split(path.sep).join('/'));
  return paths.every((inside) => isContent(root, inside)) ? paths : null;
}

function isContent(root: string, inside: string): boolean {
  const [folder, group] = inside.split('/');
  if (folder === undefined || !contentFolders.includes(folder) || !existsSync(path.join(root, inside))) return false;
  const groups = group === undefined ? readdirSync(path.join(root, folder)) : [group];
  return groups.some((name) => heads.some((head) => existsSync(path.join(root, folder, name, head))));
}

/** Of a report, what is told of the files at `paths` and below them. */
export function reportWithin(report: CheckReport, paths: readonly string[]): CheckReport {
  const within = (file: string) => paths.some((place) => file === place || file.startsWith(`${place}/`));
  return { ...report, findings: report.findings.filter(({ place }) => within(place.file)), queries: report.queries.filter(({ file }) => within(file)) };
}
