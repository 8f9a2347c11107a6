import type { Token } from '../engine/tokens.ts';
import { tablesAt } from '../osquery/schema.ts';
import { readingOf, scopeAround } from './joins.ts';
import { identifier, tokenText, type Subject } from './rule.ts';

/** A column as it stands in a condition, resolved to its table. */
export interface ColumnUse {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** A comparison of a column with a literal: `column operator 'text'`, `column IN ('a', 'b')`. */
export interface Comparison extends ColumnUse {
  /** Lower-case operator: = == <> != < <= > >= like glob in between, with `not ` before it where it is negated. */
  readonly operator: string;
  /** Text of a string literal without its quotes; the literal as written otherwise. */
  readonly value: string;
  readonly literal: Token;
}

const comparing = new Set(['=', '==', '<>', '!=', '<', '<=', '>', '>=', 'like', 'glob', 'in', 'is', 'between']);

/** Every comparison of a column of an osquery table with a literal that the statement writes out. */
export function comparisons(subject: Subject): Comparison[] {
  const { tokens } = subject;
  const texts = tokens.map((token) => tokenText(subject, token));
  const found: Comparison[] = [];
  texts.forEach((text, index) => {
    const operator = text.toLowerCase();
    if (!comparing.has(operator)) return;
    const negated = texts[index - 1]?.toLowerCase() === 'not';
    const use = columnBefore(subject, negated ? index - 2 : index - 1);
    if (!use) return;
    for (const literal of literalsAfter(tokens, texts, index)) {
      const raw = tokenText(subject, literal);
      const value = literal.kind === 'string' ? raw.slice(1, -1).replaceAll("''", "'") : raw;
      found.push({ operator: negated ? `not ${operator}` : operator, value, literal, ...use });
    }
  });
  return found;
}

/** The column that the tokens up to `index` name: `column`, `table.column`; undefined for an expression. */
export function columnBefore(subject: Subject, index: number): ColumnUse | undefined {
  const token = subject.tokens[index];
  if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) return undefined;
  const column = identifier(tokenText(subject, token));
  const before = subject.tokens[index - 1];
  const qualified = before !== undefined && tokenText(subject, before) === '.';
  const qualifier = qualified ? subject.tokens[index - 2] : undefined;
  return resolveColumn(subject, column, index, qualifier && identifier(tokenText(subject, qualifier)));
}

/**
 * The table column that a name means at a token: of a table that the SELECT around it reads, or else one further out;
 * failing that, of any table in the plan.
 */
function resolveColumn(subject: Subject, column: string, index: number, qualifier?: string): ColumnUse | undefined {
  const reading = readingOf(subject);
  for (const { latest } of subject.verdict.platforms) {
    const declared = tablesAt(latest.target.platform, latest.target.version);
    const columnOf = (table: string): ColumnUse | undefined => {
      const found = declared.get(table)?.columns.find((candidate) => candidate.name === column);
      return found && { table, column, type: found.type };
    };
    const fits = ({ table, name }: { table: string; name: string }) => qualifier === undefined || qualifier === name.toLowerCase() || qualifier === table;
    for (let scope = reading.scopes[index]; scope !== undefined; scope = scopeAround(reading, scope)) {
      const near = reading.tables.filter((use) => use.scope === scope && fits(use)).map(({ table }) => columnOf(table)).find((found) => found !== undefined);
      if (near) return near;
    }
    const any = latest.loops.filter(fits).map(({ table }) => columnOf(table)).find((found) => found !== undefined);
    if (any) return any;
  }
  return undefined;
}

function literalsAfter(tokens: readonly Token[], texts: readonly string[], index: number): Token[] {
  const isLiteral = (token: Token | undefined) => token?.kind === 'string' || token?.kind === 'number';
  const next = tokens[index + 1];
  // A text that something is joined to is only the beginning of what is compared.
  if (isLiteral(next)) return texts[index + 2] === '||' ? [] : [next!];
  if (texts[index]!.toLowerCase() !== 'in' || texts[index + 1] !== '(') return [];
  const list: Token[] = [];
  for (let i = index + 2; i < tokens.length && texts[i] !== ')'; i++) {
    if (isLiteral(tokens[i])) list.push(tokens[i]!);
    else if (texts[i] !== ',') return [];
  }
  return list;
}
