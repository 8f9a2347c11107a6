import { expect, test } from 'vitest';
import { schema } from './schema.ts';
import { goneIn } from './table-history.ts';
import { goneSubject, rowText, subjectOf, tableSubjects } from './table-texts.ts';

const named = tableSubjects.flatMap(({ tables }) => Object.keys(tables));
const known = Object.keys(schema.tables).filter((name) => Object.keys(schema.tables[name]!.on).length > 0);

test('each text is of a table that osquery has or had, once', () => {
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
  expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
});

test('each table has a text: of those listed here nothing is written in table-texts.json', () => {
  expect(known.filter((name) => rowText(name) === undefined)).toEqual([]);
});

test('a text is one sentence that says what a row is', () => {
  const odd = named.filter((name) => !/^One row(?::| (?:for )?(?:each|that)\b)[^.]*\.$/.test(rowText(name)!) || rowText(name)!.length > 130);
  expect(odd).toEqual([]);
});

test('the subject of gone tables is that of all of them, and of no other', () => {
  expect(known.filter((name) => (subjectOf(name) === goneSubject) !== (goneIn(name) !== undefined))).toEqual([]);
  expect(Object.keys(goneSubject.tables).filter((name) => goneIn(name) === undefined)).toEqual([]);
});
