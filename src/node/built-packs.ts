import { neededFlags } from '../artifacts/needs.ts';
import type { BuiltPack } from '../artifacts/release.ts';
import type { Pack } from '../model/catalogue.ts';
import { platformsOf } from '../model/query.ts';
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
