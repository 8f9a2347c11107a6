import { hostPlatform } from '../content/catalogue.ts';
import type { Limits } from '../engine/answer.ts';
import type { Engine } from '../engine/engine.ts';
import type { Host, Pack, Query, RowSource } from '../model/catalogue.ts';
import type { Platform } from '../model/platform.ts';
import { platformsOf } from '../model/query.ts';
import { costClass, costOf, type Cost, type CostClass } from '../osquery/costs.ts';
import { latestVersion } from '../osquery/schema.ts';
import type { TestOutcome } from './outcomes.ts';

/** What one run of a query costs on the sample host of a platform. */
export interface PlatformCost extends Cost {
  readonly platform: Platform;
}

/** A sample host, as far as a run asks for it. */
export interface CostHost extends Pick<Host, 'name'> {
  readonly rows: RowSource;
}

/** What a pack costs a host of a platform. */
export interface PackCost {
  readonly platform: Platform;
  /** CPU seconds a day, as far as its tables were measured. */
  readonly secondsPerDay: number;
  /** Tables without a figure, and so not in the sum. */
  readonly unmeasured: readonly string[];
}

const secondsADay = 86_400;

/**
 * The cost of a run on each platform of a query: it runs on the platform's sample host, whose tables are as large as those
 * of a small real one, and each scan counts with what it was measured to take. A query that fails costs what it scanned.
 * A test that has run on nothing but that host, if `outcomes` has one, tells the same.
 */
export function queryCosts(engine: Engine, query: Query, { hosts }: { readonly hosts: ReadonlyMap<string, CostHost> }, outcomes: readonly TestOutcome[] = [], limits?: Limits): PlatformCost[] {
  return platformsOf(query.spec).map((platform) => {
    const host = [...hosts.values()].find(({ name }) => hostPlatform(name) === platform);
    const ran = outcomes.find((outcome) => outcome.case.host === host?.name && outcome.case.given === undefined && outcome.error === null);
    const { scans } = (host && ran?.result) ?? engine.run(query.spec.query, { platform, version: latestVersion }, host?.rows ?? new Map<never, never>(), limits);
    return { platform, ...costOf(scans) };
  });
}

/** The class of a query: the highest of its platforms; `not measured` counts least but for `light`. */
export function classOf(costs: readonly Cost[]): CostClass {
  const order: readonly CostClass[] = ['light', 'not measured', 'moderate', 'heavy'];
  return order[Math.max(0, ...costs.map((cost) => order.indexOf(costClass(cost))))]!;
}

/** What a pack costs on each platform that its queries name. */
export function packCosts({ queries }: Pack, costsOf: (query: Query) => readonly PlatformCost[]): PackCost[] {
  const byPlatform = new Map<Platform, { seconds: number; unmeasured: Set<string> }>();
  for (const query of queries) {
    for (const { platform, ms, unmeasured } of costsOf(query)) {
      const sum = byPlatform.get(platform) ?? { seconds: 0, unmeasured: new Set<string>() };
      sum.seconds += ((ms / 1000) * secondsADay) / query.spec.interval;
      for (const table of unmeasured) sum.unmeasured.add(table);
      byPlatform.set(platform, sum);
    }
  }
  return [...byPlatform].map(([platform, { seconds, unmeasured }]) => ({ platform, secondsPerDay: seconds, unmeasured: [...unmeasured].sort() }));
}

