import type { RootContent } from 'mdast';
import type { ColumnFacts } from '../../osquery/fold.ts';
import { schema } from '../../osquery/schema.ts';
import { goneIn, platformsNow, typeName } from '../../osquery/table-history.ts';
import { docs } from './links.ts';
import { code, codes, heading, link, say, table, type Inline } from './mdast.ts';
import { columnsNow, sinceOf } from './table-words.ts';
import { platformList } from './wording.ts';

/** What a collation makes of a comparison. */
const collations: Readonly<Record<string, string>> = { nocase: 'letter case does not count', version: 'compares as a version' };

/** The columns of a table as a section: those it has, or had at last. Platforms stand there where they are not the same for all. */
export function tableColumns(name: string): RootContent[] {
  const { on, columns } = schema.tables[name]!;
  const gone = goneIn(name) !== undefined;
  const shown = gone ? columns : columnsNow(name);
  const differ = !gone && shown.some((column) => platformList(platformsNow(column.on ?? on)) !== platformList(platformsNow(on)));
  const rows = shown.map((column): Inline[] => [
    code(column.name),
    typeName(column.type),
    ...(differ ? [platformList(platformsNow(column.on ?? on))] : []),
    sinceOf(column.on ?? on),
    notes(column),
  ]);
  return [heading(2, 'Columns', 'columns'), table(['Column', 'Type', ...(differ ? ['Platforms'] : []), 'Since osquery', 'What is special'], rows)];
}

function notes({ options = [], aliases = {}, collate }: ColumnFacts): Inline {
  const also = Object.entries(aliases).flatMap(([alias, spans]) => (spans.some(([, last]) => last === null) ? [alias] : []));
  const parts: Inline[] = [
    ...(options.includes('required') ? [link(docs.required, 'required')] : []),
    ...(options.includes('index') ? ['looked up by value'] : []),
    ...(options.includes('additional') ? ['changes what is read'] : []),
    ...(options.includes('hidden') ? [say`hidden from ${code('*')}`] : []),
    ...(collate === undefined ? [] : [collations[collate.toLowerCase()] ?? `compares as ${collate.toUpperCase()}`]),
    ...(also.length > 0 ? [say`old name ${codes(also)}`] : []),
  ];
  return parts.flatMap((part, index) => say`${index > 0 ? ', ' : ''}${part}`);
}
