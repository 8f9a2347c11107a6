import { findFunction } from '../osquery/functions.ts';
import { schema } from '../osquery/schema.ts';
import { columnBefore, comparisons } from './operands.ts';
import { identifier, sqlPlace, tokenText, type Complaint, type Rule, type Subject } from './rule.ts';

const ranges = new Set(['<', '<=', '>', '>=']);

/** Numbers that are compared as text, and functions that fail on a missing value. */
export const numericText: Rule = {
  name: 'numeric-text',
  levels: { production: 'error', teaching: 'error' },
  finds: 'A range on a text column, which compares letter by letter, and a function that fails the whole statement on a missing value, called on a column without a guard.',
  why: "As text '10' is less than '9'. in_cidr_block, parent_directory and version_compare do not give NULL for NULL or an empty text: they end the statement with an error.",
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  for (const { table, column, type, operator, value, literal } of comparisons(subject)) {
    if (!ranges.has(operator) || type !== 'TEXT' || comparesAsVersion(table, column) || !/^-?\d+(\.\d+)*$/.test(value)) continue;
    yield {
      place: sqlPlace(subject.query, literal.start),
      message: `${table}.${column} is a text: ${operator} compares it with ${value} letter by letter.`,
      advice: value.includes('.') ? `Write version_compare(${column}, '${value}'), or CAST(${column} AS REAL).` : `Write CAST(${column} AS INTEGER) ${operator} ${value}.`,
    };
  }
  yield* unguarded(subject);
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
      if (!use || isGuarded(texts, use.column)) continue;
      yield {
        place: sqlPlace(subject.query, token.start),
        message: `${name} ends the whole statement with an error where ${use.table}.${use.column} is empty.`,
        advice: `Call it inside CASE WHEN ${use.column} != '' THEN ${name}(…) END, or add ${use.column} != '' to the condition.`,
      };
    }
  }
}

/** Whether the statement tests the column for being there: `column != ''`, `column IS NOT NULL`. */
function isGuarded(texts: readonly string[], column: string): boolean {
  return texts.some((text, index) => {
    if (identifier(text) !== column) return false;
    const [operator, second, third] = [texts[index + 1]?.toLowerCase(), texts[index + 2]?.toLowerCase(), texts[index + 3]?.toLowerCase()];
    return ((operator === '!=' || operator === '<>') && second === "''") || (operator === 'is' && second === 'not' && third === 'null');
  });
}
