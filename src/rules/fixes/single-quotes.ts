import { nearestName } from '../../model/names.ts';
import { schema } from '../../osquery/schema.ts';
import type { ForeignVerdict } from '../check-foreign.ts';
import type { Fix } from './fix.ts';

/** A text in double quotes gets single ones, unless it may be a misspelt column. */
export const singleQuotes: Fix = {
  name: 'single-quotes',
  rules: ['double-quoted'],
  propose({ verdict, tokens, at }) {
    const token = tokens.find(({ start }) => start === at);
    if (!verdict || token?.kind !== 'quoted' || token.text[0] !== '"') return null;
    const text = token.text.slice(1, -1).replaceAll('""', '"');
    if (nearestName(text, columnsOf(verdict)) !== undefined) return null;
    const literal = `'${text.replaceAll("'", "''")}'`;
    return { title: `Write ${literal} in single quotes`, consequence: null, change: { sql: [{ from: token.start, to: token.end, text: literal }] } };
  },
};

/** Columns that any osquery has had in the tables that the query reads. */
function columnsOf({ reads }: ForeignVerdict): string[] {
  return [...new Set(reads.map(({ table }) => table))].flatMap((table) => (Object.hasOwn(schema.tables, table) ? schema.tables[table]!.columns.map(({ name }) => name) : []));
}
