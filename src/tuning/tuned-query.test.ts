import { expect, test } from 'vitest';
import { readCatalogue } from '../content/catalogue.ts';
import { readOverlay } from '../content/overlay.ts';
import type { Query } from '../model/catalogue.ts';
import { siteRows } from './site-rows.ts';
import { tunedQuery } from './tuned-query.ts';

const path = ['spec', 'queries', 'writable'];

/** A query whose list holds texts and numbers, and what an overlay with these rows makes of it. */
function tune(rows: string) {
  const file = `apiVersion: v1
kind: query
spec:
  name: writable
  description: Files.
  platform: linux
  interval: 3600
  logging: differential
  query: |
    WITH
      Allowed (Path, UID) AS (
        VALUES ('', -1)
      )
    SELECT f.path FROM file AS f
  purpose: detection
`;
  const pack = 'apiVersion: v1\nkind: pack\nspec: {name: p, title: P, description: P., status: incubating, purpose: detection, promise: x, not_for: x, maintainers: [x]}\n';
  const { catalogue } = readCatalogue([{ path: 'packs/p/pack.yml', text: pack }, { path: 'packs/p/writable.yml', text: file }]);
  const query = catalogue.packs[0]!.queries[0] as Query;
  const { overlay } = readOverlay({ path: 'site/p.yml', text: `apiVersion: v1\nkind: overlay\nspec:\n  pack: p\n  queries:\n    writable:\n      interval: 60\n      shard: 5\n      allowed:\n        allowed:\n${rows}` });
  const tuning = overlay!.spec.queries['writable']!;
  const { rows: read, findings } = siteRows(query, tuning, overlay!, path);
  return { query, tuned: tunedQuery(query, tuning, read, overlay!, path), findings: findings.map(({ level, place, message }) => `${place.line}:${place.column} ${level} ${message}`) };
}

test('rows follow the declared columns, whatever the letter case of the SQL and the order in the overlay', () => {
  const { tuned, findings } = tune("          - {uid: 0, path: /a, reason: x}\n          - {path: '/b', uid: '18446744', reason: x}\n");
  expect(findings).toEqual([]);
  expect(tuned.spec.query).toContain("VALUES ('/a', 0),\n           ('/b', 18446744)\n");
  expect(tuned.spec).toMatchObject({ name: 'writable', interval: 60, osquery: { shard: 5 }, logging: 'differential' });
});

test('a value of the other kind, and a row twice, are told at their places', () => {
  const { findings } = tune("          - {path: 1, uid: root, reason: x}\n          - {path: /a, uid: 1, reason: x}\n          - {path: /a, uid: 1, reason: y}\n");
  expect(findings).toEqual(['11:20 error 1 is a number, and the column holds texts.', '11:28 error "root" is no number, and the column holds numbers.', '13:13 warning The list allowed has this row already.']);
});

test('places of what the overlay says are in the overlay, all others in the query', () => {
  const { query, tuned } = tune('          - {path: /a, uid: 1, reason: x}\n          - {path: /b, uid: 2, reason: x}\n');
  const placeOf = (text: string) => {
    const { file, line, column } = tuned.at.inText(['spec', 'query'], tuned.spec.query.indexOf(text));
    return `${file}:${line}:${column}`;
  };
  expect(placeOf("'/a'")).toBe('site/p.yml:11:13');
  expect(placeOf("'/b'")).toBe('site/p.yml:12:13');
  expect(placeOf('Allowed')).toBe('packs/p/writable.yml:11:7');
  expect(placeOf('SELECT')).toBe('packs/p/writable.yml:14:5');
  expect(tuned.at.value(['spec', 'interval'])).toMatchObject({ file: 'site/p.yml', line: 7, column: 17 });
  expect(tuned.at.key(['spec', 'osquery', 'shard'])).toMatchObject({ file: 'site/p.yml', line: 8, column: 7 });
  expect(tuned.at.value(['spec', 'platform'])).toEqual(query.at.value(['spec', 'platform']));
});
