import type { Token } from '../engine/tokens.ts';
import { versionCollations } from '../osquery/functions.ts';

/** Syntax of SQLite or osquery with the first osquery that takes it. */
interface Syntax {
  readonly what: string;
  readonly since: string;
  /** Whether it begins at token `index`. */
  readonly at: (tokens: readonly Token[], index: number) => boolean;
}

const word = (token: Token | undefined, ...words: string[]) => token?.kind === 'word' && words.includes(token.lower);

/** By the SQLite that each osquery brought: see `functions.ts`. */
const newerSyntax: readonly Syntax[] = [
  { what: 'a window function', since: '4.0.2', at: (tokens, index) => word(tokens[index], 'over') && tokens[index - 1]?.text === ')' && (tokens[index + 1]?.text === '(' || tokens[index + 1]?.kind === 'word') },
  { what: 'FILTER', since: '4.1.1', at: (tokens, index) => word(tokens[index], 'filter') && tokens[index - 1]?.text === ')' && tokens[index + 1]?.text === '(' },
  { what: 'NULLS FIRST and NULLS LAST', since: '4.1.1', at: (tokens, index) => word(tokens[index], 'nulls') && word(tokens[index + 1], 'first', 'last') },
  { what: 'MATERIALIZED', since: '4.9.0', at: (tokens, index) => word(tokens[index], 'materialized') && word(tokens[index - 1], 'as', 'not') },
  { what: 'RIGHT JOIN and FULL JOIN', since: '5.5.1', at: (tokens, index) => word(tokens[index], 'right', 'full') && word(tokens[index + 1], 'join', 'outer') },
  { what: 'IS DISTINCT FROM', since: '5.5.1', at: (tokens, index) => word(tokens[index], 'distinct') && word(tokens[index - 1], 'is', 'not') && word(tokens[index + 1], 'from') },
  { what: 'the operators -> and ->>', since: '5.4.0', at: (tokens, index) => tokens[index]!.kind === 'operator' && (tokens[index]!.text === '->' || tokens[index]!.text === '->>') },
  { what: 'the collations of versions', since: '5.11.0', at: (tokens, index) => word(tokens[index], 'collate') && versionCollations.some((name) => tokens[index + 1]?.name === name) },
];

/** A need that a statement has of osquery beyond tables and columns. */
export interface SyntaxNeed {
  readonly what: string;
  readonly since: string;
  /** Where it begins in the SQL, in UTF-16 units. */
  readonly offset: number;
}

/** The syntax in a statement that not every osquery takes, each kind once. */
export function syntaxNeeds(tokens: readonly Token[]): SyntaxNeed[] {
  return newerSyntax.flatMap(({ what, since, at }) => {
    const index = tokens.findIndex((_, candidate) => at(tokens, candidate));
    return index < 0 ? [] : [{ what, since, offset: tokens[index]!.start }];
  });
}
