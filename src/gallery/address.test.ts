import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyState, longestQuery, mostPicked, printSearch, readSearch, type GalleryState, type Known } from './address.ts';
import { entry, indexOf } from './fixture.ts';
import { optionsOf } from './facets.ts';

const many = Array.from({ length: mostPicked + 5 }, (_, number) => entry(`a/q${number}`));
const index = indexOf([...many, entry('b/jobs', { platforms: ['darwin', 'windows'], tables: ['users'] }), entry('examples/joins/cron', { level: 'advanced', attack: ['T1053.003'] })]);
const known: Known = { options: optionsOf(index), versions: index.versions, refs: new Set(index.entries.map(({ ref }) => ref)) };
const full: GalleryState = {
  q: 'cron jobs', chosen: { ...emptyState.chosen, platform: ['linux', 'windows'], tactic: ['persistence'], pack: ['examples/joins'] }, osquery: '5.0.1', pick: ['b/jobs', 'examples/joins/cron'], show: 'compare',
};

test('an address is short and readable', () => {
  expect(printSearch(emptyState)).toBe('');
  expect(printSearch({ ...emptyState, q: '  cron jobs ' })).toBe('?q=cron+jobs');
  expect(printSearch(full)).toBe('?q=cron+jobs&platform=linux,windows&tactic=persistence&pack=examples/joins&osquery=5.0.1&show=compare&pick=b/jobs,examples/joins/cron');
});

test('what is printed is read again', () => expect(readSearch(printSearch(full), known)).toEqual({ state: full, faults: [] }));

test('any words come back', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (q) => {
    const { state, faults } = readSearch(printSearch({ ...emptyState, q }), known);
    expect(state.q).toBe(q.trim().replace(/\p{Surrogate}/gu, '\uFFFD'));
    expect(faults).toEqual([]);
  }));
});

test('what the gallery does not have is left out and told', () => {
  const { state, faults } = readSearch('?platform=linux,beos&table=users&table=nope&osquery=1.0&level=expert&pick=b/gone,b/jobs&show=dance&utm_source=x', known);
  expect(state).toEqual({ ...emptyState, chosen: { ...emptyState.chosen, platform: ['linux'], table: ['users'] }, pick: ['b/jobs'] });
  expect(faults).toEqual([
    'The address names the platform "beos", which is not in the gallery.',
    'The address names the table "nope", which is not in the gallery.',
    'The address names the level "expert", which is not in the gallery.',
    'The address names the osquery version "1.0", which is not in the gallery.',
    'The address names the query "b/gone", which is not in the gallery.',
    'The address names the view "dance", which is not in the gallery.',
  ]);
});

test('what is too much is cut and told', () => {
  const refs = many.map(({ ref }) => ref);
  const { state, faults } = readSearch(`?q=${'x'.repeat(500)}&pick=${refs.join(',')}`, known);
  expect([state.q.length, state.pick.length, faults.length]).toEqual([longestQuery, mostPicked, 2]);
});

test('a comparison needs two queries', () => expect(readSearch('?show=compare&pick=b/jobs', known).state.show).toBeNull());

test('any address is read', () => {
  fc.assert(fc.property(fc.string(), (search) => {
    const { state } = readSearch(search, known);
    expect(readSearch(printSearch(state), known).faults).toEqual([]);
  }));
});
