import type { Pack, Query } from '../model/catalogue.ts';
import { packSpec, type PackSpec } from '../model/pack.ts';
import type { Locator } from '../model/place.ts';
import { platformsOf, querySpec, type QuerySpec } from '../model/query.ts';
import type { BuiltPack, BuiltQuery } from './release.ts';

/** A valid query of a test pack; `spec` replaces what matters to the test. */
function sampleQuery(pack: string, spec: Partial<QuerySpec> = {}): Query {
  const complete = querySpec.parse({
    name: 'listening_ports',
    description: 'Processes that accept connections.',
    platform: 'darwin,linux',
    interval: 3600,
    logging: 'differential',
    query: 'SELECT port\nFROM listening_ports;\n',
    purpose: 'inventory',
    ...spec,
  });
  const file = `packs/${pack}/${complete.name}.yml`;
  return { setting: 'production', group: pack, file, spec: complete, at: locator(file) };
}

/** A valid test pack with these queries. */
export function samplePack(spec: Partial<PackSpec> = {}, queries: readonly Partial<QuerySpec>[] = [{}]): Pack {
  const complete = packSpec.parse({
    name: 'host-inventory',
    title: 'Host inventory',
    description: 'What runs on a host.',
    status: 'supported',
    purpose: 'inventory',
    promise: 'Each query is tested.',
    not_for: 'Detection.',
    maintainers: ['inventory'],
    ...spec,
  });
  const file = `packs/${complete.name}/pack.yml`;
  return { file, spec: complete, at: locator(file), queries: queries.map((query) => sampleQuery(complete.name, query)) };
}

/** A test pack as built: each query on the platforms that it names, with one column; `facts` by query name replaces these. */
export function sampleBuild(pack: Pack, facts: Readonly<Record<string, Partial<BuiltQuery>>> = {}, version = '1.2.0'): BuiltPack {
  const queries = pack.queries.map((query): BuiltQuery => ({
    query, platforms: platformsOf(query.spec), minimumVersion: '4.9.0', columns: [{ name: 'port', type: 'INTEGER' }], flags: {}, ...facts[query.spec.name],
  }));
  return { pack, version, queries };
}

function locator(file: string): Locator {
  const start = { file, line: 1, column: 1 };
  return { file, value: () => start, key: () => start, inText: () => start, line: () => '' };
}

/** SQL with everything that a format could break: comments, quotes, backslashes, a dollar sign, a line break in a literal. */
export const awkwardSql = [
  "SELECT pid, -- the process's id",
  "\tname AS \"a  \"\"b\", '$HOME and ${PATH} \\$ \\\\$', /* a block",
  "comment */ '-- no comment', 'first",
  "  second', 'C:\\new\\', 'it''s \"quoted\"', 'é…'",
  'FROM processes',
  "WHERE name LIKE '%#{x}: y%' -- last",
  ';',
  '',
].join('\n');

/** The same SQL as one line. */
export const awkwardLine = [
  "SELECT pid, name AS \"a  \"\"b\", '$HOME and ${PATH} \\$ \\\\$', '-- no comment', 'first\n  second', 'C:\\new\\', 'it''s \"quoted\"', 'é…'",
  "FROM processes WHERE name LIKE '%#{x}: y%'",
].join(' ');
