import { expect, test } from 'vitest';
import { findingsOf, packText, queryText } from './sample.ts';

const find = async (keys: Record<string, string>, pack = '') => (await findingsOf('interval', { 'packs/a/pack.yml': packText('a', pack), 'packs/a/kernel.yml': queryText(keys) })).map(({ message }) => message);
const events = { query: 'SELECT path FROM process_events', logging: 'differential' };

test('a minute is enough, and an evented table may be read more often', async () => {
  expect(await find({ interval: '60' })).toEqual([]);
  expect(await find({ interval: '59' })).toHaveLength(1);
  expect(await find({ ...events, interval: '10' })).toEqual([]);
  expect(await find({ ...events, interval: '9' })).toHaveLength(1);
});

test('an evented table is read before it overflows', async () => {
  expect(await find({ ...events, interval: '60000' })).toEqual(['An evented table keeps 50000 seconds with events, and the query reads it every 60000 s: a busy host loses events.']);
  expect(await find({ ...events, interval: '60000' }, '  flags: {events_max: "100000"}\n')).toEqual([]);
});

test('a weekly query logs snapshots', async () => {
  expect(await find({ interval: '604799' })).toEqual([]);
  expect(await find({ interval: '604799', logging: 'differential' })).toHaveLength(1);
  expect(await find({ interval: '518400', logging: 'differential' })).toEqual([]);
});

test('a detection runs daily', async () => {
  expect(await find({ interval: '86400', purpose: 'detection' })).toEqual([]);
  expect(await find({ interval: '86401', purpose: 'detection' })).toHaveLength(1);
});

test('one name in two packs with two intervals', async () => {
  const files = (interval: string) => ({ 'packs/a/pack.yml': packText('a'), 'packs/a/kernel.yml': queryText({}), 'packs/b/pack.yml': packText('b'), 'packs/b/kernel.yml': queryText({ interval }) });
  expect(await findingsOf('interval', files('3600'))).toEqual([]);
  expect((await findingsOf('interval', files('7200'))).map(({ place }) => place.file)).toEqual(['packs/b/kernel.yml']);
});
