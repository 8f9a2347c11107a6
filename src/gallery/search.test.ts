import { describe, expect, test } from 'vitest';
import { emptyState } from './address.ts';
import { entry, indexOf } from './fixture.ts';
import { facetNames, optionsOf, type FacetName } from './facets.ts';
import { prepare, search, type Filter } from './search.ts';

const index = indexOf([
  entry('a/processes_of_cron', { platforms: ['linux', 'darwin'], purpose: 'detection', attack: ['T1053.003'] }),
  entry('a/users', { description: 'Accounts and their cron jobs.', tables: ['users'], logging: 'snapshot', minimum: '5.0.1' }),
  entry('b/jobs', { description: 'Jobs.', questions: ['What starts at boot?'], why: 'Who uses cron?', platforms: ['windows'], minimum: '2.7.0' }),
  entry('examples/joins/cron', { question: 'What runs by itself?', level: 'advanced', tags: ['crown'], minimum: '5.23.1' }),
]);
const prepared = prepare(index);
const ask = (filter: Partial<Omit<Filter, 'chosen'>> & { chosen?: Partial<Filter['chosen']> }) =>
  search(prepared, { ...emptyState, ...filter, chosen: { ...emptyState.chosen, ...filter.chosen } });
const refs = (outcome: ReturnType<typeof ask>) => outcome.hits.map((found) => found.entry.ref);
const counts = (outcome: ReturnType<typeof ask>, name: FacetName) => Object.fromEntries([...outcome.counts[name]].filter(([, number]) => number > 0));

describe('words', () => {
  test('without any everything is there, in the order of the index', () => expect(refs(ask({}))).toEqual(index.entries.map(({ ref }) => ref)));

  test('a match in the name comes before one in the description, and that before the rest', () =>
    expect(refs(ask({ q: 'cron' }))).toEqual(['examples/joins/cron', 'a/processes_of_cron', 'a/users', 'b/jobs']));

  test.each([['t1053', ['a/processes_of_cron']], ['scheduled task', ['a/processes_of_cron']], ['persistence', ['a/processes_of_cron']], ['crown', ['examples/joins/cron']], ['runs itself', ['examples/joins/cron']], ['cron accounts', ['a/users']], ['starts boot', ['b/jobs']], ['nothing', []]])(
    'techniques, tactics, tags and questions are searched: %s', (q, found) => expect(refs(ask({ q }))).toEqual(found));
});

describe('facets', () => {
  test('values of one facet widen, facets together narrow', () => {
    expect(refs(ask({ chosen: { platform: ['darwin', 'windows'] } }))).toEqual(['a/processes_of_cron', 'b/jobs']);
    expect(refs(ask({ chosen: { platform: ['darwin', 'windows'], pack: ['b'] } }))).toEqual(['b/jobs']);
  });

  test('a facet’s own choice does not reduce its counts; the other facets and the words do', () => {
    const outcome = ask({ chosen: { platform: ['windows'] } });
    expect(counts(outcome, 'platform')).toEqual({ linux: 3, darwin: 1, windows: 1 });
    expect(counts(outcome, 'pack')).toEqual({ b: 1 });
    expect(counts(ask({ q: 'accounts', chosen: { platform: ['windows'] } }), 'platform')).toEqual({ linux: 1 });
    expect(counts(ask({ osquery: '2.7.0' }), 'platform')).toEqual({ windows: 1 });
  });

  test('each count is what choosing the value alone would give', () => {
    for (const filter of [{}, { q: 'cron' }, { chosen: { platform: ['linux'] as string[] } }, { osquery: '5.0.1', chosen: { kind: ['pack'] } }]) {
      const outcome = ask(filter);
      for (const name of facetNames) {
        for (const { value } of optionsOf(index)[name]) {
          const alone = ask({ ...filter, chosen: { ...('chosen' in filter ? filter.chosen : {}), [name]: [value] } });
          expect(outcome.counts[name].get(value) ?? 0, `${name} ${value}`).toBe(alone.hits.length);
        }
      }
      index.versions.forEach((version, place) => expect(outcome.versions[place], version).toBe(ask({ ...filter, osquery: version }).hits.length));
    }
  });

  test('an osquery runs what needs it or an older one', () => expect(refs(ask({ osquery: '4.0.0' }))).toEqual(['a/processes_of_cron', 'b/jobs']));

  test('only values that some query has are offered, in a fixed order', () => {
    const options = optionsOf(index);
    expect(options.purpose.map(({ value }) => value)).toEqual(['inventory', 'detection']);
    expect(options.tactic).toEqual([{ value: 'execution', label: 'Execution' }, { value: 'persistence', label: 'Persistence' }]);
    expect(options.table.map(({ value }) => value)).toEqual(['processes', 'users']);
    expect(options.pack.map(({ label }) => label)).toEqual(['Title of a', 'Title of b', 'Examples: Title of examples/joins']);
  });
});
