import { expect, test } from 'vitest';
import { findingsOf, packText, queryText } from './sample.ts';

const find = async (keys: Record<string, string>, pack = '') =>
  (await findingsOf('text-safe', { 'packs/a/pack.yml': packText('a', pack), 'packs/a/kernel.yml': queryText(keys) })).map(({ place, message }) => `${place.line}:${place.column} ${message}`);

test('prose may be in any language', async () => {
  expect(await find({ why: 'Какая версия ядра? Qual é a versão? µs, “cited” – 漢字.' })).toEqual([]);
});

test('hidden characters are told at their place, once a text', async () => {
  expect(await find({ why: 'A kernel\u200B is a ker\u200Bnel.' })).toEqual(['11:16 U+200B is invisible, and 1 more of the kind follows in this text.']);
  expect(await find({ why: '"A \\u202elenrek"' })).toEqual(['11:11 U+202E changes the direction in which the text is shown.']);
  expect(await find({ why: '"A \\u0007"' })).toEqual(['11:11 U+0007 is a control character.']);
  expect(await find({ tests: '[{name: "\\ud83d", expect: []}]' })).toEqual(['11:19 U+D83D is half a character.']);
});

test('tests may hold them as escapes, which are seen', async () => {
  expect(await find({ tests: '[{name: "a\\u202eb", expect: []}]' })).toEqual([]);
  expect(await find({ tests: '[{name: "a\u202eb", expect: []}]' })).toEqual(['11:20 U+202E changes the direction in which the text is shown.']);
});

test('a comment that takes the next line with it', async () => {
  const sql = (style: string) => ({ query: `${style}\n    SELECT version -- of the kernel\n    FROM kernel_info` });
  expect(await find(sql('|'))).toEqual([]);
  expect(await find(sql('>'))).toEqual(['10:20 YAML joins these lines, so the comment that begins here takes the SQL of the next line with it.']);
});

test('a block of SQL is walked, literals and comments included', async () => {
  const sql = (text: string) => ({ query: `|\n    SELECT version\n    FROM kernel_info ${text}` });
  expect(await find(sql("WHERE version != '\u202e';"))).toEqual(['11:40 U+202E changes the direction in which the text is shown.']);
  expect(await find(sql("WHERE version != 'ядро'; -- ядро"))).toEqual([]);
  expect(await find(sql('AS ядро'))).toEqual(['11:25 U+044F (я) is not ASCII, and 3 more of the kind follow in this text.']);
});

test('a look-alike is named with what it looks like', async () => {
  const found = await findingsOf('text-safe', { 'packs/a/pack.yml': packText('a'), 'packs/a/kernel.yml': queryText({ query: 'SELECT version AS v\u0435rsion FROM kernel_info' }) });
  expect(found).toMatchObject([{ message: 'U+0435 (\u0435) looks like e.', advice: 'Write the plain e.' }]);
});

test('names are ASCII', async () => {
  expect(await find({ columns: '{v\u0435rsion: Version.}' })).toEqual(['11:13 U+0435 (\u0435) looks like e.']);
});

test('packs are walked too, their discovery as SQL', async () => {
  const found = await findingsOf('text-safe', { 'packs/a/pack.yml': packText('a', '  discovery: ["SELECT\u00a01"]\n') });
  expect(found.map(({ place, message }) => `${place.line}:${place.column} ${message}`)).toEqual(['12:22 U+00A0 (\u00a0) looks like a blank.']);
});
