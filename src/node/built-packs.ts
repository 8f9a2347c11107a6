import type { BuiltPack } from '../artifacts/release.ts';
import type { Pack } from '../model/catalogue.ts';
import { platformsOf } from '../model/query.ts';
import { flagsFor } from '../osquery/flags.ts';
import { tablesAt } from '../osquery/schema.ts';
import type { Verdict } from '../rules/verdict.ts';

/** Joins packs with their versions (`0.0.0` before the first release) and with what the check found out about their queries, as the artefacts need it. */
export function builtPacks(packs: readonly Pack[], verdicts: readonly Verdict[], versions: ReadonlyMap<string, string>): BuiltPack[] {
  const byQuery = new Map(verdicts.map((verdict) => [verdict.query, verdict]));
  return packs.map((pack): BuiltPack => ({
    pack,
    version: versions.get(pack.spec.name) ?? '0.0.0',
    queries: pack.queries.map((query) => {
      const verdict = byQuery.get(query)!;
      return {
        query,
        platforms: platformsOf(query.spec),
        minimumVersion: verdict.effectiveVersion,
        columns: verdict.columns.map(({ name, type }) => ({ name, type })),
        flags: neededFlags(verdict),
      };
    }),
  }));
}

/** Daemon flags that the evented tables of a query need on its platforms, where osquery’s default is another value. */
export function neededFlags({ platforms }: Verdict): Record<string, string> {
  const flags: Record<string, string> = {};
  for (const { platform, latest } of platforms) {
    for (const { table } of latest.reads) {
      if (!tablesAt(platform, latest.target.version).get(table)?.evented) continue;
      for (const { name, value, default: usual } of flagsFor(table, platform)?.flags ?? []) {
        if (value !== usual) flags[name] = value;
      }
    }
  }
  return flags;
}
