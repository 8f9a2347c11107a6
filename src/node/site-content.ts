import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allFirstLooks } from '../artifacts/first-look.ts';
import type { RulePage, SiteContent, WrongVersion } from '../artifacts/pages/content.ts';
import { tableReference } from '../artifacts/reference/table-reference.ts';
import { quickstartFile, type SourceFile } from '../content/files.ts';
import type { Engine } from '../engine/engine.ts';
import type { Catalogue, Query } from '../model/catalogue.ts';
import { compareFindings, type Finding } from '../model/finding.ts';
import { latestVersion } from '../osquery/schema.ts';
import { textReport } from '../report/text.ts';
import { checkQuery, queriesOf, subjectOf } from '../rules/check.ts';
import { readFixtures } from '../rules/fixtures.ts';
import { rules } from '../rules/index.ts';
import { runOnHost, runTests } from '../rules/outcomes.ts';
import { queryCosts } from '../rules/query-cost.ts';
import { judge } from '../rules/verdict.ts';
import { checkContent, type CheckedRepository } from './check-repository.ts';
import { CommandError } from './command.ts';
import { historyOf } from './pack-contracts.ts';
import { packVersions } from './repository-files.ts';
import { listFiles } from './write-files.ts';

const fixtureFolder = 'tests/fixtures/rules';

/** Runs what the pages show: the tests of all queries, the examples on their hosts, their wrong versions, the rules' fixtures. */
export function siteContent(root: string, { engine, reading, verdicts, histories }: CheckedRepository, artefacts: ReadonlyMap<string, string>, repositoryUrl: string): SiteContent {
  const { catalogue, stock, themes } = reading;
  const queries = queriesOf(catalogue).map(({ query }) => query);
  const released = packVersions({ reading, histories });
  const examples = queries.filter(({ spec }) => spec.lesson !== undefined);
  const byQuery = new Map(verdicts.map((verdict) => [verdict.query, verdict]));
  return {
    catalogue,
    artefacts,
    verdicts: byQuery,
    outcomes: new Map(queries.map((query) => [query, runTests(engine, query, catalogue)])),
    costs: new Map(queries.map((query) => [query, queryCosts(engine, query, catalogue)])),
    stock,
    themes,
    results: new Map(examples.map((query) => [query, runOnHost(engine, query.spec.query, query.spec.lesson!.host, catalogue)])),
    wrong: new Map(examples.map((query) => [query, query.spec.lesson!.wrong.map(({ query: sql }) => wrongVersion(engine, catalogue, query, sql))])),
    versions: new Map(catalogue.packs.map(({ spec }) => [spec.name, released.get(spec.name) ?? '0.0.0'])),
    histories: new Map(catalogue.packs.flatMap((pack) => {
      const history = historyOf(pack, histories);
      return history ? [[pack.spec.name, history.spec] as const] : [];
    })),
    tables: tableReference(engine, catalogue, byQuery),
    rules: rules.map((rule) => rulePage(root, engine, rule.name)),
    firstLooks: allFirstLooks(engine),
    quickstart: readFileSync(path.join(root, quickstartFile), 'utf8'),
    repositoryUrl,
    osqueryVersion: latestVersion,
  };
}

function wrongVersion(engine: Engine, catalogue: Catalogue, query: Query, sql: string): WrongVersion {
  const findings = findingsOf(engine, catalogue, query, sql);
  return { findings, result: findings.length > 0 ? null : runOnHost(engine, sql, query.spec.lesson!.host, catalogue) };
}

/** What the rules find in an example whose SQL is `sql` instead: only what lies in the SQL, since the rest is the example's own. */
function findingsOf(engine: Engine, catalogue: Catalogue, query: Query, sql: string): Finding[] {
  const { exceptions: _, tests: __, ...spec } = query.spec;
  const wrong: Query = { ...query, spec: { ...spec, query: sql } };
  const findings = checkQuery(subjectOf(engine, catalogue, wrong, null, judge(engine, wrong)));
  return findings.filter(({ level }) => level !== 'note').sort(compareFindings);
}

function rulePage(root: string, engine: Engine, name: string): RulePage {
  const folder = path.join(root, fixtureFolder, name);
  const files = listFiles(folder).map((file): SourceFile => ({ path: `${fixtureFolder}/${name}/${file}`, text: readFileSync(path.join(folder, file), 'utf8') }));
  const fixtures = readFixtures(files);
  const good = fixtures.find((fixture) => fixture.good);
  const bad = fixtures.filter((fixture) => !fixture.good);
  if (!good || bad.length === 0) throw new CommandError(`${fixtureFolder}/${name}: the rule needs good.yml and bad.yml, from which its page is made.`);
  return {
    rule: rules.find((rule) => rule.name === name)!,
    good: { yaml: good.source.text },
    bad: bad.map(({ source, files: repository }) => {
      const findings = checkContent(engine, { files: repository, findings: [] }).findings.filter((finding) => finding.rule === name);
      return { yaml: source.text, output: textReport({ files: 1, findings }).split('\n').slice(0, -2).join('\n').trimEnd() };
    }),
  };
}
