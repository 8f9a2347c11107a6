import { partnersOf, type Token } from '../engine/tokens.ts';
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
  const lastGroup = new Map(words.flatMap((word, index) => (word === 'group' && words[index + 1] === 'by' ? [[scopes[index]!, index] as const] : [])));
  for (let select = 0; select < words.length; select++) {
    if (words[select] !== 'select') continue;
    const scope = scopes[select]!;
    const end = resultEnd(words, select);
    if ((lastGroup.get(scope) ?? -1) >= end) continue;
    const calls = aggregateCalls(tokens, words, scopes, select, end);
    const [first] = calls?.keys() ?? [];
    if (!calls || first === undefined) continue;
    for (let index = select + 1; index < end; index++) {
      index = calls.get(index) ?? index;
      if (scopes[index] !== scope || !isColumn(subject, index, scope)) continue;
      const { text } = tokens[index]!;
      const beside = `${words[first]}()`;
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

/** The calls of aggregate functions among the result columns, by the index of their name that of their last word; null where a min() or max() says which row is meant. */
function aggregateCalls(tokens: readonly Token[], words: readonly string[], scopes: readonly string[], select: number, end: number): ReadonlyMap<number, number> | null {
  const partners = partnersOf(tokens);
  const calls = new Map<number, number>();
  for (let index = select + 1; index < end; index++) {
    const word = words[index]!;
    if (scopes[index] !== scopes[select] || tokens[index]!.kind !== 'word' || words[index + 1] !== '(') continue;
    const isExtreme = word === 'min' || word === 'max';
    if (!isExtreme && !aggregates.has(word)) continue;
    const close = partners[index + 1]!;
    const to = words[close + 1] === 'filter' && words[close + 2] === '(' ? partners[close + 2]! : close;
    if (words[to + 1] === 'over') continue;
    if (isExtreme && !hasSeveral(words, partners, index + 1)) return null;
    if (!isExtreme) calls.set(index, to);
  }
  return calls;
}

/** Whether the call whose parenthesis opens at `open` has several arguments. */
function hasSeveral(words: readonly string[], partners: Int32Array, open: number): boolean {
  for (let index = open + 1; index < words.length && words[index] !== ')'; index = partners[index]! + 1) if (words[index] === ',') return true;
  return false;
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
