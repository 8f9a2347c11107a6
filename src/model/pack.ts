import { z } from 'zod';
import { longestName, packNamePattern } from './names.ts';
import { deprecation, purposes } from './query.ts';

export const statuses = ['supported', 'incubating', 'deprecated', 'removed'] as const;

/**
 * Configuration sections that osquery applies from inside an active pack: the keys of its config parsers
 * (osquery/config/config.cpp:869-929). `options` is one too, and is left out on purpose: a pack must not set the
 * daemon's flags behind its owner's back.
 */
export const packSections = [
  'auto_table_construction', 'decorators', 'events', 'exclude_paths', 'feature_vectors', 'file_accesses', 'file_paths',
  'file_paths_query', 'kafka_topics', 'logger', 'prometheus_targets', 'views', 'yara',
] as const;

const prose = z.string().trim().min(1).max(20_000);
const name = z.string().regex(packNamePattern).max(longestName);

/** What `spec` of a pack.yml holds: see docs/formats.md. */
export const packSpec = z.strictObject({
  name: name.describe('The name of the folder; with a query’s name it makes the log name.'),
  title: prose,
  description: prose.describe('One sentence.'),
  status: z.enum(statuses),
  deprecated: deprecation.optional().describe('With the status deprecated: the pack goes in a later version.'),
  purpose: z.enum(purposes).describe('One purpose a pack.'),
  promise: prose.describe('What is guaranteed, and by whom.'),
  not_for: prose.describe('What this pack does not do, and what does.'),
  maintainers: z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)).min(1).describe('Roles; MAINTAINERS.yml maps each to accounts.'),
  discovery: z.array(prose).optional().describe('SQL statements; the pack runs where each gives at least one row.'),
  flags: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string())
    .optional()
    .describe('Daemon flags its queries need, as texts.'),
  config: z.partialRecord(z.enum(packSections), z.unknown()).optional().describe('Other osquery configuration its tables need, such as file_paths.'),
  budget: z
    .strictObject({ cpu_seconds_per_day: z.number().positive(), rows_per_day: z.number().positive() })
    .optional()
    .describe('What the pack may cost a host a day.'),
});

export type PackSpec = z.infer<typeof packSpec>;

export const packFile = z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('pack'), spec: packSpec });

/** What `spec` of an examples/<topic>/topic.yml holds. */
export const topicSpec = z.strictObject({
  name,
  title: prose,
  description: prose,
  position: z.int().min(1).describe('Where the topic stands among the topics.'),
  examples: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).min(1).describe('The examples in the order in which they are read.'),
});

export type TopicSpec = z.infer<typeof topicSpec>;

export const topicFile = z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('topic'), spec: topicSpec });
