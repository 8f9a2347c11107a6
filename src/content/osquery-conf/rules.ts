/** What the reader of osquery's own configuration finds, by name. */
export const confRules = {
  'osquery-json': 'A text that osquery’s parser refuses, so that the whole file is lost.',
  'osquery-pack': 'A pack that osquery does not load, or that holds nothing it reads.',
  'osquery-pack-file': 'A pack file that osquery does not find or cannot read.',
  'osquery-entry': 'A query that is no object, so that osquery passes over it.',
  'osquery-query': 'A query without SQL, or SQL that is cut short or empty.',
  'osquery-interval': 'An interval that osquery refuses, or reads as another number.',
  'osquery-platform': 'A platform that no osquery matches, that its pack leaves out, or that is read in another way than it looks.',
  'osquery-version': 'A minimum version that no osquery fulfils, or that is ignored.',
  'osquery-shard': 'A shard that limits nothing.',
  'osquery-boolean': 'A value of snapshot, removed or denylist that is read in another way than it looks.',
  'osquery-discovery': 'Discovery that is ignored.',
  'osquery-name': 'A name that osquery reserves or mishandles.',
  'osquery-duplicate': 'A key, query or pack that stands twice, of which osquery takes one.',
  'osquery-log-name': 'Two queries that log under one name, and queries that share a stored splay.',
  'osquery-key': 'A key that osquery does not read.',
  'osquery-section': 'A section of the configuration that is ignored, or that a pack sets for the whole daemon.',
} as const;

export type ConfRule = keyof typeof confRules;
