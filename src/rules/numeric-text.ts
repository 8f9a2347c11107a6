import { findFunction, type Failure } from '../osquery/functions.ts';
import { schema } from '../osquery/schema.ts';
import { columnBefore, comparisons, type ColumnUse } from './operands.ts';
import { identifier, sqlPlace, tokenText, type Complaint, type Rule, type Subject } from './rule.ts';

const ranges = new Set(['<', '<=', '>', '>=', 'between', 'not between']);

/** Numbers that are compared as text, functions that fail on a missing value, and comparisons with NULL. */
export const numericText: Rule = {
  name: 'numeric-text',
  levels: { production: 'error', teaching: 'error' },
  finds: 'A range on a text column, which compares letter by letter, and a function that fails the whole statement on a missing value, called on a column without a guard; = NULL, and IS NULL on a text.',
  why: "As text '10' is less than '9'. in_cidr_block and json_each do not give NULL for an empty text, nor parent_directory and version_compare for a NULL, which an outer join may bring: they end the statement with an error.",
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  for (const { table, column, type, operator, value, literal } of comparisons(subject)) {
    if (!ranges.has(operator) || type !== 'TEXT' || comparesAsVersion(table, column) || !/^-?\d+(\.\d+)*$/.test(value)) continue;
    // Days such as '20240131' have one length, and come in the order of their letters.
    if (literal.kind === 'string' && /^(19|20)\d{6}$/.test(value)) continue;
    yield {
      place: sqlPlace(subject.query, literal.start),
      message: `${table}.${column} is a text: ${operator.toUpperCase()} compares it with ${value} letter by letter.`,
      advice: value.includes('.') ? `Write version_compare(${column}, '${value}'), or CAST(${column} AS REAL).` : `Write CAST(${column} AS INTEGER) ${operator.endsWith('between') ? `${operator.toUpperCase()} ${value} AND …` : `${operator} ${value}`}.`,
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
  const texts = subject.tokens.map((token) => tokenText(subject, token));
  for (const [index, token] of subject.tokens.entries()) {
    const name = texts[index]!.toLowerCase();
    const facts = token.kind === 'word' && texts[index + 1] === '(' ? findFunction(name) : undefined;
    if (!facts?.failsOn?.length) continue;
    let depth = 0;
    let argument = 0;
    for (let i = index + 1; i < texts.length; i++) {
      if (texts[i] === '(') depth++;
      else if (texts[i] === ')' && --depth === 0) break;
      else if (texts[i] === ',' && depth === 1) argument++;
      if (facts.failsAt && !facts.failsAt.includes(argument)) continue;
      const next = texts[i + 1];
      const use = depth === 1 && (next === ',' || next === ')') ? columnBefore(subject, i) : undefined;
      if (!use || !canFail(subject, facts.failsOn, use) || isGuarded(texts, use.column, facts.failsOn.includes('empty'))) continue;
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

/** Comparisons with NULL that no row passes. */
function* nulls(subject: Subject): Iterable<Complaint> {
  const texts = subject.tokens.map((token) => tokenText(subject, token).toLowerCase());
  const plain = texts.filter((text) => text === 'select').length === 1 && !hasOuterJoin(subject);
  for (const [index, text] of texts.entries()) {
    if (text !== 'null') continue;
    const operator = texts[index - 1]!;
    if (['=', '==', '!=', '<>'].includes(operator)) {
      yield { place: sqlPlace(subject.query, subject.tokens[index - 1]!.start), message: `${operator} NULL holds for no row, not even for one without a value.`, advice: `Write IS ${operator.startsWith('=') ? '' : 'NOT '}NULL for a number; a text that is missing is '' in osquery.` };
    }
    const use = operator === 'is' && plain ? columnBefore(subject, index - 2) : undefined;
    if (use?.type === 'TEXT') yield { place: sqlPlace(subject.query, subject.tokens[index - 1]!.start), message: `${use.table}.${use.column} is never NULL: osquery gives an empty text where there is none.`, advice: `Write ${use.column} = ''.` };
  }
}

/**
 * Whether the column can hold what the function fails on. osquery gives '' for a text that is missing, never NULL
 * (osquery/sql/dynamic_table_row.cpp), unless an outer join finds no row of the table.
 */
function canFail(subject: Subject, failsOn: readonly Failure[], { type }: ColumnUse): boolean {
  if (type !== 'TEXT' || failsOn.includes('empty')) return true;
  return hasOuterJoin(subject);
}

function hasOuterJoin(subject: Subject): boolean {
  const texts = subject.tokens.map((token) => tokenText(subject, token).toLowerCase());
  return texts.some((text, index) => ['left', 'right', 'full'].includes(text) && ['join', 'outer'].includes(texts[index + 1] ?? ''));
}

/**
 * Whether the statement tests the column for being there: `column != ''`, `column > ''`, `column NOT IN ('', …)`,
 * `column LIKE '10.%'`, `length(column) > 0`; and, unless it must keep out an empty text, `column IS NOT NULL`.
 */
function isGuarded(texts: readonly string[], column: string, fromEmpty: boolean): boolean {
  return texts.some((text, index) => {
    if (identifier(text) !== column) return false;
    const [operator, second, third] = texts.slice(index + 1, index + 4).map((word) => word.toLowerCase());
    switch (operator) {
      case '!=': case '<>': case '>': return second === "''";
      case 'is': return !fromEmpty && second === 'not' && third === 'null';
      case 'not': return second === 'in' && third === '(' && texts.slice(index + 4, texts.indexOf(')', index)).includes("''");
      case 'like': case 'glob': return second !== undefined && !["'%'", "'*'"].includes(second);
      case ')': return texts[index - 1] === '(' && texts[index - 2]?.toLowerCase() === 'length' && ['>', '!=', '<>'].includes(second ?? '') && third === '0';
      default: return false;
    }
  });
}
