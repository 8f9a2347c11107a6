import { fleetApply } from '../../artifacts/fleet-apply.ts';
import { fleetGitops } from '../../artifacts/fleet-gitops.ts';
import { kibanaPack } from '../../artifacts/kibana.ts';
import { osqueryConf } from '../../artifacts/osquery-conf.ts';
import { count } from '../../artifacts/pages/wording.ts';
import type { BuiltPack } from '../../artifacts/release.ts';
import { compareReleases } from '../../components/releases/compare.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Pack, RowSource } from '../../model/catalogue.ts';
import { tablesAt } from '../../osquery/schema.ts';
import { contractOf, type Contract, type SampleRow } from '../../releases/contract.ts';
import { fleetText } from '../../releases/effect-text.ts';
import { needsOf, runsOn } from '../../rules/explain/explanation.ts';
import type { Verdict } from '../../rules/verdict.ts';
import type { Artefacts, Plan, Tasks, Upgrade } from '../protocol.ts';

/** A query of the playground as a pack of its own, in the forms of the programs that schedule it. */
export function schedule(engine: Engine, { sql, plan }: Tasks['schedule']['ask']): Artefacts {
  const verdict = runsOn(engine, sql, plan);
  if (verdict.platforms.length === 0) return { error: 'There is nothing to schedule: the SQL runs on no platform. Mend what is underlined first.' };
  const built: BuiltPack = {
    pack: packOf(verdict, plan),
    version: '',
    queries: [{
      query: verdict.query, platforms: verdict.platforms.map(({ platform }) => platform), minimumVersion: verdict.effectiveVersion,
      columns: verdict.columns.map(({ name, type }) => ({ name, type })), flags: flagsOf(verdict),
    }],
  };
  return {
    error: null,
    files: [
      { title: 'osquery', language: 'json', text: osqueryConf(built), note: `Save it as ${plan.pack}.conf and name its path under "packs" in osquery.conf.` },
      { title: 'Fleet apply', language: 'yaml', text: fleetApply(built), note: 'For fleetctl apply -f.' },
      { title: 'Fleet GitOps', language: 'yaml', text: fleetGitops(built), note: 'A file that a "- path:" under reports: names.' },
      { title: 'Kibana', language: 'json', text: kibanaPack(built), note: 'The body of POST /api/osquery/packs; it is off until it is given policies and turned on.' },
    ],
  };
}

/** What hosts that run `before` on schedule see when it becomes `after`. */
export function upgrade(engine: Engine, { before, after, bench, plan, hosts }: Tasks['upgrade']['ask'], rows: RowSource): Upgrade {
  const contract = (sql: string): Contract | null => {
    const verdict = runsOn(engine, sql, plan);
    return verdict.platforms.length === 0 ? null : contractFor(engine, verdict, sql, bench, plan, rows);
  };
  const [old, now] = [contract(before), contract(after)];
  if (!old || !now) return { error: `${old ? 'The SQL as it is now' : 'The SQL as it was first'} runs on no platform, so there is nothing to compare. Mend it first.` };
  const comparison = compareReleases(old, now, bench.version, { [bench.platform]: hosts });
  const sums = comparison.sums.filter((one) => one.hosts > 0).map((one) => `At the first run on ${count(one.hosts, 'host')}: ${fleetText(one.sum)}.`);
  return { error: null, comparison, sums };
}

function contractFor(engine: Engine, verdict: Verdict, sql: string, bench: Tasks['upgrade']['ask']['bench'], plan: Plan, rows: RowSource): Contract {
  const result = engine.run(sql, { platform: bench.platform, version: bench.version }, rows);
  const sampleRows = result.rows.map((row): SampleRow => Object.fromEntries(result.columns.map((column, index) => [column, row[index] ?? null])));
  return contractOf({
    pack: packOf(verdict, plan),
    queries: [{
      query: verdict.query, platforms: verdict.platforms.map(({ platform }) => platform), minimumVersion: verdict.effectiveVersion, columns: verdict.columns,
      evented: verdict.platforms.some(({ platform, latest }) => latest.reads.some(({ table }) => tablesAt(platform, latest.target.version).get(table)?.evented)),
      flags: flagsOf(verdict), sampleRows,
    }],
  });
}

function packOf({ query }: Verdict, { pack }: Plan): Pack {
  return {
    // No folder holds it: where a file tells what it is made from, it tells this.
    file: 'the playground', at: query.at, queries: [query],
    spec: {
      name: pack, title: pack, description: 'Queries written in the playground.', status: 'incubating', purpose: 'inventory',
      promise: 'None.', not_for: 'Use without a review.', maintainers: ['core'],
    },
  };
}

function flagsOf({ platforms }: Verdict): Record<string, string> {
  const flags = platforms.flatMap(({ latest }) => needsOf(latest)).flatMap((needs) => needs.flags);
  return Object.fromEntries(flags.filter(({ value, default: usual }) => value !== usual).map(({ name, value }) => [name, value]));
}
