import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceFile } from '../src/content/files.ts';
import { readForeign } from '../src/content/foreign/index.ts';
import { repositoryRoot } from '../src/node/root.ts';

/** Runs of each test; `FUZZ_RUNS` asks for more than continuous integration has time for. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 150);

/** What holds of every reading: it ends without an error, findings say what to do, and places lie inside of their files. */
function holds(files: readonly SourceFile[]): void {
  const { packs, findings } = readForeign(files);
  const lines = new Map(files.map(({ path: name, text }) => [name, text.split('\n')]));
  const inside = ({ file, line, column }: { file: string; line: number; column: number }) => {
    const all = lines.get(file);
    expect(all, file).toBeDefined();
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(all!.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual(all![line - 1]!.length + 1);
  };
  for (const { place, message, advice } of findings) {
    inside(place);
    expect(message).not.toBe('');
    expect(advice ?? '').not.toBe('');
  }
  for (const { queries, discovery } of packs) {
    for (const { at, sql, leftovers } of [...queries.map((query) => ({ ...query })), ...discovery.map((own) => ({ ...own, leftovers: [] }))]) {
      for (const offset of [0, sql.length >> 1, Math.max(0, sql.length - 1)]) inside(at.inText(['spec', 'query'], offset));
      for (const key of ['name', 'query', 'interval', 'platform', 'logging', 'ecs_mapping']) inside(at.value(['spec', key]));
      for (const { place } of leftovers) inside(place);
    }
  }
}

const odd = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom('', '1h', 'posix', 'macos', 'select 1', "select 'a\n-- b\n'", '$HOME', '\\$', '5.x', 'query.', 'counter', '\0', '\uD800', '&a', '*a'), fc.array(fc.string(), { maxLength: 2 }), fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }));
const query = fc.dictionary(fc.constantFrom('id', 'name', 'query', 'interval', 'platform', 'version', 'min_osquery_version', 'snapshot', 'removed', 'logging', 'shard', 'denylist', 'ecs_mapping', 'tags', 'path', 'paths', '__proto__', 'x'), odd, { maxKeys: 7 });
const named = fc.dictionary(fc.oneof(fc.constantFrom('a', 'counter', 'query', '__proto__', 'toString'), fc.string()), fc.oneof({ weight: 5, arbitrary: query }, odd), { maxKeys: 4 });
const entries = fc.oneof(named, fc.array(fc.oneof({ weight: 5, arbitrary: query }, odd), { maxLength: 4 }), odd);
const pack = fc.dictionary(fc.constantFrom('queries', 'reports', 'policies', 'schedule', 'packs', 'platform', 'version', 'discovery', 'options', 'file_paths', 'kind', 'spec', 'type', 'attributes', 'data', 'name', 'enabled', 'apiVersion'), fc.oneof({ weight: 4, arbitrary: entries }, odd, fc.constantFrom('query', 'pack', 'policy', 'osquery-pack', 'osquery-saved-query')), { maxKeys: 6 });
const shape = fc.oneof(pack, fc.record({ kind: fc.constantFrom('query', 'pack', 'policy', 'report', 'label'), spec: fc.oneof(query, pack) }), fc.record({ type: fc.constantFrom('osquery-pack', 'osquery-saved-query', 'osquery-pack-asset'), attributes: fc.oneof(query, pack) }), fc.array(query, { maxLength: 3 }));
const ending = fc.constantFrom('.conf', '.json', '.ndjson', '.yml', '.yaml', '.sql', '');

test('packs of any shape', () => {
  fc.assert(fc.property(fc.array(fc.tuple(shape, ending, fc.constantFrom(0, 1, 2)), { minLength: 1, maxLength: 3 }), (all) => {
    holds(all.map(([value, end, indent], index) => ({ path: `d${index}/f${index}${end}`, text: JSON.stringify(value, null, indent) })));
  }), { numRuns });
});

test('texts with the marks of every format', () => {
  const piece = fc.constantFrom('{', '}', '[', ']', '"', "'", ':', ',', '\n', '\r\n', '  ', '- ', '---\n', '&a ', '*a', '!!str ', '|\n', '>-\n', '<<: ', '# ', '// ', '\\\n', '\\u12', '-- interval: ', '-- platform: ', '--', '/*', 'kind: query\n', 'spec:', 'query: ', 'name: x\n', '"queries"', 'select 1', '\0', '\uFEFF', 'é', '𝒳', '\t', '?', '%', '@');
  fc.assert(fc.property(fc.array(fc.oneof({ weight: 8, arbitrary: piece }, fc.string()), { maxLength: 60 }), ending, (pieces, end) => holds([{ path: `f${end}`, text: pieces.join('') }])), { numRuns: numRuns * 4 });
});

/** Small files of every format: the project's own artefacts, and a header of osqtool. */
const artefacts = path.join(repositoryRoot, 'static/packs');
const real: readonly SourceFile[] = [
  ...['.conf', '.fleet.yml', '.gitops.yml', '.kibana.json'].flatMap((end) => readdirSync(artefacts).filter((name) => name.endsWith(end)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, 2).map((name) => ({ path: name, text: readFileSync(path.join(artefacts, name), 'utf8').slice(0, 6000) }))),
  { path: 'd/a-linux.sql', text: "-- What it finds\n--\n-- references:\n--   * https://example.org\n-- tags: often\n-- interval: 60\n-- platform: linux\nSELECT 'a', pid -- c\nFROM processes;\n" },
  { path: 'e.ndjson', text: '{"type":"osquery-saved-query","attributes":{"id":"a","query":"select 1","interval":"60","ecs_mapping":[{"key":"a","value":{"field":"b"}}]}}\n{"exportedCount":1}\n' },
];

test('files of every format with bytes changed, cut out and put in', () => {
  const change = fc.record({ at: fc.nat(), cut: fc.integer({ min: 0, max: 20 }), put: fc.oneof(fc.constantFrom('', '"', '\n', '{', ']', '\\', ':', '-', ' ', '\t', '\0', '\uFFFD'), fc.string({ maxLength: 3 })) });
  fc.assert(fc.property(fc.constantFrom(...real), fc.array(change, { minLength: 1, maxLength: 4 }), ({ path: name, text }, changes) => {
    const changed = changes.reduce((own, { at, cut, put }) => {
      const from = at % (own.length + 1);
      return own.slice(0, from) + put + own.slice(from + cut);
    }, text);
    holds([{ path: name, text: changed }]);
  }), { numRuns });
});
