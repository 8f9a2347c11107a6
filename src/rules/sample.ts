import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { readCatalogue } from '../content/catalogue.ts';
import type { SourceFile } from '../content/files.ts';
import { Engine } from '../engine/engine.ts';
import type { Finding } from '../model/finding.ts';
import { checkCatalogue } from './check.ts';

/** Content for unit tests of rules: what one rule finds in a few files, by path. */
export async function findingsOf(rule: string, files: Readonly<Record<string, string>>): Promise<Finding[]> {
  const texts = Object.entries(files).map(([path, text]): SourceFile => ({ path, text }));
  const { findings } = checkCatalogue(await engine(), readCatalogue(texts));
  return findings.filter((finding) => finding.rule === rule);
}

/** What one rule says of an SQL text, as `line:column message → advice`; the text is that of a production query on Linux unless `keys` say otherwise. */
export async function complaintsOf(rule: string, sql: string, keys: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const query = `|\n${sql.split('\n').map((line) => `    ${line}`).join('\n')}`;
  const findings = await findingsOf(rule, { 'packs/a-pack/pack.yml': packText('a-pack'), 'packs/a-pack/kernel.yml': queryText({ ...keys, query }) });
  return findings.map(({ place, message, advice }) => `${place.line - 9}:${place.column - 4} ${message} → ${advice}`);
}

let opened: Promise<Engine> | undefined;

function engine(): Promise<Engine> {
  return (opened ??= Engine.open(sqlite3InitModule));
}

/** The text of a pack.yml. */
export function packText(name: string, more = ''): string {
  return `apiVersion: v1
kind: pack
spec:
  name: ${name}
  title: A pack
  description: One sentence.
  status: supported
  purpose: inventory
  promise: It holds.
  not_for: All else.
  maintainers: [core]
${more}`;
}

/** The text of a topic.yml. */
export function topicText(name: string, ...examples: string[]): string {
  return `apiVersion: v1
kind: topic
spec:
  name: ${name}
  title: A topic
  description: One sentence.
  position: 1
  examples: [${examples.join(', ')}]
`;
}

/** The text of a query file; `keys` stand in place of the sample’s or beside them, each value as YAML. */
export function queryText(keys: Readonly<Record<string, string>>): string {
  const all = { name: 'kernel', description: 'One sentence.', platform: 'linux', interval: '3600', logging: 'snapshot', query: 'SELECT version FROM kernel_info', purpose: 'inventory', ...keys };
  return `apiVersion: v1\nkind: query\nspec:\n${Object.entries(all).map(([key, value]) => `  ${key}: ${value}\n`).join('')}`;
}
