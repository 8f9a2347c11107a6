import { z } from 'zod';

/** Every kind of change that two contracts can differ by. */
export const changeKinds = [
  'pack-renamed', 'status-changed', 'discovery-changed', 'config-changed',
  'query-added', 'query-removed', 'query-renamed', 'deprecated', 'deprecation-changed', 'deprecation-withdrawn',
  'column-added', 'column-removed', 'column-renamed', 'column-retyped', 'column-type-restated', 'column-reordered',
  'sql-changed', 'sql-respelled', 'logging-changed', 'interval-changed', 'evented-changed',
  'platform-added', 'platform-dropped', 'minimum-version-raised', 'minimum-version-lowered',
  'flag-needed', 'flag-no-longer-needed', 'shard-raised', 'shard-lowered', 'denylist-changed', 'startup-priority-changed',
  'ecs-field-added', 'ecs-field-dropped', 'text-changed', 'rows-changed',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const changeSchema = z.strictObject({
  kind: z.enum(changeKinds),
  query: z.string().optional().describe('Name of the query after the change; absent where the change is one of the whole pack.'),
  subject: z.string().optional().describe('The column, platform, flag or field that it is about.'),
  before: z.string().optional(),
  after: z.string().optional(),
  successor: z.string().optional().describe('What takes the place of something that goes: a pack, or pack/query.'),
  guess: z.enum(['sql', 'columns', 'position']).optional().describe('A rename is a guess: what it is recognised by.'),
});

/** One typed change. */
export type Change = z.infer<typeof changeSchema>;

const guesses = { sql: 'the SQL is the same', columns: 'the columns are the same', position: 'position and type are the same' } as const;

const texts: Readonly<Record<ChangeKind, (change: Change) => string>> = {
  'pack-renamed': (c) => `Pack renamed from ${c.before} to ${c.after}.`,
  'status-changed': (c) => `Status changed from ${c.before} to ${c.after}.`,
  'discovery-changed': () => 'Discovery changed: other hosts may run the pack.',
  'config-changed': () => 'Further osquery configuration of the pack changed.',
  'query-added': () => 'Query added.',
  'query-removed': (c) => (c.before === undefined ? 'Query removed.' : `Query removed, as announced for ${c.before}.${instead(c)}`),
  'query-renamed': (c) => `Query renamed from ${c.before} to ${c.after}${because(c)}.`,
  deprecated: (c) => `Deprecated: goes in ${c.after}.${instead(c)}`,
  'deprecation-changed': (c) => `Still deprecated: goes in ${c.after}, before ${c.before}.${instead(c)}`,
  'deprecation-withdrawn': () => 'No longer deprecated.',
  'column-added': (c) => `Column ${c.subject} added.`,
  'column-removed': (c) => `Column ${c.subject} removed.`,
  'column-renamed': (c) => `Column ${c.before} renamed to ${c.after}${because(c)}.`,
  'column-retyped': (c) => `Type of column ${c.subject} changed from ${c.before} to ${c.after}.`,
  'column-type-restated': (c) => `Type of column ${c.subject} is now told as ${c.after} instead of ${c.before}; osquery keeps the same kind of value.`,
  'column-reordered': (c) => `Columns reordered: ${c.after}.`,
  'sql-changed': () => 'SQL changed.',
  'sql-respelled': () => 'SQL written differently, with the same meaning.',
  'logging-changed': (c) => `Logging changed from ${c.before} to ${c.after}.`,
  'interval-changed': (c) => `Interval changed from ${c.before} s to ${c.after} s.`,
  'evented-changed': (c) => (c.after === 'true' ? 'Reads an event table now.' : 'Reads no event table any more.'),
  'platform-added': (c) => `Platform ${c.subject} added.`,
  'platform-dropped': (c) => `Platform ${c.subject} dropped.`,
  'minimum-version-raised': (c) => `Minimum osquery raised from ${c.before} to ${c.after}.`,
  'minimum-version-lowered': (c) => `Minimum osquery lowered from ${c.before} to ${c.after}.`,
  'flag-needed': (c) => `Flag ${c.subject} must be ${c.after}${c.before === undefined ? '' : `, before ${c.before}`}.`,
  'flag-no-longer-needed': (c) => `Flag ${c.subject} is no longer needed.`,
  'shard-raised': (c) => `Shard raised from ${c.before} % to ${c.after} % of hosts.`,
  'shard-lowered': (c) => `Shard lowered from ${c.before} % to ${c.after} % of hosts.`,
  'denylist-changed': (c) => (c.after === 'true' ? 'The watchdog may denylist it now.' : 'The watchdog does not denylist it any more.'),
  'startup-priority-changed': (c) => `Startup priority changed from ${c.before ?? 'none'} to ${c.after ?? 'none'}.`,
  'ecs-field-added': (c) => `ECS field ${c.subject} added: ${c.after}.`,
  'ecs-field-dropped': (c) => `ECS field ${c.subject} no longer holds ${c.before}${c.after === undefined ? '' : ` but ${c.after}`}.`,
  'text-changed': () => 'Texts or tests changed.',
  'rows-changed': (c) => `Effects are measured by ${c.after} rows a host, before ${c.before}.`,
};

/** A change in one sentence, without the name of its query. */
export function changeText(change: Change): string {
  return texts[change.kind](change);
}

function instead({ successor }: Change): string {
  return successor === undefined ? ' Nothing takes its place.' : ` Use ${successor} instead.`;
}

function because({ guess }: Change): string {
  return guess ? ` (a guess: ${guesses[guess]})` : '';
}
