import { load, loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { fleetApply } from './fleet-apply.ts';
import { fleetGitops } from './fleet-gitops.ts';
import { awkwardSql, sampleBuild, samplePack } from './fixture.ts';

/** Splits a file as fleetctl does: at every line that begins with three dashes (pkg/spec/spec.go). */
function splitAsFleet(text: string): string[] {
  return text.split(/^---[\t ]*/m).map((part) => part.trim()).filter((part) => part !== '');
}

/** Expands variables as Fleet GitOps does, in an environment where every variable is set to EXPANDED. */
function expandAsFleet(text: string): string {
  const mark = 'LITERAL_DOLLAR';
  const escaped = text.replace(/\\+\$/g, (match) => (match.length % 2 ? match : `${'\\'.repeat(match.length / 2 - 1)}$${mark}`));
  return escaped.replace(/\$(?:\{([^}]+)\}|(\w+))/g, (_, braced?: string, plain?: string) => {
    const name = braced ?? plain!;
    return name.startsWith(mark) ? `$${name.slice(mark.length)}` : 'EXPANDED';
  });
}

const keys = ['name', 'description', 'platform', 'interval', 'logging', 'min_osquery_version', 'automations_enabled', 'query'];
const awkward = sampleBuild(samplePack({}, [
  { name: 'b', query: awkwardSql, description: 'Costs $5, ${x}: "yes" # no' },
  { name: 'a', logging: 'snapshot', query: "SELECT '\n---\n' AS dashes;\n" },
]));

test('fleetctl apply gets a document for each query, by name', () => {
  const documents = splitAsFleet(fleetApply(awkward)).map((text) => load(text) as { apiVersion: string; kind: string; spec: Record<string, unknown> });
  expect(documents.map(({ apiVersion, kind }) => [apiVersion, kind])).toEqual([['v1', 'query'], ['v1', 'query']]);
  expect(documents.map(({ spec }) => spec.query)).toEqual(["SELECT '\n---\n' AS dashes;\n", awkwardSql]);
  expect(documents[1]!.spec).toEqual({
    name: 'host-inventory/b', description: 'Costs $5, ${x}: "yes" # no', platform: 'darwin,linux', interval: 3600, logging: 'differential',
    min_osquery_version: '4.9.0', automations_enabled: true, query: awkwardSql,
  });
});

test('a YAML reader sees the same documents as fleetctl', () => {
  expect(loadAll(fleetApply(awkward))).toEqual(splitAsFleet(fleetApply(awkward)).map((text) => load(text)));
});

test('the SQL is a block that can be read and compared line by line', () => {
  const sql = 'SELECT name -- who\nFROM users;\n';
  expect(fleetApply(sampleBuild(samplePack({}, [{ query: sql }])))).toContain('  query: |\n    SELECT name -- who\n    FROM users;\n');
});

test('every query is on for the log destination, or Fleet would not run a differential one', () => {
  const pack = samplePack({}, [{ name: 'a', logging: 'snapshot' }, { name: 'b' }, { name: 'c', logging: 'differential_ignore_removals' }]);
  const list = load(fleetGitops(sampleBuild(pack))) as Record<string, unknown>[];
  expect(list.map((item) => [item.logging, item.automations_enabled])).toEqual([['snapshot', true], ['differential', true], ['differential_ignore_removals', true]]);
});

test('GitOps gets a bare list with Fleet’s keys only and ASCII names', () => {
  const list = load(expandAsFleet(fleetGitops(awkward))) as Record<string, unknown>[];
  expect(Array.isArray(list)).toBe(true);
  for (const item of list) {
    expect(Object.keys(item)).toEqual(keys);
    expect(item.name).toMatch(/^[\x20-\x7e]+$/);
  }
});

test('GitOps expands no variable, and dollar signs and backslashes come out as written', () => {
  const text = fleetGitops(awkward);
  expect(text).toContain('\\$HOME');
  expect(load(expandAsFleet(text))).toEqual(splitAsFleet(fleetApply(awkward)).map((part) => (load(part) as { spec: unknown }).spec));
});
