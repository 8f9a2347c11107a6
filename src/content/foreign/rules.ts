/** What the readers of other formats find, by name; what osquery itself does with a value is in `confRules`. */
export const foreignRules = {
  'foreign-format': 'A file, or a part of one, in which no known format is recognised.',
  'foreign-yaml': 'YAML that cannot be read, or that is refused.',
  'foreign-json': 'JSON that cannot be read.',
  'foreign-name': 'A name that is missing, stands twice, or that osquery 5.19.0 and later skips.',
  'foreign-query': 'A query without SQL, or whose SQL is not known before it is delivered.',
  'foreign-interval': 'An interval that the program refuses, or with which nothing runs.',
  'foreign-platform': 'A platform that the program refuses, drops or reads in another way than it looks.',
  'foreign-logging': 'A way of logging that the program refuses, or with which nothing is logged.',
  'foreign-key': 'A key that the program refuses or does not read.',
  'fleet-kind': 'A document that holds no queries, or that fleetctl refuses.',
  'fleet-path': 'A file that Fleet’s GitOps is to read and that is not at hand.',
  'fleet-variable': 'A dollar sign that Fleet’s GitOps takes for a variable.',
  'kibana-comment': 'A comment that takes the rest of a query with it, since Kibana takes out line ends.',
  'kibana-mapping': 'A mapping to ECS that the agent refuses.',
  'sql-header': 'A line at the head of an .sql file that osqtool reads in another way than it looks.',
  'fails-somewhere': 'A query that names no platform and fails on some of those on which it is run.',
} as const;

export type ForeignRule = keyof typeof foreignRules;
