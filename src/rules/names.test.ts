import { expect, test } from 'vitest';
import { findingsOf, packText, queryText, topicText } from './sample.ts';

const messages = async (files: Record<string, string>) => (await findingsOf('names', files)).map(({ place, message }) => `${place.file}:${place.line} ${message}`);

test('a query is named as its file', async () => {
  expect(await messages({ 'packs/a/pack.yml': packText('a'), 'packs/a/os.yml': queryText({ name: 'kernel' }) })).toEqual(['packs/a/os.yml:4 The query is named kernel, its file os.yml.']);
});

test('packs and topics are named as their folders', async () => {
  expect(await messages({ 'packs/a/pack.yml': packText('b') })).toEqual(['packs/a/pack.yml:4 The pack is named b, its folder a.']);
  const found = await messages({ 'examples/first/topic.yml': topicText('second', 'kernel'), 'examples/first/kernel.yml': queryText({}) });
  expect(found).toEqual(['examples/first/topic.yml:4 The topic is named second, its folder first.']);
});

test('a pack named main replaces the schedule', async () => {
  expect(await messages({ 'packs/main/pack.yml': packText('main') })).toEqual(['packs/main/pack.yml:4 A pack named main replaces the daemon’s own schedule.']);
});

test.each(['boot_epoch', 'epoch', 'packet_counter', 'query', 'interval'])('the query name %s is reserved', async (name) => {
  expect(await messages({ 'packs/a/pack.yml': packText('a'), [`packs/a/${name}.yml`]: queryText({ name }) })).toHaveLength(1);
});

test('one log name is told at its second query, and names the first', async () => {
  const found = await messages({ 'packs/a/pack.yml': packText('a'), 'packs/a/kernel.yml': queryText({}), 'packs/a/other.yml': queryText({}) });
  expect(found).toContain('packs/a/other.yml:4 packs/a/kernel.yml has the log name pack_a_kernel too: osquery would store the rows of both queries under it.');
  expect(found.filter((text) => text.startsWith('packs/a/kernel.yml'))).toEqual([]);
});

test('two packs may have queries of one name, two topics may not have examples of one', async () => {
  expect(await messages({ 'packs/a/pack.yml': packText('a'), 'packs/a/kernel.yml': queryText({}), 'packs/b/pack.yml': packText('b'), 'packs/b/kernel.yml': queryText({}) })).toEqual([]);
  const found = await messages({
    'examples/first/topic.yml': topicText('first', 'kernel'), 'examples/first/kernel.yml': queryText({}),
    'examples/second/topic.yml': topicText('second', 'kernel'), 'examples/second/kernel.yml': queryText({}),
  });
  expect(found).toEqual(['examples/second/kernel.yml:4 examples/first/kernel.yml is an example of the same name.']);
});
