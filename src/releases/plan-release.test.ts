import { expect, test } from 'vitest';
import type { Contract } from './contract.ts';
import { sampleContract, sampleQueryContract } from './fixture.ts';
import { textHash } from './hash.ts';
import { planRelease, releaseEffects, type ReleaseRequest } from './plan-release.ts';

const base = sampleQueryContract();
const range = { from: '5.2.3', to: '5.23.1' };
const first = planRelease({ history: null, contract: sampleContract(), date: '2026-01-05', range });
const history = first.refusal ? null : first.history;
const next = (contract: Contract, request: Partial<ReleaseRequest> = {}) => planRelease({ history, contract, date: '2026-02-01', range, ...request });
const renamed = sampleContract({ r: { ...base, log_name: 'pack_p_r' } });

test('the first release is 1.0.0 and has every query as added', () => {
  expect(history?.releases).toMatchObject([{ version: '1.0.0', changes: [{ kind: 'query-added', query: 'q', text: 'Query added.' }], effects: [], osquery: range }]);
});

test('version, changes and effects are computed', () => {
  const plan = next(sampleContract({ q: { ...base, columns: [...base.columns, { name: 'mode', type: 'TEXT' }] } }));
  expect(plan).toMatchObject({
    release: {
      version: '1.1.0',
      changes: [{ kind: 'column-added', subject: 'mode', text: 'Column mode added.' }],
      effects: [{ query: 'q', advice: 'burst', logs: '2 rows as removed and 2 rows as added.', counter: 'the counter goes on; same epoch' }],
    },
  });
});

test.each<[string, ReturnType<typeof planRelease>, string]>([
  ['no changes', next(sampleContract()), 'no-changes'],
  ['nothing but the measure of effects', next(sampleContract({ q: { ...base, rows: 9 } })), 'no-changes'],
  ['a major release without a note', next(renamed), 'note-missing'],
  ['a major release with an empty note', next(renamed, { note: ' \n' }), 'note-missing'],
  ['a day before the last release', next(sampleContract({ q: { ...base, interval: 60 } }), { date: '2025-12-31' }), 'date'],
  ['a day that does not exist', next(sampleContract({ q: { ...base, interval: 60 } }), { date: '2026-02-30' }), 'date'],
  ['another pack', next(sampleContract(undefined, { pack: 'other' }), { note: 'x' }), 'other-pack'],
])('refused: %s', (_, plan, reason) => {
  expect(plan.refusal).toMatchObject({ reason });
  expect(plan.refusal!.message).toMatch(/\.$|Query renamed/);
  expect(plan.refusal!.advice).toBeTruthy();
});

test('what was announced to go may not be in the version in which it was to go', () => {
  const announced = { removed_in: '2.0.0', reason: 'Another query asks more.' };
  const before = next(sampleContract({ q: base, r: { ...base, log_name: 'pack_p_r', sql_hash: textHash('other'), deprecated: announced } }));
  if (before.refusal) throw new Error(before.refusal.message);
  expect(before.release.version).toBe('1.1.0');
  const later = (queries: Contract['queries']) => planRelease({ history: before.history, contract: sampleContract(queries), date: '2026-03-01', range, note: 'x' });
  const { r } = before.release.contract.queries;
  expect(later({ q: { ...base, logging: 'snapshot' }, r: r! }).refusal).toMatchObject({ reason: 'overdue', message: 'r was to go in 2.0.0, and this release is 2.0.0.' });
  expect(later({ q: base })).toMatchObject({ release: { version: '2.0.0', changes: [{ text: 'Query removed, as announced for 2.0.0. Nothing takes its place.' }] } });
});

test('a retired name does not come back, even as another query', () => {
  const plan = next(renamed, { note: 'A better name.' });
  if (plan.refusal) throw new Error(plan.refusal.message);
  expect(plan.history.retired).toEqual(['q']);
  const again = planRelease({ history: plan.history, contract: sampleContract({ ...renamed.queries, q: { ...base, interval: 60 } }), date: '2026-03-01', range, note: 'x' });
  expect(again.refusal?.reason).toBe('retired-name');
});

test('of a query that a fleet does not notice one line is kept, of others what has to be known', () => {
  expect(releaseEffects(sampleContract(), sampleContract({ q: { ...base, interval: 60 } }))).toMatchObject([{ advice: 'nothing', logs: 'Nothing is logged.' }]);
  const wider = releaseEffects(sampleContract(), sampleContract({ q: { ...base, platforms: ['darwin', 'linux'] } }));
  expect(wider.map(({ hosts, advice }) => [hosts, advice])).toEqual([['hosts on darwin', 'burst']]);
});
