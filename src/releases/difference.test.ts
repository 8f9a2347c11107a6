import { describe, expect, test } from 'vitest';
import { changeKinds, changeText, type ChangeKind } from './change.ts';
import type { Contract, QueryContract } from './contract.ts';
import { differenceOf } from './difference.ts';
import { sampleContract, sampleQueryContract } from './fixture.ts';
import { demandedPart, nextVersion, partOf, parts } from './version-part.ts';

const base = sampleQueryContract();
const [filename, size] = base.columns as [QueryContract['columns'][number], QueryContract['columns'][number]];
const after = (facts: Partial<QueryContract>): Contract => sampleContract({ q: { ...base, ...facts } });
const pack = (facts: Partial<Contract>): Contract => sampleContract(undefined, facts);
const end = { removed_in: '2.0.0', reason: 'Another query asks more.', successor: 'p/r' };
const hash = '0123456789abcdef';

/** For each kind of change a pair of contracts that differ by it alone. */
const examples: Record<ChangeKind, [before: Contract, after: Contract]> = {
  'pack-renamed': [pack({}), pack({ pack: 'other' })],
  'status-changed': [pack({}), pack({ status: 'deprecated' })],
  'discovery-changed': [pack({}), pack({ discovery: ['SELECT 1'] })],
  'config-changed': [pack({}), pack({ config_hash: hash })],
  'query-added': [sampleContract({}), pack({})],
  'query-removed': [pack({}), sampleContract({})],
  'query-renamed': [pack({}), sampleContract({ r: { ...base, log_name: 'pack_p_r' } })],
  deprecated: [pack({}), after({ deprecated: end })],
  'deprecation-changed': [after({ deprecated: end }), after({ deprecated: { ...end, removed_in: '3.0.0' } })],
  'deprecation-withdrawn': [after({ deprecated: end }), pack({})],
  'column-added': [pack({}), after({ columns: [filename, size, { name: 'mode', type: 'TEXT' }] })],
  'column-removed': [pack({}), after({ columns: [filename] })],
  'column-renamed': [pack({}), after({ columns: [{ name: 'name', type: 'TEXT' }, size] })],
  'column-retyped': [pack({}), after({ columns: [filename, { name: 'size', type: 'TEXT' }] })],
  'column-type-restated': [pack({}), after({ columns: [filename, { name: 'size', type: 'INTEGER', from_tests: true }] })],
  'column-reordered': [pack({}), after({ columns: [size, filename] })],
  'sql-changed': [pack({}), after({ sql_hash: hash, spelling_hash: hash })],
  'sql-respelled': [pack({}), after({ spelling_hash: hash })],
  'logging-changed': [pack({}), after({ logging: 'snapshot' })],
  'interval-changed': [pack({}), after({ interval: 60 })],
  'evented-changed': [pack({}), after({ evented: true })],
  'platform-added': [pack({}), after({ platforms: ['darwin', 'linux'] })],
  'platform-dropped': [after({ platforms: ['darwin', 'linux'] }), pack({})],
  'minimum-version-raised': [pack({}), after({ min_osquery_version: '5.10.0' })],
  'minimum-version-lowered': [pack({}), after({ min_osquery_version: '5.0.1' })],
  'flag-needed': [pack({}), after({ flags: { disable_events: 'false' } })],
  'flag-no-longer-needed': [after({ flags: { disable_events: 'false' } }), pack({})],
  'shard-raised': [after({ shard: 50 }), pack({})],
  'shard-lowered': [pack({}), after({ shard: 50 })],
  'denylist-changed': [pack({}), after({ denylist: false })],
  'startup-priority-changed': [pack({}), after({ startup_priority: 1 })],
  'ecs-field-added': [pack({}), after({ ecs_mapping: { 'file.name': 'filename' } })],
  'ecs-field-dropped': [after({ ecs_mapping: { 'file.name': 'filename' } }), pack({})],
  'text-changed': [pack({}), after({ text_hash: hash })],
  'rows-changed': [pack({}), after({ rows: 3 })],
};

describe.each(changeKinds)('%s', (kind) => {
  const [before, now] = examples[kind];

  test('is recognised, alone', () => {
    expect(differenceOf(before, now).map((change) => change.kind)).toEqual([kind]);
  });

  test('is told in a sentence without gaps', () => {
    const text = changeText(differenceOf(before, now)[0]!);
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/undefined|null|NaN/);
  });

  test('has a part of the version', () => {
    expect(parts).toContain(partOf[kind]);
  });
});

test('a contract does not differ from itself', () => {
  for (const [before, now] of Object.values(examples)) {
    expect(differenceOf(before, before)).toEqual([]);
    expect(differenceOf(now, structuredClone(now))).toEqual([]);
  }
});

