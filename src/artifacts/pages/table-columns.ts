import type { PhrasingContent, RootContent } from 'mdast';
import type { ColumnFacts } from '../../osquery/fold.ts';
import { schema } from '../../osquery/schema.ts';
import { goneIn, platformsNow, typeName } from '../../osquery/table-history.ts';
import { docs } from './links.ts';
import { code, codes, heading, link, paragraph, say, table, type Inline } from './mdast.ts';
import { columnsNow, sinceOf } from './table-words.ts';
import { platformList } from './wording.ts';

/** What a collation makes of a comparison. */
const collations: Readonly<Record<string, string>> = { nocase: 'letter case does not count', version: 'compares as a version' };

/** The columns of a table as a section: those it has, or had at last. Platforms and versions stand where they differ from the table’s. */
export function tableColumns(name: string): RootContent[] {
  const { on, columns } = schema.tables[name]!;
  const gone = goneIn(name) !== undefined;
  const shown = gone ? columns : columnsNow(name);
  const own = { platforms: platformList(platformsNow(on)), since: sinceOf(on) };
  const facts = shown.map((column) => {
    const spans = column.on ?? on;
    const there = platformList(platformsNow(spans));
    const since = sinceOf(spans);
    return { column, platforms: gone || there === own.platforms ? '' : there, since: since === own.since ? '' : since, notes: notes(column) };
  });
  const optional = ([['Platforms', 'platforms'], ['Since osquery', 'since'], ['What is special', 'notes']] as const).filter(([, key]) => facts.some((fact) => fact[key].length > 0));
  const rows = facts.map((fact): Inline[] => [code(fact.column.name), typeName(fact.column.type), ...optional.map(([, key]) => fact[key])]);
  return [
    heading(2, 'Columns', 'columns'),
    ...(optional.some(([, key]) => key !== 'notes') ? [paragraph('Where nothing is said, platforms and versions are those of the table.')] : []),
    table(['Column', 'Type', ...optional.map(([title]) => title)], rows),
  ];
}

function notes({ options = [], aliases = {}, collate }: ColumnFacts): readonly PhrasingContent[] {
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
