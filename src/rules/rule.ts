import type { Token } from '../engine/tokens.ts';
import type { Catalogue, Pack, Query, Setting } from '../model/catalogue.ts';
import type { Level } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { TestOutcome } from './outcomes.ts';
import type { PlatformCost } from './query-cost.ts';
import type { Verdict } from './verdict.ts';

/** What a rule says: where, what is wrong and what to do. The runner adds the rule's name and level. */
export interface Complaint {
  readonly place: Place;
  readonly message: string;
  readonly advice: string;
}

/** A query under a rule's eyes, with all that is known of it. */
export interface Subject {
  readonly query: Query;
  /** The pack that holds it; null for an example. */
  readonly pack: Pack | null;
  readonly catalogue: Catalogue;
  readonly verdict: Verdict;
  /** Tokens of the SQL without white space and comments. */
  readonly tokens: readonly Token[];
  /** What its tests gave. */
  outcomes(): readonly TestOutcome[];
}

/** Where a rule looks: at each query, at each pack, or once at everything. */
export interface Checks {
  readonly query?: (subject: Subject) => Iterable<Complaint>;
  readonly pack?: (pack: Pack, verdicts: readonly Verdict[], catalogue: Catalogue, costsOf: (query: Query) => readonly PlatformCost[]) => Iterable<Complaint>;
  readonly catalogue?: (catalogue: Catalogue, verdicts: readonly Verdict[]) => Iterable<Complaint>;
}

/** A rule that content is held to. Its page in the rule reference is made from this and from its fixtures. */
export interface Rule {
  readonly name: string;
  /**
   * Level of what it finds in packs and in examples; `off` where it does not apply. `foreign` is that of packs of others,
   * and is left out where the rule is about this repository: there an error is only what osquery itself refuses.
   */
  readonly levels: { readonly production: Level | 'off'; readonly teaching: Level | 'off'; readonly foreign?: Level };
  /** What it finds, in a few words. */
  readonly finds: string;
  /** Why that matters, in one or two sentences with their facts. */
  readonly why: string;
  readonly checks: Checks;
}

/** The level of a rule in a setting. */
export function levelIn({ levels }: Pick<Rule, 'levels'>, setting: Setting): Level | 'off' {
  return levels[setting] ?? 'off';
}

/** The place of character `offset` of a query's SQL; the SQL's start where the offset is not known. */
export function sqlPlace(query: Query, offset: number | null): Place {
  return query.at.inText(['spec', 'query'], offset ?? 0);
}

/** The first token that is the word `word`, in any letter case, from `from` on: where a finding about it points to. */
export function findWord({ tokens }: Pick<Subject, 'tokens'>, word: string, from = 0): Token | undefined {
  const wanted = word.toLowerCase();
  return tokens.find(({ start, name }) => start >= from && name === wanted);
}
