import type { Engine } from '../engine/engine.ts';
import type { Catalogue, Query } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import type { Platform } from '../model/platform.ts';
import type { CostClass } from '../osquery/costs.ts';
import { classOf, packCosts, queryCosts, type PlatformCost } from './query-cost.ts';
import type { TestOutcome } from './outcomes.ts';

/** How the packs of a repository stand: what is found in them, what they cost, how they are tested, what they cover. */
export interface Standing {
  readonly findings: readonly Finding[];
  /** CPU seconds a day of each pack, by platform, as far as its tables were measured. */
  readonly cost: ReadonlyMap<string, ReadonlyMap<Platform, number>>;
  /** The class of each query, by pack/query. */
  readonly classes: ReadonlyMap<string, CostClass>;
  readonly tests: ReadonlyMap<string, { readonly cases: number; readonly failing: number }>;
  /** ATT&CK techniques that the queries of packs name. */
  readonly techniques: ReadonlySet<string>;
}

/** What is different between two standings; everything that stays the same is left out. */
export interface StandingChange {
  readonly found: readonly Finding[];
  /** How many findings are gone. */
  readonly mended: number;
  readonly cost: readonly { readonly pack: string; readonly platform: Platform; readonly before: number; readonly after: number }[];
  readonly classes: readonly { readonly query: string; readonly before: CostClass; readonly after: CostClass }[];
  readonly tests: readonly { readonly pack: string; readonly before: number; readonly after: number; readonly failing: number }[];
  readonly covered: readonly string[];
  readonly uncovered: readonly string[];
}

/** Costs below this, in CPU seconds a day, are not worth a line. */
const leastCost = 0.05;

/** How checked content stands. Queries run on the sample hosts for what they cost, unless their tests have told it. */
export function standingOf(engine: Engine, catalogue: Catalogue, outcomes: ReadonlyMap<Query, readonly TestOutcome[]>, findings: readonly Finding[]): Standing {
  const costs = new Map<Query, readonly PlatformCost[]>();
  for (const query of catalogue.packs.flatMap(({ queries }) => queries)) costs.set(query, queryCosts(engine, query, catalogue, outcomes.get(query)));
  return {
    findings: findings.filter(({ level }) => level !== 'note'),
    cost: new Map(catalogue.packs.map((pack) => [pack.spec.name, new Map(packCosts(pack, (query) => costs.get(query)!).map(({ platform, secondsPerDay }) => [platform, secondsPerDay]))])),
    classes: new Map([...costs].map(([{ group, spec }, cost]) => [`${group}/${spec.name}`, classOf(cost)])),
    tests: new Map(catalogue.packs.map(({ spec, queries }) => {
      const all = queries.flatMap((query) => outcomes.get(query) ?? []);
      return [spec.name, { cases: all.length, failing: all.filter(({ passed }) => !passed).length }];
    })),
    techniques: new Set(catalogue.packs.flatMap(({ queries }) => queries.flatMap(({ spec }) => spec.attack ?? []))),
  };
}

/** What became of a standing. A finding that only moved to another line is the same one. */
export function compareStandings(before: Standing, after: Standing): StandingChange {
  const [found, gone] = [without(after.findings, before.findings), without(before.findings, after.findings)];
  const packs = [...new Set([...before.cost.keys(), ...after.cost.keys()])].sort();
  return {
    found,
    mended: gone.length,
    cost: packs.flatMap((pack) => {
      const [old, now] = [before.cost.get(pack), after.cost.get(pack)];
      const platforms = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
      return platforms.map((platform) => ({ pack, platform, before: old?.get(platform) ?? 0, after: now?.get(platform) ?? 0 })).filter((one) => Math.abs(one.after - one.before) >= leastCost);
    }),
    classes: [...after.classes].flatMap(([query, now]) => {
      const old = before.classes.get(query);
      return old === undefined || old === now ? [] : [{ query, before: old, after: now }];
    }),
    tests: packs.flatMap((pack) => {
      const [old, now] = [before, after].map(({ tests }) => tests.get(pack) ?? { cases: 0, failing: 0 }) as [{ cases: number; failing: number }, { cases: number; failing: number }];
      return old.cases === now.cases && old.failing === now.failing ? [] : [{ pack, before: old.cases, after: now.cases, failing: now.failing }];
    }),
    covered: [...after.techniques].filter((id) => !before.techniques.has(id)).sort(),
    uncovered: [...before.techniques].filter((id) => !after.techniques.has(id)).sort(),
  };
}

function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const keyOf = ({ rule, place: { file }, message }: Finding) => JSON.stringify([rule, file, message]);
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return findings.filter((finding) => {
    const count = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), count - 1);
    return count <= 0;
  });
}
