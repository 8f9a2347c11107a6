import { expect, test } from 'vitest';
import type { Pack } from '../model/catalogue.ts';
import type { Change } from '../releases/change.ts';
import type { History } from '../releases/releases-file.ts';
import { unknownPack, unknownQuery } from './gone.ts';

/** As much of a pack as is looked at. */
const pack = (name: string, queries: string[], more: object = {}) => ({ spec: { name, status: 'supported', ...more }, queries: queries.map((query) => ({ spec: { name: query } })) }) as unknown as Pack;

/** Releases by version, newest first, as far as they are looked at. */
const history = (releases: Record<string, Change[]>) => ({ pack: 'p', retired: [], releases: Object.entries(releases).map(([version, changes]) => ({ version, changes })) }) as unknown as History;

const told = (name: string, releases: Record<string, Change[]>) => Object.values(unknownQuery(name, pack('p', ['cron_jobs', 'users']), history(releases))).join(' ');

test.each<[what: string, name: string, releases: Record<string, Change[]>, expected: string]>([
  ['a misspelt name', 'cron_job', {}, 'The pack p has no query cron_job. Write cron_jobs.'],
  ['a name unlike all others', 'zzz', {}, 'The pack p has no query zzz. Its queries: cron_jobs, users.'],
  ['a renamed query', 'cron', { '3.0.0': [], '2.0.0': [{ kind: 'query-renamed', query: 'cron_jobs', before: 'cron', after: 'cron_jobs' }], '1.0.0': [] }, 'The query cron was renamed to cron_jobs in 2.0.0. cron_jobs takes its place: move what still holds there, and drop it here.'],
  ['one renamed twice', 'a', { '3.0.0': [{ kind: 'query-renamed', query: 'cron_jobs', before: 'b', after: 'cron_jobs' }], '2.0.0': [{ kind: 'query-renamed', query: 'b', before: 'a', after: 'b' }] }, 'The query a was renamed to b in 2.0.0. cron_jobs takes its place: move what still holds there, and drop it here.'],
  ['one renamed, then removed', 'a', { '3.0.0': [{ kind: 'query-removed', query: 'b' }], '2.0.0': [{ kind: 'query-renamed', query: 'b', before: 'a', after: 'b' }] }, 'The query a was renamed to b in 2.0.0. Nothing takes its place: drop it here.'],
  ['a removed query with a successor', 'old', { '2.0.0': [{ kind: 'query-removed', query: 'old', before: '2.0.0', successor: 'other-pack/new' }] }, 'The query old was removed in 2.0.0. other-pack/new takes its place: move what still holds there, and drop it here.'],
  ['a removed query without one', 'old', { '2.0.0': [{ kind: 'query-removed', query: 'old' }] }, 'The query old was removed in 2.0.0. Nothing takes its place: drop it here.'],
])('%s', (_, name, releases, expected) => expect(told(name, releases)).toBe(expected));

test('packs', () => {
  const packs = [pack('host-inventory', []), pack('old', [], { status: 'removed', deprecated: { successor: 'host-inventory', removed_in: '2.0.0', reason: 'x' } })];
  expect(unknownPack('host-inventori', packs)).toEqual({ message: 'There is no pack host-inventori.', advice: 'Write host-inventory.' });
  expect(unknownPack('zzz', packs).advice).toBe('Known packs: host-inventory.');
  expect(unknownPack('old', packs)).toEqual({ message: 'The pack old was removed in 2.0.0.', advice: 'host-inventory takes its place: move what still holds there, and drop it here.' });
});
