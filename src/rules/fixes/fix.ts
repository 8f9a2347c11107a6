import type { Token } from '../../engine/tokens.ts';
import type { Finding } from '../../model/finding.ts';
import type { ForeignVerdict } from '../check-foreign.ts';
import type { Scalar } from './scalar.ts';

/** A change of an SQL text: what stands from `from` to `to` (UTF-16 offsets, end-exclusive) becomes `text`. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A finding in a pack of others, with what a fix may ask of its surroundings. */
export interface FixSubject {
  readonly finding: Finding;
  /** The verdict on the query that it is about; null where it is about a pack or a file. */
  readonly verdict: ForeignVerdict | null;
  /** Tokens of the SQL, and the one at which the finding stands; null where it stands outside of SQL. */
  readonly tokens: readonly Token[];
  readonly at: number | null;
  /** The value, or key, at which the finding stands. */
  readonly scalar: Scalar | null;
  /** Names of all queries of its pack. */
  readonly taken: ReadonlySet<string>;
}

/** What a fix would do: change the SQL, or write another value in place of the one at the finding. */
export interface Proposal {
  /** What is done, as a button says it. */
  readonly title: string;
  /** What else comes of it and has to be known; null where there is nothing. */
  readonly consequence: string | null;
  readonly change: { readonly sql: readonly Edit[] } | { readonly value: string | number };
}

/** A way to mend what some rules find. It only proposes: `proveFix` tells whether that holds. */
export interface Fix {
  readonly name: string;
  readonly rules: readonly string[];
  readonly propose: (subject: FixSubject) => Proposal | null;
}
