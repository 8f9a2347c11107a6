import type { Rule } from './rule.ts';

/** The runner yields these findings (`src/rules/check.ts`); the rule stands here for the reference. */
export const exceptions: Rule = {
  name: 'exceptions',
  levels: { production: 'error', teaching: 'error' },
  finds: 'An exception to a rule that finds nothing in the query, or to a rule that does not exist.',
  why: 'An exception that is no longer needed would hide the next real finding of its rule.',
  checks: {},
};
