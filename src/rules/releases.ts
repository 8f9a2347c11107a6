import type { Rule } from './rule.ts';

/** Comparing a pack with its releases yields these findings (`src/releases`); the rule stands here for the reference. */
export const releases: Rule = {
  name: 'releases',
  levels: { production: 'error', teaching: 'off' },
  finds: 'A pack that is not what was last released, or whose `releases.yml` was damaged or edited by hand: a contract that does not hash to what it says, a version that goes back or stands twice or is too low for what changed, a retired name that comes back.',
  why: 'Whoever runs a pack relies on its version: two states under one version cannot be told apart in a fleet, and what an upgrade does is computed from the contract that was released.',
  checks: {},
};
