import { findFunction, type Failure } from '../osquery/functions.ts';
import { schema } from '../osquery/schema.ts';
import { partnersOf, type Token } from '../engine/tokens.ts';
import { columnBefore, comparisons, computedComparisons, type ColumnUse } from './operands.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

const orders = new Set(['<', '<=', '>', '>=']);

const ranges = new Set([...orders, 'between', 'not between']);

const computedRanges = new Set([...orders, 'between']);

const equalities = new Set(['=', '==', '!=', '<>', 'in', 'not in', 'is']);

/** Numbers that are compared as text, functions that fail on a missing value, and comparisons with NULL. */
export const numericText: Rule = {
  name: 'numeric-text',
  levels: { production: 'error', teaching: 'error', foreign: 'note' },
  finds: 'A range on a text column, which compares letter by letter, a mode of files that is no text of four digits, and a function that fails the whole statement on a missing value, called on a column without a guard; = NULL, and IS NULL or IS NOT NULL on a text.',
  why: "As text '10' is less than '9'. in_cidr_block and json_each do not give NULL for an empty text, nor parent_directory and version_compare for a NULL, which an outer join may bring: they end the statement with an error.",
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  for (const { table, column, type, operator, value, literal } of comparisons(subject)) {
    if (table === 'file' && column === 'mode' && equalities.has(operator) && (literal.kind === 'number' || !/^[0-7]{4}$/.test(value))) {
      const digits = value.padStart(4, '0');
      yield { place: sqlPlace(subject.query, literal.start), message: `file.mode is a text of four octal digits, such as '0644': no file has ${literal.text}.`, advice: /^[0-7]{4}$/.test(digits) ? `Write '${digits}'.` : 'Write four octal digits as a text.' };
    }
    if (!ranges.has(operator) || type !== 'TEXT' || comparesAsVersion(table, column) || !/^-?\d+(\.\d+)*$/.test(value)) continue;
    // Days such as '20240131' have one length, and come in the order of their letters; so do the modes of files.
    if (literal.kind === 'string' && (/^(19|20)\d{6}$/.test(value) || (table === 'file' && column === 'mode' && /^[0-7]{4}$/.test(value)))) continue;
    yield {
      place: sqlPlace(subject.query, literal.start),
      message: `${table}.${column} is a text: ${operator.toUpperCase()} compares it with ${value} letter by letter.`,
      advice: value.includes('.') ? `Write version_compare(${column}, '${value}'), or CAST(${column} AS REAL).` : `Write CAST(${column} AS INTEGER) ${operator.endsWith('between') ? `${operator.toUpperCase()} ${value} AND …` : `${operator} ${value}`}.`,
    };
  }
  // What is computed has no affinity of its own, so SQLite makes a text of it beside a text (datatype3.html, section 4.2).
  for (const { table, column, type, operator, computed } of computedComparisons(subject, computedRanges)) {
    if (type !== 'TEXT' || comparesAsVersion(table, column)) continue;
    yield {
      place: sqlPlace(subject.query, computed.start),
      message: `${table}.${column} is a text: ${operator.toUpperCase()} compares it with the number that is computed here letter by letter.`,
      advice: `Write CAST(${column} AS INTEGER) in place of ${column}.`,
    };
  }
  yield* unguarded(subject);
  yield* nulls(subject);
}

/** Whether the column has one of osquery's version collations, by which SQLite then compares. */
function comparesAsVersion(table: string, column: string): boolean {
  return schema.tables[table]?.columns.find(({ name }) => name === column)?.collate?.startsWith('version') ?? false;
}

/** Calls of functions that fail on NULL or '', on a column that nothing in the statement keeps from being so. */
function* unguarded(subject: Subject): Iterable<Complaint> {
  const { tokens } = subject;
  const partners = partnersOf(tokens);
  const known = new Map<string, boolean>();
  const guarded = (column: string, fromEmpty: boolean): boolean => {
    const key = `${column} ${fromEmpty}`;
    const is = known.get(key) ?? isGuarded(tokens, column, fromEmpty);
    known.set(key, is);
    return is;
  };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const name = token.lower;
    if (token.kind === 'operator' && (name === '->' || name === '->>')) {
      const use = columnBefore(subject, index - 1);
      if (use && !guarded(use.column, true)) {
        yield {
          place: sqlPlace(subject.query, token.start),
          message: `${name} ends the whole statement with an error where ${use.table}.${use.column} is empty.`,
          advice: `Write nullif(${use.column}, '') ${name} …: of NULL it gives NULL.`,
        };
      }
      continue;
    }
    const facts = token.kind === 'word' && tokens[index + 1]?.text === '(' ? findFunction(name) : undefined;
    if (!facts?.failsOn?.length) continue;
    let argument = 0;
    for (let i = index + 2; i < tokens.length && tokens[i]!.text !== ')'; i = partners[i]! + 1) {
      if (tokens[i]!.text === ',') argument++;
      if (facts.failsAt && !facts.failsAt.includes(argument)) continue;
      const next = tokens[i + 1]?.text;
      const use = next === ',' || next === ')' ? columnBefore(subject, i) : undefined;
      if (!use || !canFail(subject, facts.failsOn, use) || guarded(use.column, facts.failsOn.includes('empty'))) continue;
      const { table, column } = use;
      yield {
        place: sqlPlace(subject.query, token.start),
        message: `${name} ends the whole statement with an error where ${table}.${column} is ${facts.failsOn.includes('empty') ? 'empty' : 'NULL'}.`,
        advice:
          facts.kind === 'table-valued'
            ? `Write ${name}(nullif(${column}, '')): of NULL it gives no rows.`
            : `Call it inside CASE WHEN ${column} != '' THEN ${name}(…) END, or add ${column} != '' to the condition.`,
      };
    }
  }
}

