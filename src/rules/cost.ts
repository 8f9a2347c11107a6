import type { Pack, Query } from '../model/catalogue.ts';
import { packCosts, type PlatformCost } from './query-cost.ts';
import type { Complaint, Rule } from './rule.ts';

/** A pack that costs a host more than it says. */
export const cost: Rule = {
  name: 'cost',
  levels: { production: 'error', teaching: 'off' },
  finds: 'A pack whose queries together take more CPU time a day than its `budget` allows, on the sample host of a platform and by measured times of osquery’s tables. Tables that were not measured are left out.',
  why: 'A pack runs on every host, all day. A join that reads `processes` once for each of its rows takes a minute where one scan takes 12 ms; the watchdog then stops the daemon, and every other query with it.',
  checks: { pack: check },
};

function* check(pack: Pack, _verdicts: unknown, _catalogue: unknown, costsOf: (query: Query) => readonly PlatformCost[]): Iterable<Complaint> {
  const { budget } = pack.spec;
  if (!budget) return;
  const place = pack.at.value(['spec', 'budget', 'cpu_seconds_per_day']);
  for (const { platform, secondsPerDay } of packCosts(pack, costsOf)) {
    if (secondsPerDay <= budget.cpu_seconds_per_day) continue;
    const dearest = Math.max(...pack.queries.map((query) => share(query, platform, costsOf)));
    const { spec } = pack.queries.find((query) => share(query, platform, costsOf) === dearest)!;
    yield {
      place,
      message: `On ${platform} the pack takes about ${secondsPerDay.toFixed(1)} s of CPU time a day, and its budget is ${budget.cpu_seconds_per_day} s; most of it goes to ${spec.name}.`,
      advice: 'Run the query less often, let it read the expensive table for fewer rows, or raise the budget if it is worth that.',
    };
  }
}

function share(query: Query, platform: string, costsOf: (query: Query) => readonly PlatformCost[]): number {
  return costsOf(query).filter((one) => one.platform === platform).reduce((sum, { ms }) => sum + ms / query.spec.interval, 0);
}
