import { tablesAt } from '../osquery/schema.ts';
import { volatileReason } from '../osquery/volatile.ts';
import { columnBefore } from './operands.ts';
import { resultItems } from './result-columns.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** Columns that change by themselves, in a query that logs changes. */
export const volatileColumn: Rule = {
  name: 'volatile-column',
  levels: { production: 'error', teaching: 'warning', foreign: 'note' },
  finds: 'Differential logging of a value that changes although nothing has happened: process ids, counters, sizes, times of last use, uptime, the clock.',
  why: 'A differential query compares whole rows. One value that differs at each run makes each run log the whole row as removed and added again.',
  checks: { query: check },
};

const advice = 'Leave the column out, turn it into a comparison that seldom changes, such as uptime.days > 30, or log snapshots.';

function* check(subject: Subject): Iterable<Complaint> {
  if (subject.query.spec.logging === 'snapshot') return;
  // Rows of an evented table are never compared: each is logged once.
  if (subject.verdict.platforms.some(({ platform, latest }) => latest.reads.some(({ table }) => tablesAt(platform, latest.target.version).get(table)?.evented))) return;
  const told = new Set<string>();
  const text = textOf(subject);
  for (const { name, why, offset } of [...named(subject, text), ...clocks(subject, text), ...comingOut(subject)]) {
    if (told.has(name)) continue;
    told.add(name);
    yield { place: sqlPlace(subject.query, offset), message: `${name} changes by itself: ${why}. Every run would log the row again.`, advice };
  }
}

interface Volatile {
  readonly name: string;
  readonly why: string;
  readonly offset: number | null;
}

/** Columns of tables that the result names, by themselves or in an expression. */
function* named(subject: Subject, text: Text): Iterable<Volatile> {
  for (const index of resultTokens(subject)) {
    const use = columnBefore(subject, index);
    const why = use && volatileReason(use.table, use.column);
    if (why && !isSteadied(text, index)) yield { name: `${use.table}.${use.column}`, why, offset: subject.tokens[index]!.start };
  }
}

const clockWords = new Set(['current_date', 'current_time', 'current_timestamp']);

const dateFunctions = new Set(['date', 'datetime', 'julianday', 'strftime', 'time', 'unixepoch']);

/** The clock and chance in the result: 'now' as the argument of a date function, or none, current_timestamp, random(). */
function* clocks(subject: Subject, text: Text): Iterable<Volatile> {
  const { words, opening } = text;
  for (const index of resultTokens(subject)) {
    const word = words[index]!;
    const isClock = clockWords.has(word) || (word === "'now'" && dateFunctions.has(words[opening[index]! - 1] ?? '')) || isTimeless(words, index);
    const isChance = words[index + 1] === '(' && (word === 'random' || word === 'randomblob');
    const why = isClock ? 'it is the clock' : isChance ? 'it is drawn anew for each row' : undefined;
    if (why && !isSteadied(text, index)) yield { name: word, why, offset: subject.tokens[index]!.start };
  }
}

/** Whether a date function is called without a time, and so takes the present one: datetime(), strftime('%s'). */
function isTimeless(words: readonly string[], index: number): boolean {
  if (!dateFunctions.has(words[index]!) || words[index + 1] !== '(') return false;
  return words[index + (words[index] === 'strftime' ? 3 : 2)] === ')';
}

/** Output columns that are a column of a table as it is, however many subselects they come through; those of a `*` together. */
function* comingOut(subject: Subject): Iterable<Volatile> {
  const columns = subject.verdict.columns;
  const items = resultItems(subject);
  const found = columns.flatMap(({ table, column }, index) => {
    const why = table !== null && column !== null ? volatileReason(table, column) : undefined;
    return why ? [{ name: `${table}.${column}`, why, offset: items[index]?.name ?? null }] : [];
  });
  const [first, ...others] = found;
  if (items.length === columns.length || others.length === 0) yield* found;
  else if (first) yield { name: `${first.name}, like ${others.length} more of these columns,`, why: first.why, offset: null };
}

const comparing = new Set(['=', '==', '!=', '<>', '<', '<=', '>', '>=', 'is', 'in', 'between', 'like', 'glob', 'isnull', 'notnull']);

/** What ends an operand of a comparison on its own level of parentheses. */
const parting = new Set(['select', ',', 'and', 'or', 'when', 'then', 'else', 'case', 'end', 'from', 'where', 'on', 'as']);

/** A statement's words in lower case, and for each the parenthesis that is open there; -1 where none is. */
interface Text {
  readonly words: readonly string[];
  readonly opening: readonly number[];
}

function textOf(subject: Subject): Text {
  const words = subject.tokens.map(({ lower }) => lower);
  const open: number[] = [];
  const opening = words.map((word, index) => {
    if (word === ')') open.pop();
    const around = open.at(-1) ?? -1;
    if (word === '(') open.push(index);
    return around;
  });
  return { words, opening };
}

/** Whether what comes out is not the value but an answer about it: a comparison, a number of rows, or whether there are any. */
function isSteadied({ words, opening }: Text, index: number): boolean {
  for (let at = index; at >= 0; at = opening[at]!) {
    if (words[at] === '(' && (words[at - 1] === 'count' || words[at - 1] === 'exists')) return true;
    if (isCompared(words, at, -1) || isCompared(words, at, 1)) return true;
  }
  return false;
}

/** Whether a comparison stands on the way from a token, or from the parentheses it opens, to the end of its operand; CASE and WHEN compare what follows. */
function isCompared(words: readonly string[], from: number, step: 1 | -1): boolean {
  const [opening, closing] = step === 1 ? ['(', ')'] : [')', '('];
  let depth = 0;
  for (let at = words[from] === opening ? from : from + step; at >= 0 && at < words.length; at += step) {
    const word = words[at]!;
    if (word === opening) depth++;
    else if (word === closing && depth-- === 0) return false;
    else if (depth === 0 && step === -1 && (word === 'case' || word === 'when')) return true;
    else if (depth === 0 && parting.has(word)) return false;
    else if (depth === 0 && comparing.has(word)) return true;
  }
  return false;
}

/** Indexes of the tokens between the outermost SELECTs and their FROMs: what becomes output. */
function* resultTokens(subject: Subject): Iterable<number> {
  let depth = 0;
  let inResult = false;
  for (const [index, { kind, lower: text }] of subject.tokens.entries()) {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth === 0 && text === 'select') inResult = true;
    else if (depth === 0 && text === 'from') inResult = false;
    else if (inResult && (kind === 'word' || kind === 'string') && subject.tokens[index - 1]!.lower !== 'as') yield index;
  }
}
