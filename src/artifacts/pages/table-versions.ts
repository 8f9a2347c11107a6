import type { RootContent } from 'mdast';
import { tableHistory, type TableChange } from '../../osquery/table-history.ts';
import { code, codes, heading, say, table, text, type Inline } from './mdast.ts';
import { sinceWords } from './table-words.ts';
import { platformList } from './wording.ts';

/** What each version of osquery changed of a table, as a section, newest first. */
export function tableVersions(name: string): RootContent[] {
  const rows = tableHistory(name).reverse().map(({ version, changes }): Inline[] => [sinceWords(version), changes.flatMap((change, index) => say`${index > 0 ? [text(' ')] : []}${words(change)}`)]);
  return [heading(2, 'Versions', 'versions'), table(['osquery', 'What changed'], rows)];
}

function words(change: TableChange): Inline {
  switch (change.kind) {
    case 'table added':
      return `There on ${platformList(change.platforms)}.`;
    case 'table removed':
      return `Gone from ${platformList(change.platforms)}.`;
    case 'columns added':
      return say`New on ${platformList(change.platforms)}: ${codes(change.columns)}.`;
    case 'columns removed':
      return say`Gone from ${platformList(change.platforms)}: ${codes(change.columns)}.`;
    case 'type changed':
      return say`${code(change.column)} was ${change.from} and is ${change.to}.`;
    case 'name added':
      return say`${code(change.name)} is another name${change.column === undefined ? '' : say` of ${code(change.column)}`}.`;
    case 'name removed':
      return say`${code(change.name)} is no longer a name${change.column === undefined ? '' : say` of ${code(change.column)}`}.`;
  }
}
