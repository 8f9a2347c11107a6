import { compareVersions } from '../versions.ts';

/** What changed in osquery's scheduled queries over its versions. Each field is named for what the version does; numbers are pull requests of osquery. */
export interface Behaviour {
  /** Log lines carry a counter: since 2.8.0 (#3651). */
  readonly hasCounter: boolean;
  /** One more of two equal rows is an added row: since 2.11.2. Before, only a row with no equal in the old set was added. */
  readonly countsDuplicates: boolean;
  /** A run whose difference the `removed` filter empties is logged in the batch format: before 2.10.3. */
  readonly logsFilteredRuns: boolean;
  /** Rows are compared and stored with their SQLite types: since 3.4.0. Before, as text. */
  readonly typedRows: boolean;
  /** `logger_snapshot_event_type` exists: since 2.9.1 (#3838). */
  readonly snapshotEvents: boolean;
  /** The counter moves on every run, also without a difference: before 4.5.0 (#6223). */
  readonly counterMovesOnEveryRun: boolean;
  /** Evented queries keep epoch and counter: since 4.8.0 (#7051). Before, their counter is always 0. */
  readonly eventedState: boolean;
  /** What an evented query stores can be read as a result set: since 5.3.0 (#7434). Before, making the query plain stopped the daemon. */
  readonly eventedReadable: boolean;
  /** An evented query stores its epoch: since 5.8.0 (#7801). Before, every run in an epoch other than 0 was a first run. */
  readonly eventedKeepsEpoch: boolean;
  /** An evented query's first run with rows is counter 1, as it never has all records: since 5.8.0 (#7801). */
  readonly eventedStartsAtOne: boolean;
  /** A change of the SQL text sets the counter to 0 although only a difference is logged: before 5.8.0 (#7801). */
  readonly sqlResetsCounter: boolean;
  /** A first run without rows is logged in the batch format: since 5.8.0 (#7803). */
  readonly logsEmptyStart: boolean;
  /** Purge knows log names and leaves counter, epoch and SQL text alone: since 5.19.0 (#8635). */
  readonly purgeKnowsLogNames: boolean;
  /** Valid UTF-8 in a differential value passes unescaped: since 5.22.0 (#8777). */
  readonly passesUtf8: boolean;
}

/**
 * The behaviour of one osquery version, such as `5.23.1`. The versions are the first release tags that have the change,
 * read in osquery/core/query.cpp, osquery/dispatcher/scheduler.cpp and osquery/config/config.cpp at the tags. Versions
 * before 2.5.3, which have no epoch, are not told apart from 2.7.0.
 */
export function behaviourOf(version: string): Behaviour {
  const since = (first: string): boolean => compareVersions(version, first) >= 0;
  return {
    hasCounter: since('2.8.0'),
    countsDuplicates: since('2.11.2'),
    logsFilteredRuns: !since('2.10.3'),
    typedRows: since('3.4.0'),
    snapshotEvents: since('2.9.1'),
    counterMovesOnEveryRun: !since('4.5.0'),
    eventedState: since('4.8.0'),
    eventedReadable: since('5.3.0'),
    eventedKeepsEpoch: since('5.8.0'),
    eventedStartsAtOne: since('5.8.0'),
    sqlResetsCounter: !since('5.8.0'),
    logsEmptyStart: since('5.8.0'),
    purgeKnowsLogNames: since('5.19.0'),
    passesUtf8: since('5.22.0'),
  };
}
