import type { Finding } from '../../model/finding.ts';
import type { Place } from '../../model/place.ts';
import type { Platform } from '../../model/platform.ts';

/** Why osquery leaves a query out of its schedule. The first that applies, in osquery's order. */
export const skips = [
  'pack-platform', 'pack-version', 'version-too-large',
  'no-object', 'platform', 'version', 'reserved-prefix', 'reserved-suffix', 'no-query', 'invalid-interval', 'duplicate',
] as const;
export type Skip = (typeof skips)[number];

/** Hosts that run a query, by their shard, which osquery computes from the host name: 0 to 100, both ends included. */
export interface Shards {
  readonly from: number;
  readonly to: number;
}

/** A query of a pack or of the schedule, with what osquery does with it. */
export interface ConfQuery {
  readonly name: string;
  /** The name in the logs. */
  readonly logName: string;
  /** Where its name stands. */
  readonly place: Place;
  /** Where the value of each of its keys stands. */
  readonly places: ReadonlyMap<string, Place>;
  readonly sql: string;
  /** Where the character with this offset of the SQL stands. */
  sqlPlace(offset: number): Place;
  /** Seconds, before splay. */
  readonly interval: number;
  /** The least and most that splay makes of the interval, at the default of 10 percent. */
  readonly splay: readonly [least: number, most: number];
  readonly snapshot: boolean;
  readonly removed: boolean;
  readonly denylist: boolean;
  readonly startupPriority: number | null;
  /** Platforms on which it is scheduled, each with the hosts that run it. */
  readonly runs: ReadonlyMap<Platform, Shards>;
  /** Platforms on which it is not, each with the reason. */
  readonly skipped: ReadonlyMap<Platform, Skip>;
  /** The oldest osquery that it and its pack ask for, as three numbers; null where they ask for none. */
  readonly minimumVersion: string | null;
  readonly description: string | null;
  readonly value: string | null;
}

/** A pack that osquery has loaded, with all its queries in the order of the file. */
export interface ConfPack {
  readonly name: string;
  readonly file: string;
  readonly place: Place;
  readonly description: string | null;
  /** Statements that all have to give rows, or the pack does nothing. What they give only a host knows. */
  readonly discovery: readonly string[];
  /** Where a character of one of these statements stands. */
  discoveryPlace(index: number, offset: number): Place;
  /** A line of the file, without its end. */
  line(line: number): string;
  /** Further configuration that osquery applies from inside the pack, by key. */
  readonly sections: Readonly<Record<string, unknown>>;
  readonly queries: readonly ConfQuery[];
}

/** What osquery makes of a configuration. */
export interface ConfReading {
  /** False where osquery refuses the file as a whole: nothing of it is loaded, and `--config_check` fails for a configuration. */
  readonly accepted: boolean;
  /** Whether the file is a whole configuration, or one pack. */
  readonly kind: 'config' | 'pack';
  /** The packs that are loaded, in osquery's order; the schedule is the one named `main`. */
  readonly packs: readonly ConfPack[];
  readonly findings: readonly Finding[];
}
