import { partnersOf, type Token } from '../engine/tokens.ts';
import { tablesAt, type TableDeclaration } from '../osquery/schema.ts';
import { readingOf, scopeAround } from './joins.ts';
import type { Subject } from './rule.ts';
import type { Verdict } from './verdict.ts';

/** A column as it stands in a condition, resolved to its table. */
export interface ColumnUse {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** No SELECT around it reads the table: the column comes through another one. */
  readonly far?: true;
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

/** What an operand of a comparison ends at, where no parenthesis is open. */
const operandEnds = new Set([
  ...comparing, 'and', 'or', 'not', 'isnull', 'notnull', 'case', 'when', 'then', 'else', 'end', 'select', 'from', 'join', 'on', 'where', 'group', 'having', 'order', 'limit', 'union', 'intersect', 'except',
  'cross', 'left', 'inner', 'as', ',', ';', ')',
]);

const arithmetic = new Set(['+', '-', '*', '/', '%', '&', '|', '<<', '>>']);

/** What makes the literal before it no more than the beginning of what is compared. */
const continuing = new Set([...arithmetic, '||']);

/** The statement looked at last: several rules ask of one. */
let last: { readonly verdict: Verdict; readonly found: readonly Comparison[] } | undefined;

/** Every comparison of a column of an osquery table with a literal that the statement writes out. */
export function comparisons(subject: Subject): readonly Comparison[] {
  if (last?.verdict !== subject.verdict) last = { verdict: subject.verdict, found: findComparisons(subject) };
  return last.found;
}

function findComparisons(subject: Subject): Comparison[] {
  const { tokens } = subject;
  const found: Comparison[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const { lower } = tokens[index]!;
    if (!comparing.has(lower)) continue;
    const literals = literalsAfter(tokens, index);
    if (literals.length === 0) {
      found.push(...literalBefore(subject, index));
      continue;
    }
    const negated = tokens[index - 1]?.lower === 'not';
    const use = comparedColumn(subject, negated ? index - 2 : index - 1);
    if (!use) continue;
    for (const literal of literals) found.push({ operator: negated ? `not ${lower}` : lower, value: valueOf(literal), literal, ...use });
  }
  return found;
}

function valueOf({ kind, text }: Token): string {
  return kind === 'string' ? text.slice(1, -1).replaceAll("''", "'") : text;
}

/** What an operator is where its operands change places. */
const turned: Readonly<Record<string, string>> = { '=': '=', '==': '==', '<>': '<>', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** The comparison of a literal before an operator with a column behind it, as if the column stood first. */
function literalBefore(subject: Subject, index: number): Comparison[] {
  const { tokens } = subject;
  const operator = turned[tokens[index]!.lower];
  const literal = tokens[index - 1];
  if (operator === undefined || !literal || !isLiteral(literal) || operandBefore(tokens, index).from !== index - 1) return [];
  const column = operandAfter(tokens, index);
  const use = isColumn(tokens, column) ? comparedColumn(subject, column.to - 1) : undefined;
  return use ? [{ operator, value: valueOf(literal), literal, ...use }] : [];
}

/** A comparison of a column with a number that is computed: `column < size * 2`, `total + 1 >= column`. */
export interface ComputedComparison extends ColumnUse {
  /** Lower-case operator, as it stands. */
  readonly operator: string;
  /** The first token of what is computed. */
  readonly computed: Token;
}

/** Comparisons by one of the `operators` of a column with arithmetic, on either side. */
export function computedComparisons(subject: Subject, operators: ReadonlySet<string>): ComputedComparison[] {
  const { tokens } = subject;
  const found: ComputedComparison[] = [];
  tokens.forEach(({ lower }, index) => {
    if (!operators.has(lower)) return;
    const [before, after] = [operandBefore(tokens, tokens[index - 1]?.lower === 'not' ? index - 1 : index), operandAfter(tokens, index)];
    for (const [column, computed] of [[before, after], [after, before]] as const) {
      const use = computed.computes && isColumn(tokens, column) ? comparedColumn(subject, column.to - 1) : undefined;
      if (use) found.push({ ...use, operator: lower, computed: tokens[computed.from]! });
    }
  });
  return found;
}

/** The tokens of an operand, `to` excluded. */
interface Operand {
  readonly from: number;
  readonly to: number;
  /** Whether it computes outside parentheses: of a call or a CAST nothing is known. */
  readonly computes: boolean;
}

function operandAfter(tokens: readonly Token[], operator: number): Operand {
  const partners = partnersOf(tokens);
  let computes = false;
  let to = operator + 1;
  for (; to < tokens.length && !operandEnds.has(tokens[to]!.lower); to++) {
    computes ||= arithmetic.has(tokens[to]!.text);
    to = partners[to]!;
  }
  return { from: operator + 1, to: Math.min(to, tokens.length), computes };
}

function operandBefore(tokens: readonly Token[], operator: number): Operand {
  const partners = partnersOf(tokens);
  let computes = false;
  let from = operator;
  for (; from > 0; from--) {
    const { text, lower } = tokens[from - 1]!;
    if (text === '(' || (text !== ')' && operandEnds.has(lower))) break;
    computes ||= arithmetic.has(text);
    // It goes on before the parenthesis.
    from = Math.max(partners[from - 1]!, 0) + 1;
  }
  return { from, to: operator, computes };
}

function isColumn(tokens: readonly Token[], { from, to }: Operand): boolean {
  return to - from === 1 || (to - from === 3 && tokens[from + 1]!.text === '.');
}

/** The column that the tokens up to `index` name: `column`, `table.column`; undefined for an expression. */
export function columnBefore(subject: Subject, index: number): ColumnUse | undefined {
  const { tokens } = subject;
  const token = tokens[index];
  if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) return undefined;
  return resolveColumn(subject, token.name, index, tokens[index - 1]?.text === '.' ? tokens[index - 2]?.name : undefined);
}

/** The same, unless another SELECT computes what goes by that name: of its value nothing is known. */
function comparedColumn(subject: Subject, index: number): ColumnUse | undefined {
  const use = columnBefore(subject, index);
  return use?.far && computedNames(subject.tokens).has(use.column) ? undefined : use;
}

/** The names looked for last, of the tokens they stand in. */
let named: { readonly tokens: readonly Token[]; readonly names: ReadonlySet<string> } | undefined;

/** The names that the statement gives to expressions: `CAST(size AS INTEGER) AS name`. */
function computedNames(tokens: readonly Token[]): ReadonlySet<string> {
  if (named?.tokens !== tokens) {
    const isName = (index: number) => tokens[index - 1]?.lower === 'as' && !['word', 'quoted'].includes(tokens[index - 2]?.kind ?? '');
    named = { tokens, names: new Set(tokens.flatMap(({ name }, index) => (isName(index) ? [name] : []))) };
  }
  return named.names;
}

/**
 * The table column that a name means at a token: of a table that the SELECT around it reads, or else one further out;
 * failing that, of any table in the plan.
 */
function resolveColumn(subject: Subject, column: string, index: number, qualifier?: string): ColumnUse | undefined {
  const reading = readingOf(subject);
  for (const { latest } of subject.verdict.platforms) {
    const declared = tablesAt(latest.target.platform, latest.target.version);
    for (let scope = reading.scopes[index]; scope !== undefined; scope = scopeAround(reading, scope)) {
      const near = firstWith(column, qualifier, declared, reading.tables, scope);
      if (near) return near;
    }
    const any = firstWith(column, qualifier, declared, latest.loops);
    if (any) return { ...any, far: true };
  }
  return undefined;
}

/** The column in the first of the tables read that has it, goes by that name and belongs to that SELECT, where these are given. */
function firstWith(column: string, qualifier: string | undefined, declared: ReadonlyMap<string, TableDeclaration>, uses: readonly { table: string; name: string; scope?: string }[], within?: string): ColumnUse | undefined {
  for (const { table, name, scope } of uses) {
    if (scope !== within || (qualifier !== undefined && qualifier !== name.toLowerCase() && qualifier !== table)) continue;
    const found = declared.get(table)?.columns.find((candidate) => candidate.name === column);
    if (found) return { table, column, type: found.type };
  }
  return undefined;
}

function literalsAfter(tokens: readonly Token[], index: number): Token[] {
  const next = tokens[index + 1];
  if (!next) return [];
  if (isLiteral(next)) return continuing.has(tokens[index + 2]?.text ?? '') ? [] : [next];
  if (tokens[index]!.lower !== 'in' || next.text !== '(') return [];
  const list: Token[] = [];
  for (let i = index + 2; i < tokens.length && tokens[i]!.text !== ')'; i++) {
    if (isLiteral(tokens[i]!)) list.push(tokens[i]!);
    else if (tokens[i]!.text !== ',') return [];
  }
  return list;
}

function isLiteral({ kind }: Token): boolean {
  return kind === 'string' || kind === 'number';
}
