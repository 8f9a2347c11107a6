/** The longest interval in seconds; a query above it is skipped (osquery/config/packs.cpp, kMaxQueryInterval). */
export const longestOsqueryInterval = 604_800n;

/** The interval of a query without one (`schedule_default_interval`). */
export const defaultInterval = 3600n;

/** Most bytes of a configuration, comments taken out (osquery/config/config.cpp, kMaxConfigSize, up to 5.23.1). */
export const mostConfigBytes = 1024 * 1024;

/** Most levels of a configuration, the outermost object and the innermost values counted (kMaxConfigDepth). */
export const mostConfigLevels = 32;

/** Keys of a query that osquery reads, and two that packs explain themselves with. */
export const queryKeys = ['query', 'interval', 'snapshot', 'removed', 'denylist', 'platform', 'version', 'shard', 'startup_priority', 'description', 'value'] as const;

/** Keys of a pack that osquery reads, and one that packs explain themselves with; its sections come beside them. */
export const packKeys = ['queries', 'platform', 'version', 'shard', 'discovery', 'oncall', 'description'] as const;

/** The first osquery that skips reserved query names. */
export const reservesNamesSince = '5.19.0';

/**
 * The bounds of a splayed interval at the default of 10 percent (osquery/config/packs.cpp, splayValue): it is drawn
 * once and stored. Below 10 seconds there is no splay.
 */
export function splayBounds(interval: number): [least: number, most: number] {
  const difference = Math.floor(Math.fround(interval * Math.fround(0.1)));
  return [Math.max(1, interval - difference), interval + difference];
}
