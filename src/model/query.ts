import { z } from 'zod';
import { longestName, queryNamePattern } from './names.ts';
import { platforms, type Platform } from './platform.ts';

export const purposes = ['inventory', 'posture', 'detection', 'telemetry', 'response', 'health'] as const;
export type Purpose = (typeof purposes)[number];

export const loggings = ['snapshot', 'differential', 'differential_ignore_removals'] as const;
export type Logging = (typeof loggings)[number];

export const lessonLevels = ['first-steps', 'practised', 'advanced'] as const;

/** osquery drops a query of 604800 s only above that figure, Kibana refuses it: 604799 suits both. */
export const longestInterval = 604799;

const prose = z.string().trim().min(1).max(20_000);
const cell = z.union([z.string(), z.number(), z.null()]);
const row = z.record(z.string(), cell);
const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/).max(longestName);

const testCase = z.strictObject({
  name: prose.describe('What the case shows, in a few words.'),
  host: z.string().regex(/^[a-z][a-z0-9-]*$/).optional().describe('A sample host of examples/hosts whose rows the case starts from.'),
  given: z.record(identifier, z.array(row).max(1000)).optional().describe('Rows per table, in place of the sample host’s rows of that table.'),
  expect: z.array(row).max(1000).describe('The rows the query gives: every output column, NULL as null or as an empty text.'),
});

const lesson = z.strictObject({
  level: z.enum(lessonLevels),
  question: prose.describe('The question in plain words; it is the title of the page.'),
  host: z.string().regex(/^[a-z][a-z0-9-]*$/).describe('The sample host on which the page runs the query.'),
  explanation: prose,
  wrong: z.array(z.strictObject({ query: prose, why: prose })).max(10).describe('What goes wrong: a wrong version of the query and why it is wrong.'),
  next: prose.describe('What to try next.'),
  used_by: z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9_]*$/).optional().describe('The production query that uses this, as pack/query.'),
});

/** What a query or a pack says of its end. `successor` is a pack, or a query as pack/query. */
export const deprecation = z.strictObject({
  successor: z.string().regex(/^[a-z][a-z0-9-]*(\/[a-z][a-z0-9_]*)?$/).optional().describe('What to use instead: a pack, or a query as pack/query. Left out where nothing takes its place.'),
  removed_in: z.string().regex(/^[1-9]\d*\.0\.0$/).describe('The major version of the pack in which it goes.'),
  reason: prose.describe('Why it goes.'),
});

export type Deprecation = z.infer<typeof deprecation>;

/** What `spec` of a query file holds, in packs and in examples: see docs/formats.md. */
export const querySpec = z.strictObject({
  name: z.string().regex(queryNamePattern).max(longestName).describe('The name of the file without .yml; with the pack’s name it makes the log name.'),
  description: prose.describe('One sentence.'),
  platform: z.string().describe('Of darwin, linux, windows; commas, no spaces; always written out.'),
  interval: z.int().min(1).max(longestInterval).describe('Seconds between two runs.'),
  logging: z.enum(loggings),
  min_osquery_version: z.string().optional().describe('May be left out: it is computed from what the query reads.'),
  query: z.string().min(1).describe('The SQL: one SELECT.'),
  purpose: z.enum(purposes),
  why: prose.optional().describe('Markdown: the question it answers and who asks it.'),
  reading: prose.optional().describe('What a row means, and what an empty result means.'),
  columns: z.record(z.string().min(1), prose).optional().describe('Every output column, in order: what it holds, with its unit.'),
  false_positives: z.array(z.strictObject({ what: prose, tune: prose })).optional(),
  respond: prose.optional().describe('The next step of whoever gets the row.'),
  attack: z.array(z.string().regex(/^T\d{4}(\.\d{3})?$/)).optional().describe('MITRE ATT&CK technique ids.'),
  references: z.array(z.string()).optional().describe('https addresses of primary sources.'),
  tags: z.array(z.string().regex(/^[a-z0-9][a-z0-9-]*$/)).optional(),
  osquery: z
    .strictObject({
      shard: z.int().min(1).max(100).optional().describe('Percentage of hosts that run it.'),
      denylist: z.boolean().optional(),
      startup_priority: z.int().min(0).optional(),
    })
    .optional()
    .describe('What Fleet has no key for; goes into the osquery artefact.'),
  ecs_mapping: z
    .record(z.string().regex(/^[a-z@][a-zA-Z0-9_.@]*$/), z.union([z.strictObject({ field: z.string().min(1) }), z.strictObject({ value: z.union([z.string(), z.array(z.string())]) })]))
    .optional()
    .describe('Elastic Common Schema field: an output column, or a fixed value. Goes into the Kibana artefact.'),
  exceptions: z
    .array(z.strictObject({ rule: z.string(), reason: prose }))
    .optional()
    .describe('Rules that do not hold here, each with its reason. One that is not needed is an error.'),
  rows: z.int().min(0).optional().describe('Rows that a host usually gives, where the tests do not show it; effects of a release are measured by it.'),
  deprecated: deprecation.optional().describe('The query goes in a later version.'),
  tests: z.array(testCase).max(50).optional(),
  lesson: lesson.optional(),
});

export type QuerySpec = z.infer<typeof querySpec>;
export type TestCase = z.infer<typeof testCase>;
export type Lesson = z.infer<typeof lesson>;
export type Row = z.infer<typeof row>;

/** A query file: a Fleet document whose own keys come first and whose other keys Fleet ignores. */
export const queryFile = z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('query'), spec: querySpec });

/** The platforms that a query's `platform` names, in the order of `platforms`; words that are no platform are left out. */
export function platformsOf(spec: Pick<QuerySpec, 'platform'>): Platform[] {
  const words = spec.platform.split(',');
  return platforms.filter((platform) => words.includes(platform));
}
