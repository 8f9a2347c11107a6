import { behaviourOf } from './behaviour.ts';
import type { MetadataKey, SimDaemon, SimQuery, SimStore, StoredQuery } from './store.ts';

/** Age in seconds (6 days 20.5 hours) above which results of a query that is not scheduled are dropped (osquery/config/config.cpp:1060). */
export const purgeAge = 592_200;

const metadataKeys: readonly MetadataKey[] = ['epoch', 'counter', 'sql'];

/**
 * What happens at each update of the configuration and at daemon start, where the schedule is still empty and so protects
 * nothing (osquery/config/config.cpp:931-957, 1013-1069). A query that is not in `schedule` and whose last start is more
 * than `purgeAge` before `time` (unix time) loses its rows and epoch; its counter, SQL text and event pointer stay.
 * Before 5.19.0 only entries of the main `schedule` are protected, since bare names are compared with log names, and
 * epoch, counter and SQL text age on their own, scheduled or not, from the first purge that sees them.
 */
export function purge(store: SimStore, daemon: SimDaemon, schedule: readonly SimQuery[], time: number): SimStore {
  const { purgeKnowsLogNames } = behaviourOf(daemon.version);
  const kept = new Set(schedule.filter((query) => purgeKnowsLogNames || query.mainSchedule).map((query) => query.name));
  const queries = new Map<string, StoredQuery>();
  for (const [name, before] of store.queries) {
    const stored = kept.has(name) ? before : purgeRows(before, time);
    queries.set(name, purgeKnowsLogNames ? stored : purgeMetadata(before, stored, time));
  }
  return { queries };
}

function purgeRows(stored: StoredQuery, time: number): StoredQuery {
  if (stored.rows === undefined) return stored;
  if (stored.timestamp === undefined) return { ...stored, timestamp: time };
  if (stored.timestamp >= time - purgeAge) return stored;
  const { rows, epoch, timestamp, ...rest } = stored;
  return rest;
}

/** `before` tells which keys the purge found when it began; dropping the rows may have dropped the epoch since. */
function purgeMetadata(before: StoredQuery, stored: StoredQuery, time: number): StoredQuery {
  const values = { ...stored };
  const purgeTimes = { ...stored.purgeTimes };
  for (const key of metadataKeys) {
    if (before[key] === undefined) continue;
    const since = purgeTimes[key];
    if (since === undefined) purgeTimes[key] = time;
    else if (since < time - purgeAge) {
      delete values[key];
      delete purgeTimes[key];
    }
  }
  return { ...values, purgeTimes };
}
