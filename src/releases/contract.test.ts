import { expect, test } from 'vitest';
import type { Pack, Query } from '../model/catalogue.ts';
import { packSpec } from '../model/pack.ts';
import { querySpec, type QuerySpec } from '../model/query.ts';
import { contractHash, contractOf, contractSchema, type ContractQuery } from './contract.ts';
import { differenceOf } from './difference.ts';

const start = { file: 'packs/p/q.yml', line: 1, column: 1 };
const at = { file: start.file, value: () => start, key: () => start, inText: () => start, line: () => '' };

function query(spec: Partial<QuerySpec> = {}, facts: Partial<ContractQuery> = {}): ContractQuery {
  const complete = querySpec.parse({
    name: 'q', description: 'Files.', platform: 'linux', interval: 60, logging: 'differential', query: 'SELECT path, count(*) AS n FROM file', purpose: 'inventory', ...spec,
  });
  const read: Query = { setting: 'production', group: 'p', file: start.file, spec: complete, at };
  return {
    query: read, platforms: ['linux'], minimumVersion: '4.9.0', columns: [{ name: 'path', type: 'TEXT' }, { name: 'n', type: null }],
    evented: false, flags: {}, sampleRows: [{ path: '/a', n: 1n }, { path: '/b', n: 2n }], ...facts,
  };
}

function contract(...queries: ContractQuery[]) {
  const spec = packSpec.parse({ name: 'p', title: 'P', description: 'D.', status: 'supported', purpose: 'inventory', promise: 'P.', not_for: 'N.', maintainers: ['m'] });
  const pack: Pack = { file: 'packs/p/pack.yml', spec, at, queries: queries.map((one) => one.query) };
  return contractOf({ pack, queries });
}

const kinds = (a: ContractQuery, b: ContractQuery) => differenceOf(contract(a), contract(b)).map(({ kind }) => kind);

test('a contract fits its schema, and tells where a type comes from', () => {
  const made = contract(query());
  expect(contractSchema.parse(made)).toEqual(made);
  expect(made.queries['q']!.columns).toEqual([{ name: 'path', type: 'TEXT' }, { name: 'n', type: 'BIGINT', from_tests: true }]);
  expect(made.queries['q']).toMatchObject({ log_name: 'pack_p_q', rows: 2, shard: 100, denylist: true });
});

test('an expression has every type that the tests give, and none where they give none', () => {
  const typed = (...values: (string | bigint | number | null)[]) => contract(query({}, { sampleRows: values.map((n) => ({ path: '/', n })) })).queries['q']!.columns[1]!.type;
  expect(typed(1n, 'x', null)).toBe('BIGINT or TEXT');
  expect(typed(1.5)).toBe('DOUBLE');
  expect(typed(null)).toBeNull();
});

test('white space, comments and letter case of the SQL are spelling; a text in it is not', () => {
  expect(kinds(query(), query({ query: 'select path,\n  count(*) as n -- all\nfrom FILE;' }))).toEqual(['sql-respelled']);
  expect(kinds(query({ query: "SELECT path, count('a') AS n FROM file" }), query({ query: "SELECT path, count('A') AS n FROM file" }))).toEqual(['sql-changed']);
});

test('everything that is written in a query is part of its contract', () => {
  expect(kinds(query(), query({ tags: ['x'] }))).toEqual(['text-changed']);
  expect(kinds(query(), query({ osquery: { startup_priority: 1 } }))).toEqual(['startup-priority-changed']);
  expect(kinds(query(), query({ osquery: { shard: 100, denylist: true } }))).toEqual([]);
  expect(kinds(query(), query({ min_osquery_version: '4.9.0' }))).toEqual([]);
  expect(kinds(query(), query({ ecs_mapping: { 'file.path': { field: 'path' } } }))).toEqual(['ecs-field-added']);
});

test('the hash follows every value and not the order of keys', () => {
  const made = contract(query());
  const { pack, ...rest } = made;
  expect(contractHash({ ...rest, pack })).toBe(contractHash(made));
  expect(contractHash({ ...made, status: 'deprecated' })).not.toBe(contractHash(made));
  expect(contractHash(made)).toMatch(/^[0-9a-f]{16}$/);
});

test('a declared number of rows goes before that of the tests', () => {
  expect(contract(query({}, { rows: 40 })).queries['q']!.rows).toBe(40);
});
