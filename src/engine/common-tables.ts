import type { ColumnKind } from './literal.ts';
import { significantTokens, type Token } from './tokens.ts';

/** One value of a row, as it is spelled. */
export interface Cell {
  readonly kind: 'text' | 'number' | 'other';
  readonly text: string;
}

/** A row of a VALUES list; `start` and `end` are offsets in the SQL of its parentheses, end-exclusive. */
export interface ListRow {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly Cell[];
}

/** A common table expression of the WITH clause that a statement begins with. Names are as SQLite compares them: lower case. */
export interface CommonTable {
  readonly name: string;
  /** The columns it declares; null where it leaves them to its body. */
  readonly columns: readonly string[] | null;
  /** Its rows, in order; null where its body is anything but one VALUES list. */
  readonly rows: readonly ListRow[] | null;
}

/** The common table expressions at the beginning of a statement, in order; those before the first that cannot be read. */
export function commonTables(sql: string): CommonTable[] {
  const reader = new Reader(sql);
  const tables: CommonTable[] = [];
  if (!reader.take('with')) return tables;
  reader.take('recursive');
  do {
    const table = readTable(reader);
    if (!table) return tables;
    tables.push(table);
  } while (reader.take(','));
  return tables;
}

/** What a column holds, as the rows that are there show. */
export function kindOf(rows: readonly ListRow[], column: number): ColumnKind {
  const kinds = new Set(rows.map(({ cells }) => cells[column]?.kind));
  const [kind] = kinds;
  return kinds.size === 1 && (kind === 'text' || kind === 'number') ? kind : 'any';
}

/** Tokens of an SQL text, read from the first to the last. */
class Reader {
  readonly sql: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(sql: string, tokens: readonly Token[] = significantTokens(sql)) {
    this.sql = sql;
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#next >= this.#tokens.length;
  }

  /** Passes over the next token where it is this word or sign, in any letter case. */
  take(text: string): boolean {
    const token = this.#tokens[this.#next];
    if (!token || this.text(token).toLowerCase() !== text) return false;
    this.#next++;
    return true;
  }

  name(): string | null {
    const token = this.#tokens[this.#next++];
    if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) return null;
    return token.name;
  }

  /** The tokens of a pair of parentheses that begins here, both included; null where none begins or it does not end. */
  group(): readonly Token[] | null {
    const start = this.#next;
    let depth = 0;
    for (let index = start; index < this.#tokens.length; index++) {
      const sign = this.text(this.#tokens[index]!);
      if (sign === '(') depth++;
      else if (sign === ')') depth--;
      if (depth > 0) continue;
      if (index === start) return null;
      this.#next = index + 1;
      return this.#tokens.slice(start, index + 1);
    }
    return null;
  }

  text({ start, end }: Token): string {
    return this.sql.slice(start, end);
  }
}

function readTable(reader: Reader): CommonTable | null {
  const name = reader.name();
  if (name === null) return null;
  const declared = reader.group();
  if (!reader.take('as')) return null;
  reader.take('not');
  reader.take('materialized');
  const body = reader.group();
  if (!body) return null;
  const columns = declared && parted(declared, reader).map((tokens) => tokens.map(({ name }) => name).join(' '));
  return { name, columns, rows: readRows(new Reader(reader.sql, body.slice(1, -1))) };
}

function readRows(reader: Reader): ListRow[] | null {
  if (!reader.take('values')) return null;
  const rows: ListRow[] = [];
  do {
    const group = reader.group();
    if (!group) return null;
    rows.push({ start: group[0]!.start, end: group.at(-1)!.end, cells: parted(group, reader).map((tokens) => cellOf(tokens, reader)) });
  } while (reader.take(','));
  return reader.isDone ? rows : null;
}

/** What stands between the commas of a pair of parentheses; commas of inner pairs do not part. */
function parted(group: readonly Token[], reader: Reader): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of group.slice(1, -1)) {
    const sign = reader.text(token);
    if (sign === '(') depth++;
    else if (sign === ')') depth--;
    if (sign === ',' && depth === 0) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}

function cellOf(tokens: readonly Token[], reader: Reader): Cell {
  const text = tokens.map((token) => reader.text(token)).join('');
  const [first, second] = tokens;
  const signed = first !== undefined && ['-', '+'].includes(reader.text(first));
  if (tokens.length === 1 && first!.kind === 'string') return { kind: 'text', text };
  const isNumber = signed ? tokens.length === 2 && second!.kind === 'number' : tokens.length === 1 && first!.kind === 'number';
  return { kind: isNumber ? 'number' : 'other', text };
}
