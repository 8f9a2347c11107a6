import type { Token } from '../engine/tokens.ts';
import { readingOf } from './joins.ts';
import { columnBefore } from './operands.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** A column of any row beside a figure on all of them. */
export const bareColumn: Rule = {
  name: 'bare-column',
  levels: { production: 'error', teaching: 'error', foreign: 'warning' },
  finds: 'A column beside count(), sum() or another aggregate function in a SELECT without GROUP BY.',
  why: 'Such a SELECT gives one row for the whole table. SQLite accepts the column and fills it from any of the rows, so the value says nothing of the others, and it may be another one at the next run. Only beside a single min() or max() is it that of the row found.',
  checks: { query: check },
};

const aggregates = new Set(['count', 'sum', 'total', 'avg', 'group_concat', 'json_group_array', 'json_group_object']);

/** Words of an expression that name no column. */
const keywords = new Set([
  'all', 'and', 'as', 'asc', 'between', 'by', 'case', 'cast', 'collate', 'current_date', 'current_time', 'current_timestamp', 'desc', 'distinct', 'else', 'end', 'escape', 'exists', 'false',
  'filter', 'glob', 'in', 'is', 'isnull', 'like', 'match', 'not', 'notnull', 'null', 'or', 'order', 'over', 'partition', 'regexp', 'select', 'then', 'true', 'when', 'where',
]);

/** Keywords behind which an expression is complete: a word that follows is the name of the output column. */
const closing = new Set(['current_date', 'current_time', 'current_timestamp', 'end', 'false', 'isnull', 'notnull', 'null', 'true']);

function* check(subject: Subject): Iterable<Complaint> {
  const { tokens } = subject;
  if (!tokens.some(({ lower }) => aggregates.has(lower))) return;
  const { scopes, words } = readingOf(subject);
  for (let select = 0; select < words.length; select++) {
    if (words[select] !== 'select') continue;
    const scope = scopes[select]!;
    const end = resultEnd(words, select);
    if (words.some((other, index) => index >= end && scopes[index] === scope && other === 'group' && words[index + 1] === 'by')) continue;
    const calls = aggregateCalls(tokens, words, scopes, select, end);
    if (calls === null || calls.length === 0) continue;
    for (let index = select + 1; index < end; index++) {
      if (scopes[index] !== scope || calls.some(({ from, to }) => index >= from && index <= to)) continue;
      if (!isColumn(subject, index, scope)) continue;
      const { text } = tokens[index]!;
      const beside = `${words[calls[0]!.from]}()`;
      yield {
        place: sqlPlace(subject.query, tokens[index]!.start),
        message: `${text} stands beside ${beside} without GROUP BY: the only row has the ${text} of any of the rows.`,
        advice: `Add GROUP BY ${text} for a row for each ${text}, or gather it too: group_concat(DISTINCT ${text}).`,
      };
      break;
    }
  }
}

/** Where the result columns of a SELECT end: at its FROM, at the end of its parentheses, or of the text. */
function resultEnd(words: readonly string[], select: number): number {
  let depth = 0;
  for (let index = select + 1; index < words.length; index++) {
    const word = words[index]!;
    if (word === '(') depth++;
    else if (word === ')' && --depth < 0) return index;
    else if (depth === 0 && (word === ';' || word === 'union' || word === 'except' || word === 'intersect' || (word === 'from' && words[index - 1] !== 'distinct'))) return index;
  }
  return words.length;
}

interface Call {
  /** Index of the function's name, and of the last word that belongs to the call. */
  readonly from: number;
  readonly to: number;
}

/** The calls of aggregate functions among the result columns; null where a min() or max() says which row is meant. */
function aggregateCalls(tokens: readonly Token[], words: readonly string[], scopes: readonly string[], select: number, end: number): Call[] | null {
  const calls: Call[] = [];
  for (let index = select + 1; index < end; index++) {
    const word = words[index]!;
    if (scopes[index] !== scopes[select] || tokens[index]!.kind !== 'word' || words[index + 1] !== '(') continue;
    const isExtreme = word === 'min' || word === 'max';
    if (!isExtreme && !aggregates.has(word)) continue;
    const [close, several] = closeOf(words, index + 1);
    const to = words[close + 1] === 'filter' && words[close + 2] === '(' ? closeOf(words, close + 2)[0] : close;
    if (words[to + 1] === 'over') continue;
    if (isExtreme && !several) return null;
    if (!isExtreme) calls.push({ from: index, to });
  }
  return calls;
}

/** Index of the parenthesis that closes the one at `open`, and whether a comma parts what stands between. */
function closeOf(words: readonly string[], open: number): [close: number, several: boolean] {
  let depth = 0;
  let several = false;
  for (let index = open; index < words.length; index++) {
    if (words[index] === '(') depth++;
    else if (words[index] === ')' && --depth === 0) return [index, several];
    else if (words[index] === ',' && depth === 1) several = true;
  }
  return [words.length - 1, several];
}

/** Whether the word at `index` is a column of the SELECT in which it stands, and not of one around it. */
function isColumn(subject: Subject, index: number, scope: string): boolean {
  const { tokens } = subject;
  const { tables, words } = readingOf(subject);
  const token = tokens[index]!;
  const before = tokens[index - 1];
  const word = words[index]!;
  const [previous, next] = [words[index - 1] ?? '', words[index + 1] ?? ''];
  if ((token.kind !== 'word' && token.kind !== 'quoted') || (token.kind === 'word' && keywords.has(word)) || next === '(' || next === '.') return false;
  const opensOperand = (before?.kind === 'punctuation' && previous !== ')') || before?.kind === 'operator' || (before?.kind === 'word' && keywords.has(previous) && !closing.has(previous));
  if (!opensOperand || previous === 'as' || previous === 'collate') return false;
  const own = tables.filter((table) => table.scope === scope);
  if (previous === '.') return own.some(({ name }) => name === words[index - 2]) || !tables.some(({ name }) => name === words[index - 2]);
  const use = columnBefore(subject, index);
  if (use) return own.some(({ table }) => table === use.table);
  return token.kind === 'word' && !tables.some((table) => table.scope !== scope);
}
