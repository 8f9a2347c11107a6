import { expect, test } from 'vitest';
import { findingsOf, packText, queryText, topicText } from './sample.ts';

const example = async (keys: Record<string, string>) =>
  (await findingsOf('docs', { 'examples/first/topic.yml': topicText('first', 'kernel'), 'examples/first/kernel.yml': queryText(keys), 'examples/hosts/linux-server/kernel_info.csv': 'version\n6.12.48\n' })).map(({ message }) => message);
const lesson = (more = '') => ({ lesson: `{level: first-steps, question: Which kernel?, host: linux-server, explanation: A table., wrong: [], next: Ask more.${more}}` });
const complete = { why: 'A question.', reading: 'A row.', references: '[https://osquery.io/schema/#kernel_info]' };
const production = async (keys: Record<string, string>) => (await findingsOf('docs', { 'packs/a/pack.yml': packText('a'), 'packs/a/kernel.yml': queryText(keys) })).map(({ message }) => message);

test('an example needs its lesson and nothing else', async () => {
  expect(await example({})).toEqual(['The key lesson is missing.']);
  expect(await example(lesson())).toEqual([]);
});

test('a lesson names a host and a query that are there', async () => {
  expect(await example({ lesson: lesson().lesson.replace('linux-server', 'linux-desktop') })).toEqual(['There is no sample host linux-desktop.']);
  expect(await example(lesson(', used_by: a/kernel'))).toEqual(['There is no query a/kernel in the packs.']);
});

test('a query of a pack needs why, reading and references', async () => {
  expect(await production(complete)).toEqual([]);
  expect(await production({})).toEqual(['The key why is missing.', 'The key reading is missing.', 'The key references is missing.'].sort());
  expect(await production({ ...complete, references: '[]' })).toEqual(['The key references is empty.']);
});

test('a detection needs more', async () => {
  const found = await findingsOf('docs', { 'packs/a/pack.yml': packText('a').replace('inventory', 'detection'), 'packs/a/kernel.yml': queryText({ ...complete, purpose: 'detection' }) });
  expect(found.map(({ message }) => message)).toEqual(['The key attack is missing.', 'The key false_positives is missing.', 'The key respond is missing.']);
});

test.each([
  ['http://osquery.io/schema/', 'is not an https address'],
  ['osquery.io/schema', 'is no web address'],
  ['https://user:secret@osquery.io/', 'holds a user name or a password'],
  ['https://wiki/osquery', 'names no public host'],
  ['https://10.0.0.1/osquery', 'names no public host'],
  ['javascript:alert(1)', 'is not an https address'],
])('the reference %s is refused', async (reference, message) => {
  const found = await production({ ...complete, references: `["${reference}"]` });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
});

test('an unknown technique of a known parent names the parent', async () => {
  const [found] = await findingsOf('docs', { 'packs/a/pack.yml': packText('a'), 'packs/a/kernel.yml': queryText({ ...complete, attack: '[T1053.003, T1053.099]' }) });
  expect(found).toMatchObject({ message: 'T1053.099 is none of the ATT&CK techniques known here.', advice: expect.stringContaining('Use T1053 (Scheduled Task/Job)') });
});
