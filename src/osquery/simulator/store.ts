import type { Value } from '../../model/catalogue.ts';

/** A row by column name. Names and types of the values both count in a difference; the order of columns does not. */
export type SimRow = Readonly<Record<string, Value>>;

/** One entry of the schedule. */
export interface SimQuery {
  /** Log name: `pack_<pack>_<query>`, or the bare name of an entry of the main `schedule`. */
  readonly name: string;
  readonly sql: string;
  readonly snapshot: boolean;
  /** False keeps removed rows out of the log; the stored rows are whole all the same. */
  readonly removed: boolean;
  /** Any table in the statement is evented, and `events_optimize` is on. */
  readonly evented: boolean;
  /** True for an entry of the main `schedule`. Only the purge before 5.19.0 tells it from a query of a pack. */
  readonly mainSchedule?: boolean;
}

/** The version and the flags of a daemon that matter for its log. */
export interface SimDaemon {
  /** osquery version, such as `5.23.1`. */
  readonly version: string;
  /** `schedule_epoch`. osquery's is an unsigned 64-bit integer; here up to 2^53 - 1. */
  readonly scheduleEpoch: number;
  /** `logger_event_type`: true for one line a row, false for one line a run. */
  readonly eventType: boolean;
  /** `logger_snapshot_event_type`: true for one line a row of a snapshot. */
  readonly snapshotEventType: boolean;
}

/** A daemon of the newest version described, with osquery's default flags. */
export const defaultDaemon: SimDaemon = { version: '5.23.1', scheduleEpoch: 0, eventType: true, snapshotEventType: false };

/** How far an evented query has read: `optimize.<log name>` (seconds) and `optimize_eid.<log name>`. */
export interface EventPointer {
  readonly time: number;
  readonly eid: number;
}

/** The keys of a query that only describe its stored rows. */
export type MetadataKey = 'epoch' | 'counter' | 'sql';

/**
 * All that osquery's database holds under one log name; a missing field is a missing key
 * (osquery/core/query.cpp:38-148, osquery/config/config.cpp:1178-1187, osquery/events/eventsubscriberplugin.cpp:346-362).
 */
export interface StoredQuery {
  /** Result set of the last run that changed it; `unreadable` is the object that 4.8.0 to 5.2.x stored for an evented query. */
  readonly rows?: readonly SimRow[] | 'unreadable';
  readonly epoch?: number;
  readonly counter?: number;
  readonly sql?: string;
  /** Unix time of the last start, snapshots and failing runs included. */
  readonly timestamp?: number;
  readonly pointer?: EventPointer;
  /** Unix times that the purge before 5.19.0 gave to the metadata keys, as if they were queries. */
  readonly purgeTimes?: Readonly<Partial<Record<MetadataKey, number>>>;
}

/** The database of one host: an immutable value. */
export interface SimStore {
  readonly queries: ReadonlyMap<string, StoredQuery>;
}

/** The store of a host that has not run a query, or whose database was wiped. */
export const emptyStore: SimStore = { queries: new Map() };

/** The store with what is held under one log name replaced. */
export function withQuery(store: SimStore, name: string, stored: StoredQuery): SimStore {
  return { queries: new Map(store.queries).set(name, stored) };
}
