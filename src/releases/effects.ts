import type { Change } from './change.ts';
import { compareVersions, laterVersion } from '../osquery/versions.ts';
import type { Contract, QueryContract } from './contract.ts';
import { differenceOf, renamesOf } from './difference.ts';
import { shapesOf } from './query-shape.ts';
import { resentRows, simulateChange, type Observed, type Variant } from './simulate-change.ts';

/** osquery versions that behave alike: from the first on, before the second; null: no limit. */
export interface VersionRange {
  readonly from: string | null;
  readonly before: string | null;
}

/** Hosts that run a query before and after (`stay`), only after (`join`), or only before (`leave`). */
export type Group = 'stay' | 'join' | 'leave';

/** What happens on one group of hosts with one range of osquery versions. */
export interface EffectCase {
  readonly group: Group;
  /** Which hosts, in words. */
  readonly hosts: string;
  /** False where the group is only a part of the hosts, of unknown size. */
  readonly everyHost: boolean;
  readonly osquery: VersionRange;
  /** The two ends of what may be logged, where contracts do not tell; equal where they do. */
  readonly least: Observed;
  readonly most: Observed;
}

/** What all changes of one query together do to a running fleet. */
export interface QueryEffect {
  /** Name after the change. */
  readonly query: string;
  readonly before: QueryContract | null;
  readonly after: QueryContract | null;
  readonly changes: readonly Change[];
  /** Rows a host by which it is measured. */
  readonly rows: number;
  readonly cases: readonly EffectCase[];
}

/**
 * Versions between which osquery's log behaviour changed, each range with a version that stands for it
 * (osquery #6223, #7051, #7434, #7801, #8635). Neighbours that do the same are joined.
 */
const ranges = [
  { from: null, before: '4.5.0', sample: '4.4.0' },
  { from: '4.5.0', before: '4.8.0', sample: '4.7.0' },
  { from: '4.8.0', before: '5.3.0', sample: '5.2.3' },
  { from: '5.3.0', before: '5.8.0', sample: '5.7.0' },
  { from: '5.8.0', before: '5.19.0', sample: '5.18.1' },
  { from: '5.19.0', before: null, sample: '5.23.1' },
] as const;

/**
 * The effect of going from one contract to another, query by query, found by running the simulator of osquery's schedule.
 * Changes of one query happen at once, so they have one effect together. Queries without a change are left out, unless
 * the pack's own change (its name, its discovery) reaches them.
 */
export function effectsOf(before: Contract | null, after: Contract | null, changes: readonly Change[] = differenceOf(before, after)): QueryEffect[] {
  const oldNames = new Map(renamesOf(before, after).map((rename) => [rename.after, rename.before]));
  const ofPack = changes.filter((change) => change.query === undefined && (change.kind === 'pack-renamed' || change.kind === 'discovery-changed'));
  const byQuery = new Map<string, Change[]>();
  const names = [...Object.keys(before?.queries ?? {}), ...Object.keys(after?.queries ?? {})].sort();
  const renamedAway = new Set(oldNames.values());
  for (const name of names) if (!renamedAway.has(name) || queryOf(after, name)) byQuery.set(name, [...ofPack]);
  for (const change of changes) if (change.query !== undefined) byQuery.get(change.query)?.push(change);
  const simulated: Simulated = new Map();
  return [...byQuery].filter(([, own]) => own.length > 0).map(([query, own]) => {
    const old = queryOf(before, oldNames.get(query) ?? query);
    const now = queryOf(after, query);
    return { query, before: old, after: now, changes: own, rows: (now ?? old)!.rows, cases: casesOf(old, now, own, simulated) };
  });
}

function queryOf(contract: Contract | null, name: string): QueryContract | null {
  return contract && Object.hasOwn(contract.queries, name) ? contract.queries[name]! : null;
}

/** Rows that raising `schedule_epoch` makes one host send again for the queries of this contract. */
export function epochPrice(contract: Contract, version = '5.23.1'): number {
  const simulated = new Map<string, number>();
  let sum = 0;
  for (const query of Object.values(contract.queries)) {
    const shape = shapesOf(null, query).after!;
    const key = JSON.stringify(shape);
    const rows = simulated.get(key) ?? resentRows(shape, version);
    simulated.set(key, rows);
    sum += rows;
  }
  return sum;
}

/** Rows on the wire at the first run after the change, on one host and on the fleet; snapshots count with their rows. */
export interface FleetSum {
  readonly host: { readonly least: number; readonly most: number };
  readonly fleet: { readonly least: number; readonly most: number };
}

/** The sum of the effects on `hosts` hosts that run osquery `version`. Groups of unknown size count at the upper end only. */
export function fleetSum(effects: readonly QueryEffect[], version: string, hosts: number): FleetSum {
  let least = 0;
  let most = 0;
  for (const { cases } of effects) {
    const met = cases.filter(({ osquery }) => inRange(version, osquery));
    const onEvery = met.filter(({ everyHost }) => everyHost);
    const partial = met.length > onEvery.length;
    least += Math.min(...onEvery.map((one) => wireRows(one.least)), ...(partial || onEvery.length === 0 ? [0] : []));
    most += Math.max(0, ...met.map((one) => wireRows(one.most)));
  }
  return { host: { least, most }, fleet: { least: least * hosts, most: most * hosts } };
}