/** Comparisons with NULL that no row passes, or that each row of a text does. */
function* nulls(subject: Subject): Iterable<Complaint> {
  const { tokens } = subject;
  const word = (index: number) => tokens[index]?.lower ?? '';
  // A subselect or an outer join may bring a NULL.
  const plain = tokens.filter(({ lower }) => lower === 'select').length === 1 && !hasOuterJoin(subject);
  for (let index = 0; index < tokens.length; index++) {
    const equality = word(index) === 'null' ? [index - 1, index + 1].find((at) => ['=', '==', '!=', '<>'].includes(word(at))) : undefined;
    if (equality !== undefined) {
      const operator = word(equality);
      yield { place: sqlPlace(subject.query, tokens[equality]!.start), message: `${operator} NULL holds for no row, not even for one without a value.`, advice: `Write IS ${operator.startsWith('=') ? '' : 'NOT '}NULL for a number; a text that is missing is '' in osquery.` };
    }
    const test = plain ? nullTest(word, index) : undefined;
    const use = test && columnBefore(subject, index - 1);
    if (use?.type !== 'TEXT') continue;
    yield {
      place: sqlPlace(subject.query, tokens[index]!.start),
      message: `${use.table}.${use.column} is never NULL: osquery gives an empty text where there is none.`,
      advice: `Write ${use.column} ${test === 'null' ? '=' : '!='} ''.`,
    };
  }
}

/** What the test that begins at `index` asks for, if one does: IS NULL, ISNULL, IS NOT NULL, NOTNULL, NOT NULL. */
function nullTest(word: (index: number) => string, index: number): 'null' | 'value' | undefined {
  const [first, second, third] = [word(index), word(index + 1), word(index + 2)];
  if (first === 'isnull' || (first === 'is' && second === 'null')) return 'null';
  return first === 'notnull' || (first === 'not' && second === 'null') || (first === 'is' && second === 'not' && third === 'null') ? 'value' : undefined;
}

/**
 * Whether the column can hold what the function fails on. osquery gives '' for a text that is missing, never NULL
 * (osquery/sql/dynamic_table_row.cpp), unless an outer join finds no row of the table.
 */
function canFail(subject: Subject, failsOn: readonly Failure[], { type }: ColumnUse): boolean {
  if (type !== 'TEXT' || failsOn.includes('empty')) return true;
  return hasOuterJoin(subject);
}

function hasOuterJoin({ tokens }: Subject): boolean {
  return tokens.some(({ lower }, index) => ['left', 'right', 'full'].includes(lower) && ['join', 'outer'].includes(tokens[index + 1]?.lower ?? ''));
}

/**
 * Whether the statement tests the column for being there: `column != ''`, `column > ''`, `column NOT IN ('', …)`,
 * `column LIKE '10.%'`, `length(column) > 0`, `json_valid(column)`; and, unless it must keep out an empty text, `column IS NOT NULL`.
 */
function isGuarded(tokens: readonly Token[], column: string, fromEmpty: boolean): boolean {
  const word = (index: number) => tokens[index]?.lower;
  return tokens.some(({ name }, index) => {
    if (name !== column) return false;
    const [second, third] = [word(index + 2), word(index + 3)];
    const first = word(index - 1) === '.' ? index - 2 : index;
    const called = word(first - 1) === '(' ? word(first - 2) : undefined;
    switch (word(index + 1)) {
      case '!=': case '<>': case '>': return second === "''";
      case 'is': return !fromEmpty && second === 'not' && third === 'null';
      case 'not': return second === 'in' && third === '(' && holdsEmptyText(tokens, index + 4);
      case 'like': case 'glob': return second !== undefined && !["'%'", "'*'"].includes(second);
      case ')': return called === 'json_valid' || (called === 'length' && ['>', '!=', '<>'].includes(second ?? '') && third === '0');
      default: return false;
    }
  });
}

/** Whether '' stands between a token and the next closing parenthesis. */
function holdsEmptyText(tokens: readonly Token[], from: number): boolean {
  for (let index = from; index < tokens.length && tokens[index]!.text !== ')'; index++) if (tokens[index]!.text === "''") return true;
  return false;
}
