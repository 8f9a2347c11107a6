import { describe, expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';

const list = `apiVersion: v1
kind: list
spec:
  name: known_bad
  description: Bad ones.
  columns:
    id: Identifier.
    version: Version.
  entries:
    - id: a
      version: '1.10'
      source: https://example.org/report
      date: 2026-03-14
      note: First seen.
    - id: b
      version: ''
      source: https://example.org/report
      date: 2026-03-14
`;

const read = (text: string, path = 'packs/p/lists/known_bad.yml') => readCatalogue([{ path, text }]);
const messages = (text: string, path?: string) => read(text, path).findings.map(({ place, message }) => `${place.line}:${place.column} ${message}`);

test('a list is read with its pack; values and days stay texts', () => {
  const { lists, findings } = read(list);
  expect(findings).toEqual([]);
  expect(lists).toHaveLength(1);
  expect(lists[0]).toMatchObject({ group: 'p', file: 'packs/p/lists/known_bad.yml', spec: { name: 'known_bad' } });
  expect(lists[0]!.spec.entries[0]).toEqual({ id: 'a', version: '1.10', source: 'https://example.org/report', date: '2026-03-14', note: 'First seen.' });
});

describe('what does not fit is told at its place', () => {
  test.each<[string, string, string, string[]]>([
    ['no source', '      source: https://example.org/report\n      date: 2026-03-14\n      note', '      date: 2026-03-14\n      note', ['10:7 The key "spec.entries.0.source" is missing.']],
    ['a source that is no https address', 'source: https://example.org/report\n      date: 2026-03-14\n      note', 'source: a blog\n      date: 2026-03-14\n      note', ['12:15 "spec.entries.0.source" is "a blog".']],
    ['a day that does not exist', '2026-03-14\n      note', '2026-02-30\n      note', ['13:13 There is no day 2026-02-30.']],
    ['a value that is missing', "      version: ''\n", '', ['15:7 The entry has no value for the column version.']],
    ['a column that the list does not have', '      note: First seen.', '      versoin: x', ['14:7 The list has no column versoin.']],
    ['an entry twice', "id: b\n      version: ''", "id: a\n      version: '1.10'", ['15:7 The entry stands twice.']],
    ['an empty entry', 'id: b', "id: ''", ['15:7 The entry holds nothing but empty texts.']],
    ['a name that is not the file’s', 'name: known_bad', 'name: known_worse', ['4:9 The file is named known_bad.yml, and the list known_worse.']],
    ['a column called like a key of an entry', '    version: Version.', '    note: Version.', ['8:5 No column can be called note: the key says where an entry comes from.', '11:7 The list has no column version.', '16:7 The list has no column version.', '15:7 The entry has no value for the column note.']],
  ])('%s', (_, from, to, expected) => {
    const text = list.replace(from, to);
    expect(text).not.toBe(list);
    expect(messages(text).sort()).toEqual([...expected].sort());
    expect(read(text).lists).toEqual([]);
  });

  test('a name of a list of exceptions', () => {
    expect(messages(list.replace('name: known_bad', 'name: allowed_ids'), 'packs/p/lists/allowed_ids.yml')).toEqual(['4:9 The name allowed_ids is one of a list of exceptions, which a site fills.']);
  });
});
