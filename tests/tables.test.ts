import { describe, expect, it } from 'vitest';
import { referenceTables, tableReference } from '../src/artifacts/reference/table-reference.ts';
import { hostPlatform } from '../src/content/catalogue.ts';
import { readYaml } from '../src/content/yaml.ts';
import type { Query } from '../src/model/catalogue.ts';
import { queryFile } from '../src/model/query.ts';
import { checkRepository } from '../src/node/check-repository.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { schema } from '../src/osquery/schema.ts';
import { goneIn, platformsNow } from '../src/osquery/table-history.ts';
import { checkQuery, subjectOf } from '../src/rules/check.ts';
import { docs } from '../src/rules/docs.ts';
import { runOnHost } from '../src/rules/outcomes.ts';
import { judge } from '../src/rules/verdict.ts';

const { engine, reading: { catalogue }, verdicts } = await checkRepository(repositoryRoot);
const reference = tableReference(engine, catalogue, new Map(verdicts.map((verdict) => [verdict.query, verdict])));

/** A starting query as an example would have it, but for the lesson that the rule docs asks for. */
function asExample(sql: string, platforms: readonly string[]): Query {
  const text = `apiVersion: v1\nkind: query\nspec:\n  name: start\n  description: A start.\n  platform: ${platforms.join(',')}\n  interval: 3600\n  logging: snapshot\n  query: |\n${sql.split('\n').map((line) => `    ${line}\n`).join('')}  purpose: inventory\n`;
  const { document, findings } = readYaml('examples/start/start.yml', text);
  if (!document) throw new Error(findings.map(({ message }) => message).join());
  return { setting: 'teaching', group: 'start', file: document.at.file, spec: queryFile.parse(document.value).spec, at: document.at };
}

describe('the table reference', () => {
  it('has a starting query on every platform of each table that the newest osquery has, and none for one that is gone', () => {
    const wrong = referenceTables.filter((name) => reference.get(name)!.starting.flatMap(({ platforms }) => platforms).sort().join() !== [...platformsNow(schema.tables[name]!.on)].sort().join());
    expect(wrong).toEqual([]);
    expect(referenceTables.filter((name) => goneIn(name) !== undefined && reference.get(name)!.starting.length > 0)).toEqual([]);
  });

  it('has starting queries that compile where they are meant to run, and in which no rule for examples finds anything', () => {
    const found = [...reference.values()].flatMap(({ name, starting }) => starting.flatMap(({ sql, platforms }) => {
      const query = asExample(sql, platforms);
      const findings = checkQuery(subjectOf(engine, catalogue, query, null, judge(engine, query)), (rule) => rule !== docs);
      return findings.map(({ rule, message }) => `${name} on ${platforms.join()}: ${rule}: ${message}`);
    }));
    expect(found).toEqual([]);
  });

  it('gives rows on each sample host that has rows of the table', () => {
    const empty = [...reference.values()].flatMap(({ name, starting }) => [...catalogue.hosts.values()].flatMap((host) => {
      if (!host.rows.get(name)?.length) return [];
      const query = starting.find(({ platforms }) => platforms.includes(hostPlatform(host.name)));
      const rows = query && runOnHost(engine, query.sql, host.name, catalogue).rows.length;
      return rows ? [] : [`${name} on ${host.name}`];
    }));
    expect(empty).toEqual([]);
    expect([...reference.values()].filter(({ starting }) => starting.some(({ result }) => (result?.rows.length ?? 0) > 0)).length).toBeGreaterThan(200);
  });

  it('names for each table the queries that read it', () => {
    const reading = verdicts.filter(({ reads }) => reads.some(({ table }) => table === 'crontab')).map(({ query }) => query.file).sort();
    expect(reading.length).toBeGreaterThan(0);
    expect(reference.get('crontab')!.queries.map(({ file }) => file).sort()).toEqual(reading);
  });
});
