import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../content/catalogue.ts';
import { fillLists } from './fill-lists.ts';

const pack = 'apiVersion: v1\nkind: pack\nspec: {name: p, title: P, description: P., status: incubating, purpose: detection, promise: x, not_for: x, maintainers: [x]}\n';
const list = `apiVersion: v1
kind: list
spec:
  name: known_bad
  description: Bad ones.
  columns: {id: Identifier., version: Version., port: Port.}
  entries:
    - {id: a, version: '1', port: 1, source: 'https://example.org/r', date: 2026-03-14}
    - {id: a, version: "it's", port: 2, source: 'https://example.org/r', date: 2026-03-14}
    - {id: b, version: '1', port: 3, source: 'https://example.org/r', date: 2026-03-14}
`;

/** The reading of a pack with the list and one query, whose SQL begins in line 9. */
function fill(sql: string, text = list) {
  const query = `apiVersion: v1\nkind: query\nspec:\n  name: q\n  description: D.\n  platform: linux\n  interval: 3600\n  logging: differential\n  query: |\n${sql.replace(/^/gm, '    ')}\n  purpose: detection\n`;
  const files = [{ path: 'packs/p/pack.yml', text: pack }, { path: 'packs/p/q.yml', text: query }, { path: 'packs/p/lists/known_bad.yml', text }];
  const reading = fillLists(readCatalogue(files));
  return { query: reading.catalogue.packs[0]!.queries[0]!, findings: reading.findings.map(({ place, message }) => `${place.file}:${place.line}:${place.column} ${message}`) };
}

const taking = (head: string, row: string) => `WITH\n  ${head} AS (\n    VALUES ${row}\n  )\nSELECT x.path FROM file AS x;`;

test('the rows take the placeholder’s place, in the columns that the query declares', () => {
  const { query, findings } = fill(taking('Known_Bad (version, id)', "('', '')"));
  expect(findings).toEqual([]);
  expect(query.spec.query).toContain("VALUES ('1', 'a'),\n           ('it''s', 'a'),\n           ('1', 'b')\n");
});

test('rows that are the same in these columns are put in once', () => {
  expect(fill(taking('known_bad (id)', "('')")).query.spec.query).toContain("VALUES ('a'),\n           ('b')\n");
});

test('numbers stay numbers', () => {
  expect(fill(taking('known_bad (port)', '(-1)')).query.spec.query).toContain('VALUES (1),\n           (2),\n           (3)\n');
});

test('a place in a row is in the list, every other one in the query', () => {
  const { query } = fill(taking('known_bad (id)', "('')"));
  const placeOf = (text: string) => {
    const { file, line } = query.at.inText(['spec', 'query'], query.spec.query.indexOf(text));
    return `${file}:${line}`;
  };
  expect(placeOf("'a'")).toBe('packs/p/lists/known_bad.yml:8');
  expect(placeOf("'b'")).toBe('packs/p/lists/known_bad.yml:10');
  expect(placeOf('known_bad')).toBe('packs/p/q.yml:11');
  expect(placeOf('SELECT')).toBe('packs/p/q.yml:14');
});

test('a pack without lists stays as it is', () => {
  const reading = readCatalogue([{ path: 'packs/p/pack.yml', text: pack }]);
  expect(fillLists(reading)).toBe(reading);
});

describe('told are', () => {
  test.each([
    ['a list that no query takes', taking('known_bed (id)', "('')"), 'packs/p/lists/known_bad.yml:4:9 No query of the pack takes the rows of the list.'],
    ['a column that the list does not have', taking('known_bad (name)', "('')"), 'packs/p/q.yml:11:7 The list known_bad has no column name.'],
    ['columns that are not declared', taking('known_bad', "('')"), 'packs/p/q.yml:11:7 known_bad does not declare its columns.'],
    ['rows in the SQL', taking('known_bad (id)', "('z')"), 'packs/p/q.yml:11:7 known_bad holds rows of its own.'],
    ['a body that is no list of values', 'WITH known_bad (id) AS (SELECT path FROM file)\nSELECT id FROM known_bad;', 'packs/p/q.yml:10:10 known_bad holds rows of its own.'],
  ])('%s', (_, sql, expected) => {
    expect(fill(sql).findings).toEqual([expected]);
  });

  test('a value of the other kind, at its place in the list', () => {
    const { query, findings } = fill(taking('known_bad (version)', "('')"), list.replace("version: '1', port: 3", 'version: 4.40, port: 3'));
    expect(findings).toEqual(['packs/p/lists/known_bad.yml:10:24 4.4 is a number, and the column holds texts.']);
    expect(query.spec.query).toContain("VALUES ('')");
  });
});