test('a rename is a guess, by the SQL or else by the columns, and has its other changes with it', () => {
  const byColumns = sampleContract({ r: { ...base, log_name: 'pack_p_r', sql_hash: hash, spelling_hash: hash } });
  expect(differenceOf(pack({}), byColumns)).toEqual([
    { kind: 'query-renamed', query: 'r', before: 'q', after: 'r', guess: 'columns' },
    { kind: 'sql-changed', query: 'r' },
  ]);
  expect(changeText(differenceOf(pack({}), examples['query-renamed'][1])[0]!)).toBe('Query renamed from q to r (a guess: the SQL is the same).');
  const unlike = sampleContract({ r: { ...base, columns: [{ name: 'x', type: 'TEXT' }], sql_hash: hash } });
  expect(differenceOf(pack({}), unlike).map(({ kind }) => kind)).toEqual(['query-removed', 'query-added']);
});

test('without a contract on one side every query is added or removed', () => {
  expect(differenceOf(null, pack({})).map(({ kind }) => kind)).toEqual(['query-added']);
  expect(differenceOf(pack({}), null).map(({ kind }) => kind)).toEqual(['query-removed']);
});

test('a type that gets lost is a change of type, one that becomes known is not', () => {
  const unknown = after({ columns: [filename, { name: 'size', type: null, from_tests: true }] });
  expect(differenceOf(pack({}), unknown).map(({ kind }) => kind)).toEqual(['column-retyped']);
  expect(differenceOf(unknown, pack({})).map(({ kind }) => kind)).toEqual(['column-type-restated']);
});

test('versions follow the highest part', () => {
  const changes = (kind: ChangeKind) => differenceOf(...examples[kind]);
  expect(nextVersion(null, changes('query-added'))).toBe('1.0.0');
  expect(nextVersion('1.2.3', changes('column-removed'))).toBe('2.0.0');
  expect(nextVersion('1.2.3', changes('column-added'))).toBe('1.3.0');
  expect(nextVersion('1.2.3', changes('sql-changed'))).toBe('1.2.4');
  expect(nextVersion('1.2.3', [])).toBe('1.2.3');
  expect(nextVersion('1.2.3', [...changes('sql-changed'), ...changes('column-removed'), ...changes('query-added')])).toBe('2.0.0');
});

/** Numbers below `limit`, the same in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % limit;
  };
}

function randomContract(roll: (limit: number) => number): Contract {
  const pick = <T>(...values: T[]): T => values[roll(values.length)]!;
  const types = [{ type: 'TEXT' }, { type: 'BIGINT' }, { type: 'INTEGER', from_tests: true as const }, { type: null, from_tests: true as const }];
  const columns = () => ['a', 'b', 'c', 'd'].sort(() => pick(-1, 1)).slice(0, 1 + roll(4)).map((name) => ({ name, ...pick(...types) }));
  const queries = ['q', 'r', 's'].filter(() => roll(3) > 0).map((name) => [name, sampleQueryContract(name, {
    columns: columns(), logging: pick('snapshot', 'differential'), interval: pick(60, 3600), shard: pick(50, 100), min_osquery_version: pick('5.0.1', '5.2.3', '5.10.0'),
    platforms: pick(['linux'], ['darwin'], ['darwin', 'linux']), flags: pick<Record<string, string>>({}, { a: '1' }, { a: '2' }), ecs_mapping: pick(undefined, { x: 'a' }, { x: 'b' }),
  }, pick('select 1', 'select 2'))] as const);
  return sampleContract(Object.fromEntries(queries), { discovery: pick([], ['SELECT 1']), status: pick('supported', 'deprecated') });
}

test('a step from A to C asks for no more than the highest of its steps', () => {
  const roll = dice(7);
  const contracts = [...Object.values(examples).flat(), ...Array.from({ length: 40 }, () => randomContract(roll))];
  const rank = contracts.map((a) => contracts.map((b) => parts.indexOf(demandedPart(differenceOf(a, b)))));
  const broken = contracts.flatMap((_, a) => contracts.flatMap((_, b) => contracts.flatMap((_, c) =>
    rank[a]![c]! > Math.max(rank[a]![b]!, rank[b]![c]!) ? [[contracts[a], contracts[b], contracts[c]]] : [])));
  expect(broken).toEqual([]);
});

test('what is removed repeats what was announced, by the query or by its pack', () => {
  const texts = (before: Contract) => differenceOf(before, sampleContract({})).filter(({ kind }) => kind === 'query-removed').map(changeText);
  expect(texts(after({ deprecated: end }))).toEqual(['Query removed, as announced for 2.0.0. Use p/r instead.']);
  expect(texts(pack({ deprecated: { removed_in: '2.0.0', reason: 'x' } }))).toEqual(['Query removed, as announced for 2.0.0. Nothing takes its place.']);
});
