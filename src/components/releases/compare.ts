import { capital } from '../../artifacts/pages/wording.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { changeText, type Change } from '../../releases/change.ts';
import type { Contract } from '../../releases/contract.ts';
import { differenceOf } from '../../releases/difference.ts';
import { adviceOf, consumerText, counterText, endpointText, type Advice } from '../../releases/effect-text.ts';
import { effectsOf, epochPrice, fleetSum, inRange, type EffectCase, type FleetSum, type QueryEffect } from '../../releases/effects.ts';

/** How many hosts a fleet has of each platform. */
export type Fleet = Partial<Readonly<Record<Platform, number>>>;

/** What some hosts see of the change of a query, and what to do. */
export interface Sighting {
  readonly text: string;
  readonly advice: Advice;
}

/** What a query asks of whoever runs it: nothing, to expect rows, or to do something. Each asks for more than the one before. */
const demands = ['nothing', 'burst', 'action'] as const;
export type Demand = (typeof demands)[number];

/** A query that differs. */
export interface QueryOutcome {
  readonly name: string;
  /** Where it runs, before or after. */
  readonly platforms: readonly Platform[];
  readonly changes: readonly string[];
  /** Empty where this osquery runs the query neither before nor after. */
  readonly sightings: readonly Sighting[];
  /** The most that any of its sightings asks for. */
  readonly demand: Demand;
}

/** Rows on the wire of the hosts of one platform. */
export interface PlatformSum {
  readonly platform: Platform;
  readonly hosts: number;
  readonly sum: FleetSum;
}

export interface Comparison {
  /** Changes of the pack itself. */
  readonly pack: readonly Change[];
  /** Queries that ask for the most come first. */
  readonly queries: readonly QueryOutcome[];
  readonly sums: readonly PlatformSum[];
  /** Rows on the whole fleet. */
  readonly total: FleetSum['fleet'];
}

/**
 * What going from one contract to another does to a fleet that runs osquery `version`; null stands for hosts without
 * the pack. Rows are counted by platform, since a host runs only the queries of its own.
 */
export function compareReleases(before: Contract | null, after: Contract | null, version: string, fleet: Fleet): Comparison {
  const changes = differenceOf(before, after);
  const queries = effectsOf(before, after, changes).map((effect) => queryOutcome(effect, before, after, version));
  const sums = platformsOf([before, after]).map((platform): PlatformSum => {
    const hosts = fleet[platform] ?? 0;
    return { platform, hosts, sum: fleetSum(effectsOf(contractOn(before, platform), contractOn(after, platform)), version, hosts) };
  });
  const whole = (end: 'least' | 'most') => sums.reduce((rows, { sum }) => rows + sum.fleet[end], 0);
  return {
    pack: changes.filter(({ query }) => query === undefined),
    queries: queries.sort((a, b) => demands.indexOf(b.demand) - demands.indexOf(a.demand)),
    sums,
    total: { least: whole('least'), most: whole('most') },
  };
}

/** Platforms that a query of one of these contracts runs on, in the fixed order of the model. */
export function platformsOf(contracts: readonly (Contract | null)[]): Platform[] {
  const run = new Set(contracts.flatMap((contract) => Object.values(contract?.queries ?? {})).flatMap((query) => query.platforms));
  return platforms.filter((platform) => run.has(platform));
}

/** A contract as the hosts of one platform meet it: a query that comes to a platform is a new one there. */
function contractOn(contract: Contract | null, platform: Platform): Contract | null {
  if (!contract) return null;
  const run = Object.entries(contract.queries).filter(([, query]) => query.platforms.includes(platform));
  return { ...contract, queries: Object.fromEntries(run.map(([name, query]) => [name, { ...query, platforms: [platform] }])) };
}

function queryOutcome(effect: QueryEffect, before: Contract | null, after: Contract | null, version: string): QueryOutcome {
  const query = (effect.after ?? effect.before)!;
  // No host runs the queries of two platforms, so none sends the rows of both again.
  const price = Math.max(...query.platforms.map((platform) => epochPrice(contractOn(after ?? before, platform)!, version)));
  const met = effect.cases.filter(({ osquery }) => inRange(version, osquery));
  const sightings = met.map((one): Sighting => ({ text: sightingText(effect, one), advice: adviceOf(effect, one, { price }) }));
  const asked = sightings.map(({ advice }) => demandOf(advice));
  return {
    name: effect.query,
    platforms: platforms.filter((platform) => effect.before?.platforms.includes(platform) || effect.after?.platforms.includes(platform)),
    changes: effect.changes.filter((change) => change.query !== undefined).map(changeText),
    sightings,
    demand: demands[Math.max(0, ...asked.map((demand) => demands.indexOf(demand)))]!,
  };
}

function demandOf({ kind }: Advice): Demand {
  return kind === 'nothing' || kind === 'burst' ? kind : 'action';
}

function sightingText(effect: QueryEffect, one: EffectCase): string {
  return `${capital(one.hosts)}: ${endpointText(one)} Counter and epoch: ${counterText(one)}. ${consumerText(effect, one)}`;
}