/** Whether a version is in a range. */
export function inRange(version: string, { from, before }: VersionRange): boolean {
  return (from === null || compareVersions(version, from) >= 0) && (before === null || compareVersions(version, before) < 0);
}

/** All rows that one run logs. */
export function wireRows({ added, removed, snapshot }: Observed): number {
  return added + removed + snapshot;
}

interface HostGroup {
  readonly group: Group;
  readonly hosts: string;
  readonly everyHost: boolean;
  /** Versions that the group is limited to. */
  readonly osquery: VersionRange;
}

/** What the simulator showed, by shapes and version: queries of one shape are simulated once. */
type Simulated = Map<string, readonly Observed[]>;

function casesOf(before: QueryContract | null, after: QueryContract | null, changes: readonly Change[], simulated: Simulated): EffectCase[] {
  return groupsOf(before, after, changes).flatMap((group) => {
    const old = group.group === 'join' ? null : before;
    const now = group.group === 'leave' ? null : after;
    const shapes = shapesOf(old, now);
    const variants = variantsOf(old, now);
    const cases: EffectCase[] = [];
    for (const { from, before: end, sample } of ranges) {
      const osquery = narrow({ from, before: end }, group.osquery);
      if (!osquery) continue;
      const key = JSON.stringify([shapes, variants, sample]);
      const seen = simulated.get(key) ?? variants.map((variant) => simulateChange(shapes, sample, variant)).sort((a, b) => wireRows(a) - wireRows(b));
      simulated.set(key, seen);
      const found: EffectCase = { ...group, osquery, least: seen[0]!, most: seen.at(-1)! };
      const last = cases.at(-1);
      if (last && sameOutcome(last, found)) cases[cases.length - 1] = { ...found, osquery: { from: last.osquery.from, before: osquery.before } };
      else cases.push(found);
    }
    return cases;
  });
}

/** What contracts do not tell is tried both ways: values that another SQL gives, and what a snapshot query was before. */
function variantsOf(before: QueryContract | null, after: QueryContract | null): Variant[] {
  const otherValues = before && after && before.sql_hash !== after.sql_hash ? [false, true] : [false];
  const onceDifferential = before?.logging === 'snapshot' && after && after.logging !== 'snapshot' ? [false, true] : [false];
  return otherValues.flatMap((values) => onceDifferential.map((once) => ({ otherValues: values, onceDifferential: once })));
}

function groupsOf(before: QueryContract | null, after: QueryContract | null, changes: readonly Change[]): HostGroup[] {
  if (!before || !after) {
    const osquery = { from: (after ?? before)!.min_osquery_version, before: null };
    return [{ group: after ? 'join' : 'leave', hosts: 'every host', everyHost: true, osquery }];
  }
  const both = { from: laterVersion(before.min_osquery_version, after.min_osquery_version), before: null };
  const part = (group: Group, hosts: string, osquery: VersionRange = both): HostGroup => ({ group, hosts, everyHost: false, osquery });
  const groups: HostGroup[] = [];
  if (before.platforms.some((platform) => after.platforms.includes(platform))) {
    groups.push({ group: 'stay', hosts: 'hosts that run it before and after', everyHost: true, osquery: both });
  }
  for (const { kind, subject } of changes) {
    if (kind === 'platform-added') groups.push(part('join', `hosts on ${subject}`));
    if (kind === 'platform-dropped') groups.push(part('leave', `hosts on ${subject}`));
    if (kind === 'minimum-version-lowered') groups.push(part('join', `hosts with osquery before ${before.min_osquery_version}`, { from: after.min_osquery_version, before: before.min_osquery_version }));
    if (kind === 'minimum-version-raised') groups.push(part('leave', `hosts with osquery before ${after.min_osquery_version}`, { from: before.min_osquery_version, before: after.min_osquery_version }));
    if (kind === 'shard-raised') groups.push(part('join', `a further ${after.shard - before.shard} % of hosts`));
    if (kind === 'shard-lowered') groups.push(part('leave', `${before.shard - after.shard} % of hosts`));
    if (kind === 'discovery-changed') groups.push(part('join', 'hosts where discovery holds now and did not'), part('leave', 'hosts where discovery holds no longer'));
  }
  return groups;
}

function narrow(a: VersionRange, b: VersionRange): VersionRange | null {
  const from = a.from === null ? b.from : b.from === null ? a.from : laterVersion(a.from, b.from);
  const ends = [a.before, b.before].filter((end) => end !== null).sort(compareVersions);
  const before = ends[0] ?? null;
  return from !== null && before !== null && compareVersions(from, before) >= 0 ? null : { from, before };
}

function sameOutcome(a: EffectCase, b: EffectCase): boolean {
  return JSON.stringify([outcome(a.least), outcome(a.most)]) === JSON.stringify([outcome(b.least), outcome(b.most)]);
}

/** What counts of an observation: of a counter that goes on not the figure, but that it does. */
function outcome(seen: Observed): unknown {
  return { ...seen, counterBefore: null, counter: counterStep(seen.counter, seen.counterBefore), counterNext: counterStep(seen.counterNext, seen.counterBefore) };
}

/** Whether a counter goes on from `before`; else the figure it starts at; null where there is no line. */
export function counterStep(counter: number | null, before: number | null): 'on' | number | null {
  return counter !== null && before !== null && counter > before ? 'on' : counter;
}
