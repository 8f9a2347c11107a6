/** Every command with its line in the overview, in the order of the overview. */
export const summaries = {
  start: 'check, build the packs and pages, and serve the site while you edit',
  test: 'run every test: types, units, content, artefacts, the site in a browser',
  check: 'hold packs, examples and sample hosts to the rules',
  'test-queries': 'run each query’s tests on the sample hosts',
  new: 'begin a pack, a query or an example, with what its SQL tells filled in',
  'build:packs': 'build the artefacts of all packs into static/, or tuned ones by an overlay',
  build: 'build the artefacts, the pages and the site into build/',
  'build:package': 'build the npm package of this command',
  release: 'release a pack: compute its version and what the upgrade does to a fleet',
  import: 'make a pack of this repository from packs of other formats',
  export: 'give a pack of any format in another: for osqueryd, Fleet or Kibana',
  explain: 'tell what osquery does with an SQL text, where it runs, and what the rules find',
  diff: 'tell what changed between two states of packs, and what it does to a fleet',
  mutate: 'change one condition of a detection at a time, and tell which changes no test notices',
  schema: 'fold newer osquery schemas into the project’s data',
  bench: 'measure the checker, the diff, the site’s build and home page, and the playground',
} as const;

export type CommandName = keyof typeof summaries;
