import { significantTokens, type Token } from '../engine/tokens.ts';
import { platformList } from '../artifacts/pages/wording.ts';
import type { ColumnName, FunctionName, Names, TableName } from './names.ts';

/** One thing that may stand at a place of the SQL. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'table' | 'column' | 'function' | 'keyword';
  /** A word or two beside it. */
  readonly detail: string;
  /** Sentences on it; may be empty. */
  readonly info: string;
  /** What is put in, where that is not the label. */
  readonly insert?: string;
}

const keywords = [
  'SELECT', 'FROM', 'WHERE', 'JOIN', 'LEFT JOIN', 'CROSS JOIN', 'ON', 'USING', 'GROUP BY', 'ORDER BY', 'HAVING', 'LIMIT', 'AND', 'OR', 'NOT', 'IN', 'LIKE', 'GLOB',
  'BETWEEN', 'IS NULL', 'IS NOT NULL', 'AS', 'DISTINCT', 'UNION ALL', 'WITH', 'CASE', 'WHEN', 'THEN', 'ELSE', 'END', 'EXISTS', 'DESC', 'COLLATE NOCASE',
];

/** What may stand at `offset`, and where the word begins that it takes the place of. */
export function suggestionsAt(sql: string, offset: number, names: Names): { from: number; suggestions: readonly Suggestion[] } | null {
  const tokens = significantTokens(sql);
  const inside = tokens.find(({ start, end }) => start < offset && offset <= end);
  if (inside && (inside.kind === 'string' || inside.kind === 'number')) return null;
  const word = inside?.kind === 'word' ? inside : undefined;
  const from = word?.start ?? offset;
  const before = tokens.filter(({ end }) => end <= from);
  const [previous, owner] = [before.at(-1), before.at(-2)];
  if (previous?.text === '.' && owner) {
    const table = tableOf(tokens, owner.name, names);
    return table ? { from, suggestions: table.columns.map((column) => columnSuggestion(table, column)) } : null;
  }
  if (previous && (previous.name === 'from' || previous.name === 'join')) return { from, suggestions: names.tables.map(tableSuggestion) };
  const read = tablesRead(tokens, names);
  const columns = read.flatMap((table) => table.columns.map((column) => columnSuggestion(table, column)));
  const seen = new Set<string>();
  return {
    from,
    suggestions: [
      ...columns.filter(({ label }) => !seen.has(label) && seen.add(label)),
      ...names.functions.map(functionSuggestion),
      ...keywords.map((label): Suggestion => ({ label, kind: 'keyword', detail: '', info: '' })),
      ...(read.length === 0 ? names.tables.map(tableSuggestion) : []),
    ],
  };
}

/** What the word at `offset` is, in sentences; null where it is nothing of osquery's. */
export function meaningAt(sql: string, offset: number, names: Names): { from: number; to: number; title: string; text: string; table?: string } | null {
  const tokens = significantTokens(sql);
  const index = tokens.findIndex(({ start, end, kind }) => start <= offset && offset < end && (kind === 'word' || kind === 'quoted'));
  const token = tokens[index];
  if (!token) return null;
  const found = meaningOf(tokens, index, token, names);
  return found && { from: token.start, to: token.end, ...found };
}

function meaningOf(tokens: readonly Token[], index: number, { name }: Token, names: Names): { title: string; text: string; table?: string } | null {
  const next = tokens[index + 1]?.text;
  const call = next === '(' ? names.functions.find((candidate) => candidate.name === name) : undefined;
  if (call) return { title: `${call.name}, ${call.form}`, text: call.note };
  const qualified = tokens[index - 1]?.text === '.';
  const table = qualified ? undefined : names.tables.find((candidate) => candidate.name === name);
  if (table && (next === '.' || ['from', 'join', ','].includes(tokens[index - 1]?.name ?? ''))) return { title: `${table.name}, table`, text: tableText(table), table: table.name };
  const owner = tokens[index - 2];
  const owners = qualified && owner ? [tableOf(tokens, owner.name, names)] : tablesRead(tokens, names);
  for (const one of owners) {
    const column = one?.columns.find((candidate) => candidate.name === name);
    if (one && column) return { title: `${one.name}.${column.name}, ${column.type}`, text: columnText(one, column), table: one.name };
  }
  return table ? { title: `${table.name}, table`, text: tableText(table), table: table.name } : null;
}

/** The tables that the statement reads, in the order of the text. */
function tablesRead(tokens: readonly Token[], names: Names): TableName[] {
  const read = new Set(tokens.filter((_, index) => ['from', 'join', ','].includes(tokens[index - 1]?.name ?? '')).map(({ name }) => name));
  return names.tables.filter(({ name }) => read.has(name)).sort((a, b) => [...read].indexOf(a.name) - [...read].indexOf(b.name));
}

/** The table that a name stands for: its own, or an alias behind it. */
function tableOf(tokens: readonly Token[], name: string, names: Names): TableName | undefined {
  const named = tokens.findIndex((token, index) => token.name === name && index > 0 && tokens[index - 1]!.kind === 'word' && names.tables.some((table) => table.name === aliased(tokens, index)));
  const table = named < 0 ? name : aliased(tokens, named);
  return names.tables.find((candidate) => candidate.name === table);
}

/** The word before an alias, with or without AS. */
function aliased(tokens: readonly Token[], index: number): string | undefined {
  return (tokens[index - 1]!.name === 'as' ? tokens[index - 2] : tokens[index - 1])?.name;
}

function tableSuggestion(table: TableName): Suggestion {
  return { label: table.name, kind: 'table', detail: platformList(table.platforms), info: tableText(table) };
}

function columnSuggestion(table: TableName, column: ColumnName): Suggestion {
  return { label: column.name, kind: 'column', detail: column.type.toLowerCase(), info: columnText(table, column) };
}

function functionSuggestion({ name, form, note }: FunctionName): Suggestion {
  return { label: name, kind: 'function', detail: form, info: note, insert: `${name}(` };
}

function tableText({ platforms, note, columns }: TableName): string {
  return `On ${platformList(platforms)}. ${note} Columns: ${columns.filter(({ hidden }) => !hidden).map(({ name }) => name).join(', ')}.`;
}

function columnText({ name, platforms }: TableName, { type, note }: ColumnName): string {
  return `${type} of ${name}, on ${platformList(platforms)}.${note ? ` It is ${note}.` : ''}`;
}
