import { z } from 'zod';
import { packNamePattern } from './names.ts';
import { longestInterval } from './query.ts';

const prose = z.string().trim().min(1).max(20_000);

/** A value of a row of exceptions. NULL is left out on purpose: in a list behind NOT IN it would silence the query. */
const cell = z.union([z.string().max(20_000), z.number()]);

const exception = z
  .object({ reason: prose.describe('Why the row is harmless here.') })
  .catchall(cell)
  .describe('A value for each column of the list, and the reason.');

/** What an overlay says of one query. */
export const queryTuning = z
  .strictObject({
    allowed: z
      .record(z.string(), z.array(exception).min(1).max(1000))
      .optional()
      .describe('Rows for the lists of exceptions in the SQL, by the name of the list: allowed, or allowed_ and a word.'),
    interval: z.int().min(1).max(longestInterval).optional().describe('Seconds between two runs.'),
    shard: z.int().min(1).max(100).optional().describe('Percentage of hosts that run it. Only osquery’s own format holds it.'),
    leave_out: z.literal(true).optional().describe('The query is not built; nothing else may be said of it but the reason.'),
    reason: prose.optional().describe('Why; leave_out demands it.'),
  })
  .meta({ dependentRequired: { leave_out: ['reason'] } });

export type QueryTuning = z.infer<typeof queryTuning>;

/** What `spec` of an overlay holds: how a site runs one pack in another way than it is published. */
export const overlaySpec = z.strictObject({
  pack: z.string().regex(packNamePattern).describe('The pack; the file has its name.'),
  queries: z.record(z.string(), queryTuning).describe('What is different, by the name of the query.'),
});

export type OverlaySpec = z.infer<typeof overlaySpec>;

export const overlayFile = z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('overlay'), spec: overlaySpec });
