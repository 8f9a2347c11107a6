import { expect, test } from 'vitest';
import { normalised } from './duplicate-sql.ts';
import { findingsOf, packText, queryText, topicText } from './sample.ts';

test('layout, comments and letter case do not count, texts do', () => {
  expect(normalised("select  Name\nFROM users -- all\nWHERE shell='/bin/SH' ;")).toBe(normalised("SELECT name FROM users WHERE shell = '/bin/SH'"));
  expect(normalised("SELECT 'a'")).not.toBe(normalised("SELECT 'A'"));
});

test('the second of two queries is told; a pack and an example may share SQL', async () => {
  const files = {
    'packs/a/pack.yml': packText('a'), 'packs/a/kernel.yml': queryText({}), 'packs/b/pack.yml': packText('b'), 'packs/b/kernel.yml': queryText({}),
    'examples/first/topic.yml': topicText('first', 'kernel'), 'examples/first/kernel.yml': queryText({}),
  };
  expect((await findingsOf('duplicate-sql', files)).map(({ place, message }) => `${place.file} ${message}`)).toEqual(['packs/b/kernel.yml The SQL is that of packs/a/kernel.yml.']);
});
