import { versionCollations } from '../osquery/functions.ts';
import { compareVersions } from '../osquery/versions.ts';
import type { SqlError } from './answer.ts';
import { partnersOf, type Token } from './tokens.ts';

/** Syntax of SQLite or osquery with the first osquery that takes it. */
interface Syntax {
  readonly what: string;
  readonly since: string;
  /** Whether it begins at token `index`. */
  readonly at: (tokens: readonly Token[], index: number) => boolean;
  /** What an older SQLite says where it begins at token `index`. */
  readonly refusal: (tokens: readonly Token[], index: number) => SqlError;
}

const word = (token: Token | undefined, ...words: string[]) => token?.kind === 'word' && words.includes(token.lower);

/** The error of a parser that stumbles over the token `ahead` of the one where the syntax begins. */
const near = (ahead: number): Syntax['refusal'] => (tokens, index) => {
  const { text, start } = tokens[index + ahead]!;
  return { message: `near "${text}": syntax error`, offset: start };
};

/** Whether GROUP BY stands before the HAVING at `index`, in the same SELECT. */
function isGrouped(tokens: readonly Token[], index: number): boolean {
  const partners = partnersOf(tokens);
  for (let at = index - 1; at >= 0 && tokens[at]!.text !== '('; at--) {
    at = partners[at]!;
    // SQLite refuses a second HAVING by itself.
    if (word(tokens[at], 'group', 'having', 'select')) return !word(tokens[at], 'select');
  }
  return false;
}

function isFilter(tokens: readonly Token[], index: number): boolean {
  return word(tokens[index], 'filter') && tokens[index - 1]?.text === ')' && tokens[index + 1]?.text === '(';
}

/** The token behind the parentheses that open at `open`. */
function behind(tokens: readonly Token[], open: number): Token | undefined {
  return tokens[partnersOf(tokens)[open]! + 1];
}

/** What may stand behind OVER where that is only the name of a column. */
const afterName = ['from', 'where', 'group', 'order', 'limit', 'union', 'except', 'intersect'];

/** By the SQLite that each osquery brought: see `functions.ts`. An older SQLite takes OVER and FILTER for a name, and `->` for two operators. */
const newerSyntax: readonly Syntax[] = [
  {
    what: 'TRUE and FALSE', since: '4.0.2', at: (tokens, index) => word(tokens[index], 'true', 'false') && !['as', '.'].includes(tokens[index - 1]?.lower ?? '') && tokens[index + 1]?.text !== '.',
    refusal: (tokens, index) => ({ message: `no such column: ${tokens[index]!.text}`, offset: tokens[index]!.start }),
  },
  { what: 'a window function', since: '4.0.2', at: (tokens, index) => word(tokens[index], 'over') && tokens[index - 1]?.text === ')' && (tokens[index + 1]?.text === '(' || (tokens[index + 1]?.kind === 'word' && !word(tokens[index + 1], ...afterName))), refusal: near(1) },
  { what: 'FILTER of a window function', since: '4.0.2', at: (tokens, index) => isFilter(tokens, index) && word(behind(tokens, index + 1), 'over'), refusal: near(1) },
  { what: 'FILTER', since: '4.1.1', at: (tokens, index) => isFilter(tokens, index) && !word(behind(tokens, index + 1), 'over'), refusal: near(1) },
  { what: 'NULLS FIRST and NULLS LAST', since: '4.1.1', at: (tokens, index) => word(tokens[index], 'nulls') && word(tokens[index + 1], 'first', 'last'), refusal: near(0) },
  { what: 'MATERIALIZED', since: '4.9.0', at: (tokens, index) => word(tokens[index], 'materialized') && word(tokens[index - 1], 'as', 'not') && tokens[index + 1]?.text === '(', refusal: (tokens, index) => near(word(tokens[index - 1], 'not') ? -1 : 0)(tokens, index) },
  {
    what: 'RIGHT JOIN and FULL JOIN', since: '5.5.1', at: (tokens, index) => word(tokens[index], 'right', 'full') && word(tokens[index + 1], 'join', 'outer'),
    refusal: () => ({ message: 'RIGHT and FULL OUTER JOINs are not currently supported', offset: null }),
  },
  { what: 'HAVING without GROUP BY', since: '5.5.1', at: (tokens, index) => word(tokens[index], 'having') && !isGrouped(tokens, index), refusal: () => ({ message: 'a GROUP BY clause is required before HAVING', offset: null }) },
  { what: 'IS DISTINCT FROM', since: '5.5.1', at: (tokens, index) => word(tokens[index], 'distinct') && word(tokens[index - 1], 'is', 'not') && word(tokens[index + 1], 'from'), refusal: near(0) },
  {
    what: 'the operators -> and ->>', since: '5.4.0', at: (tokens, index) => tokens[index]!.kind === 'operator' && (tokens[index]!.text === '->' || tokens[index]!.text === '->>'),
    refusal: (tokens, index) => ({ message: `near "${tokens[index]!.text.slice(1)}": syntax error`, offset: tokens[index]!.start + 1 }),
  },
  {
    what: 'the collations of versions', since: '5.11.0', at: (tokens, index) => word(tokens[index], 'collate') && versionCollations.some((name) => tokens[index + 1]?.name === name),
    refusal: (tokens, index) => ({ message: `no such collation sequence: ${tokens[index + 1]!.text}`, offset: null }),
  },
];

/** A need that a statement has of osquery beyond tables and columns. */
export interface SyntaxNeed {
  readonly what: string;
  readonly since: string;
  /** Where it begins in the SQL, in UTF-16 units. */
  readonly offset: number;
  /** What an older osquery says. */
  readonly refusal: SqlError;
}

/** The syntax in a statement that not every osquery takes, each kind once. */
export function syntaxNeeds(tokens: readonly Token[]): readonly SyntaxNeed[] {
  return newerSyntax.flatMap(({ what, since, at, refusal }) => {
    const index = tokens.findIndex((_, candidate) => at(tokens, candidate));
    return index < 0 ? [] : [{ what, since, offset: tokens[index]!.start, refusal: refusal(tokens, index) }];
  });
}

/** What an osquery of this version says of syntax that came after it: of the first such in the text; null where it takes all. */
export function refusalOf(needs: readonly SyntaxNeed[], version: string): SqlError | null {
  const unmet = needs.filter(({ since }) => compareVersions(version, since) < 0);
  return unmet.length === 0 ? null : unmet.reduce((first, need) => (need.offset < first.offset ? need : first)).refusal;
}
