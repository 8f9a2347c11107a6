import type { Change, ChangeKind } from '../../releases/change.ts';
import type { Contract, QueryContract } from '../../releases/contract.ts';
import { differenceOf } from '../../releases/difference.ts';
import { textHash } from '../../releases/hash.ts';

/** A pack before and after one change. */
export interface ChangeSample {
  readonly before: Contract;
  readonly after: Contract;
  readonly change: Change;
}

type Edit = (contract: Contract) => Contract;

/** What makes a change, and what is made of the sample first, where it has nothing that could change so. */
type Pair = readonly [after: Edit, before?: Edit];

/** Rows that the query of the samples gives on a host. */
export const sampleRows = 20;

const columns: QueryContract['columns'] = [{ name: 'username', type: 'TEXT' }, { name: 'uid', type: 'BIGINT' }];
const [username, uid] = columns as [QueryContract['columns'][number], QueryContract['columns'][number]];

const users: QueryContract = {
  log_name: 'pack_demo_users',
  columns,
  platforms: ['darwin', 'linux'],
  min_osquery_version: '5.19.0',
  logging: 'differential',
  interval: 3600,
  evented: false,
  flags: {},
  shard: 100,
  denylist: true,
  ecs_mapping: { 'user.name': 'username' },
  rows: sampleRows,
  sql_hash: textHash('users'),
  spelling_hash: textHash('users'),
  text_hash: textHash('text'),
};
const groups: QueryContract = { ...users, log_name: 'pack_demo_groups', columns: [{ name: 'groupname', type: 'TEXT' }], sql_hash: textHash('groups'), spelling_hash: textHash('groups') };
const pack: Contract = { pack: 'demo', status: 'supported', discovery: [], flags: {}, text_hash: textHash('text'), queries: { users } };

const ofPack = (fields: Partial<Contract>): Edit => (contract) => ({ ...contract, ...fields });
const ofQuery = (fields: Partial<QueryContract>): Edit => (contract) => ({ ...contract, queries: { users: { ...contract.queries['users']!, ...fields } } });
const otherSql = ofQuery({ sql_hash: textHash('other'), spelling_hash: textHash('other') });
const deprecated = { removed_in: '2.0.0', reason: 'Another query tells more.', successor: 'demo/logins' };

const samples: Readonly<Record<ChangeKind, readonly Pair[]>> = {
  'pack-renamed': [[ofPack({ pack: 'tour', queries: { users: { ...users, log_name: 'pack_tour_users' } } })]],
  'status-changed': [[ofPack({ status: 'supported' }), ofPack({ status: 'incubating' })]],
  'discovery-changed': [[ofPack({ discovery: ['SELECT 1 AS one FROM os_version'] })]],
  'config-changed': [[ofPack({ config_hash: textHash('config') })]],
  'query-added': [[ofPack({ queries: { users, groups } })]],
  'query-removed': [[ofPack({ queries: { users } }), ofPack({ queries: { users, groups } })]],
  'query-renamed': [[ofPack({ queries: { accounts: { ...users, log_name: 'pack_demo_accounts' } } })]],
  deprecated: [[ofQuery({ deprecated })]],
  'deprecation-changed': [[ofQuery({ deprecated: { ...deprecated, removed_in: '3.0.0' } }), ofQuery({ deprecated })]],
  'deprecation-withdrawn': [[ofQuery({ deprecated: undefined }), ofQuery({ deprecated })]],
  'column-added': [[ofQuery({ columns: [username, uid, { name: 'shell', type: 'TEXT' }] })]],
  'column-removed': [[ofQuery({ columns: [username] })]],
  'column-renamed': [[ofQuery({ columns: [{ ...username, name: 'name' }, uid] })]],
  'column-retyped': [[ofQuery({ columns: [username, { ...uid, type: 'TEXT' }] })]],
  'column-type-restated': [[ofQuery({ columns: [username, { ...uid, type: 'INTEGER' }] })]],
  'column-reordered': [[ofQuery({ columns: [uid, username] })]],
  'sql-changed': [[otherSql]],
  'sql-respelled': [[ofQuery({ spelling_hash: textHash('respelled') })]],
  'logging-changed': [
    [ofQuery({ logging: 'snapshot' })],
    [ofQuery({ logging: 'differential' }), ofQuery({ logging: 'snapshot' })],
    [ofQuery({ logging: 'differential_ignore_removals' })],
    [ofQuery({ logging: 'differential' }), ofQuery({ logging: 'differential_ignore_removals' })],
  ],
  'interval-changed': [[ofQuery({ interval: 7200 })]],
  'evented-changed': [[ofQuery({ evented: true })], [ofQuery({ evented: false }), ofQuery({ evented: true })]],
  'platform-added': [[ofQuery({ platforms: ['darwin', 'linux', 'windows'] })]],
  'platform-dropped': [[ofQuery({ platforms: ['linux'] })]],
  'minimum-version-raised': [[ofQuery({ min_osquery_version: '5.22.0' })]],
  'minimum-version-lowered': [[ofQuery({ min_osquery_version: '5.19.0' }), ofQuery({ min_osquery_version: '5.22.0' })]],
  'flag-needed': [[ofQuery({ flags: { disable_audit: 'false' } })]],
  'flag-no-longer-needed': [[ofQuery({ flags: {} }), ofQuery({ flags: { disable_audit: 'false' } })]],
  'shard-raised': [[ofQuery({ shard: 50 }), ofQuery({ shard: 10 })]],
  'shard-lowered': [[ofQuery({ shard: 10 }), ofQuery({ shard: 50 })]],
  'denylist-changed': [[ofQuery({ denylist: false })]],
  'startup-priority-changed': [[ofQuery({ startup_priority: 1 })]],
  'ecs-field-added': [[ofQuery({ ecs_mapping: { 'user.name': 'username', 'user.id': 'uid' } })]],
  'ecs-field-dropped': [[ofQuery({ ecs_mapping: {} })]],
  'text-changed': [[ofQuery({ text_hash: textHash('other text') })]],
  'rows-changed': [[ofQuery({ rows: 2 * sampleRows })]],
};

/**
 * Examples of changes of one kind, each with no other change. Their query runs from osquery 5.19.0 on, since which
 * version no change is logged in more than one way. Throws where a comparison does not find just that change.
 */
export function samplesOf(kind: ChangeKind): ChangeSample[] {
  return samples[kind].map(([edit, prepare = (contract) => contract]) => {
    const before = prepare(pack);
    const after = edit(before);
    const changes = differenceOf(before, after);
    const [change] = changes;
    if (!change || changes.length > 1 || change.kind !== kind) throw new Error(`A sample of the change ${kind} gives ${changes.map((found) => found.kind).join(', ') || 'no change'}.`);
    return { before, after, change };
  });
}

/** The same change where the query runs on every osquery there was. */
export function onEveryVersion({ before, after, change }: ChangeSample): ChangeSample {
  const from = (contract: Contract): Contract => ({ ...contract, queries: Object.fromEntries(Object.entries(contract.queries).map(([name, query]) => [name, { ...query, min_osquery_version: '2.7.0' }])) });
  return { before: from(before), after: from(after), change };
}
