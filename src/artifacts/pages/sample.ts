import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { readCatalogue } from '../../content/catalogue.ts';
import { Engine } from '../../engine/engine.ts';
import { platformsOf } from '../../model/query.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { queriesOf } from '../../rules/check.ts';
import { requiredColumn } from '../../rules/required-column.ts';
import { runOnHost, runTests } from '../../rules/outcomes.ts';
import { queryCosts } from '../../rules/query-cost.ts';
import { judge } from '../../rules/verdict.ts';
import { allFirstLooks } from '../first-look.ts';
import { buildArtifacts } from '../index.ts';
import { tableReference } from '../reference/table-reference.ts';
import type { SiteContent } from './content.ts';

/** Content for unit tests of pages: one pack of a query and one topic of an example, by path. Texts may be replaced. */
export const sampleFiles: Readonly<Record<string, string>> = {
  'packs/keys/pack.yml': `apiVersion: v1
kind: pack
spec:
  name: keys
  title: Login keys
  description: Which keys open an account.
  status: supported
  purpose: inventory
  promise: It holds.
  not_for: All else.
  maintainers: [core]
`,
  'packs/keys/authorized_keys.yml': `apiVersion: v1
kind: query
spec:
  name: authorized_keys
  description: Keys that open an account.
  platform: darwin,linux
  interval: 3600
  logging: differential
  query: |
    SELECT u.username, k.key
    FROM users AS u CROSS JOIN authorized_keys AS k USING (uid);
  purpose: inventory
  why: Who can log in?
  reading: A row a key.
  columns: {username: The account., key: The public key.}
  attack: [T1098.004]
  references: ['https://osquery.io/schema/#authorized_keys']
  tests:
    - name: nobody has a key
      host: linux-server
      given: {authorized_keys: []}
      expect: []
    - name: one key
      host: linux-server
      expect: [{username: ops, key: 'AAAA|x'}]
`,
  'examples/joins/topic.yml': `apiVersion: v1
kind: topic
spec:
  name: joins
  title: Joining tables
  description: What goes with what.
  position: 1
  examples: [keys_of_users]
`,
  'examples/joins/keys_of_users.yml': `apiVersion: v1
kind: query
spec:
  name: keys_of_users
  description: Keys by user.
  platform: linux
  interval: 3600
  logging: snapshot
  query: |
    SELECT u.username, k.key FROM users AS u CROSS JOIN authorized_keys AS k USING (uid) WHERE k.key LIKE 'A%';
  purpose: inventory
  lesson:
    level: practised
    question: Whose key is it?
    host: linux-server
    explanation: One user at a time.
    wrong: [{query: SELECT key FROM authorized_keys, why: Only those of root.}]
    next: Ask more.
    used_by: keys/authorized_keys
`,
  'examples/questions/logins.yml': `apiVersion: v1
kind: questions
spec:
  name: logins
  title: Who can log in
  description: Ways in.
  position: 1
  questions:
    - question: Who can log in with a key?
      hint: Look at the *comment*.
      queries: [keys/authorized_keys]
      examples: [joins/keys_of_users]
`,
  'examples/hosts/linux-server/users.csv': 'uid,username\n1000,ops\n',
  'examples/hosts/linux-server/authorized_keys.csv': 'uid,key\n1000,AAAA|x\n',
};

/** A quickstart that shows the example and the pack. */
export const sampleQuickstart = `---
title: 'Quickstart: "ten minutes"'
description: From nothing to a pack.
pack: keys
---

## Ask a question

<!-- result: examples/joins/keys_of_users -->

## Run a pack

<!-- artefact: keys.conf -->
`;

/** Tables of every kind: plain, per user, with a required column, evented, of one platform, gone. */
const sampleTables = ['processes', 'users', 'authorized_keys', 'file', 'process_events', 'registry', 'secureboot', 'yara_file', 'yara'];

let opened: Promise<Engine> | undefined;

/** All that pages are made of, computed from these files. Throws where they cannot be read: a test would show nothing. */
export async function sampleContent(changed: Readonly<Record<string, string>> = {}, more: Partial<SiteContent> = {}): Promise<SiteContent> {
  const engine = await (opened ??= Engine.open(sqlite3InitModule));
  const { catalogue, stock, themes, findings } = readCatalogue(Object.entries({ ...sampleFiles, ...changed }).map(([path, text]) => ({ path, text })));
  if (findings.length > 0) throw new Error(findings.map(({ place, message }) => `${place.file}:${place.line}: ${message}`).join('\n'));
  const queries = queriesOf(catalogue).map(({ query }) => query);
  const verdicts = new Map(queries.map((query) => [query, judge(engine, query)]));
  const examples = queries.filter(({ spec }) => spec.lesson);
  const built = catalogue.packs.map((pack) => ({
    pack,
    version: '1.2.0',
    queries: pack.queries.map((query) => ({ query, platforms: platformsOf(query.spec), minimumVersion: verdicts.get(query)!.effectiveVersion, columns: verdicts.get(query)!.columns, flags: {} })),
  }));
  return {
    catalogue,
    verdicts,
    outcomes: new Map(queries.map((query) => [query, runTests(engine, query, catalogue)])),
    costs: new Map(queriesOf(catalogue).map(({ query }) => [query, queryCosts(engine, query, catalogue)])),
    stock,
    themes,
    results: new Map(examples.map((query) => [query, runOnHost(engine, query.spec.query, query.spec.lesson!.host, catalogue)])),
    wrong: new Map(examples.map((query) => [query, [{ findings: [{ rule: 'required-column', level: 'error' as const, place: query.at.key([]), message: 'Only root.', advice: 'Join users.' }], result: null }]])),
    artefacts: buildArtifacts(built),
    versions: new Map(built.map(({ pack, version }) => [pack.spec.name, version])),
    histories: new Map(),
    tables: tableReference(engine, catalogue, verdicts, sampleTables),
    rules: [
      {
        rule: requiredColumn,
        good: { yaml: 'spec:\n  query: SELECT 1 AS one\n' },
        bad: [
          { yaml: 'spec:\n  query: |\n    SELECT path\n    FROM file\n', output: 'packs/a/b.yml:4:10 error required-column\n  No path.' },
          { yaml: 'spec:\n  platform: Linux\n  query: SELECT 1 AS one\n', output: 'packs/a/b.yml:2:13 error required-column\n  No platform.' },
        ],
      },
    ],
    firstLooks: allFirstLooks(engine),
    quickstart: sampleQuickstart,
    repositoryUrl: '',
    osqueryVersion: latestVersion,
    ...more,
  };
}
