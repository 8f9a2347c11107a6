import type { Engine } from '../engine/engine.ts';
import type { Catalogue, Query } from '../model/catalogue.ts';
import { runTests } from '../rules/outcomes.ts';
import { conditionsOf, type Condition } from './conditions.ts';

/** A query with one condition changed. */
export interface Mutant {
  readonly change: 'dropped' | 'flipped';
  readonly condition: Condition;
  /** The condition as it is written. */
  readonly text: string;
  readonly sql: string;
}

/** What the tests of a query say of a mutant. */
export interface MutantOutcome extends Mutant {
  /** Whether some test fails: the condition matters to it. */
  readonly caught: boolean;
}

/** Each condition of a query dropped once, and turned into its opposite once. */
export function mutantsOf(sql: string): Mutant[] {
  return conditionsOf(sql).flatMap((condition) => {
    const text = sql.slice(condition.start, condition.end);
    const mutant = (change: Mutant['change'], instead: string): Mutant => ({ change, condition, text, sql: sql.slice(0, condition.start) + instead + sql.slice(condition.end) });
    // A condition that is not known counts as not met, so that its opposite is met.
    return [mutant('dropped', condition.neutral), mutant('flipped', `NOT coalesce((${text}), 0)`)];
  });
}

/** Runs the tests of a query on each of its mutants. */
export function testMutants(engine: Engine, query: Query, catalogue: Catalogue): MutantOutcome[] {
  return mutantsOf(query.spec.query).map((mutant) => {
    const outcomes = runTests(engine, { ...query, spec: { ...query.spec, query: mutant.sql } }, catalogue);
    return { ...mutant, caught: outcomes.some(({ passed }) => !passed) };
  });
}

/** How a mutant is named in the list of those that no test can notice. */
export function mutantName({ group, spec }: Query, { change, text }: Mutant): string {
  return `${group}/${spec.name} ${change}: ${text.replace(/\s+/g, ' ')}`;
}
