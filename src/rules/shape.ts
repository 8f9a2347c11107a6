import type { Rule } from './rule.ts';

/** Reading the files yields these findings (`src/content`); the rule stands here for the reference. */
export const shape: Rule = {
  name: 'shape',
  levels: { production: 'error', teaching: 'error' },
  finds: 'A file that does not have the form of docs/formats.md: broken YAML, a wrong type or value, a missing, unknown or duplicate key, an anchor, alias or tag.',
  why: 'osquery, Fleet and Kibana ignore keys and types they do not know without a word, so an interval of `1h` runs every second and a misspelt key does nothing. Anchors and aliases hide what a file says, and can blow it up in memory.',
  checks: {},
};
