/** Pack names: no `_`, so that `pack_<pack>_<query>` splits back in one way. */
export const packNamePattern = /^[a-z][a-z0-9-]*$/;

/** Query names: what osquery, Fleet and Kibana all accept. */
export const queryNamePattern = /^[a-z][a-z0-9_]*$/;

/** Longest name of a pack or query: a log name of both still fits a file name. */
export const longestName = 100;

/** A pack of this name replaces the daemon's own schedule (osquery/config/config.cpp:772). */
export const reservedPackName = 'main';

/**
 * Beginnings and endings of query names that osquery 5.19.0 and later skips with a warning, because they
 * collide with its own database keys (osquery/config/packs.cpp:215, osquery/database/database.cpp:66).
 */
export const reservedQueryPrefixes = ['query.', 'cache.', 'config_views.'] as const;
export const reservedQuerySuffixes = ['epoch', 'counter'] as const;

/** Query names that Kibana's pack upload breaks on: it rewrites every key of these names. */
export const reservedQueryNames = ['query', 'interval'] as const;

/** Names that no query of a pack has, since files of the pack itself are called so. */
export const packFileNames = ['pack', 'releases'] as const;

/** Names that no example has, since the file of its topic is called so. */
export const topicFileNames = ['topic'] as const;

/** The name under which osquery logs the results of a pack's query; `delimiter` is the daemon's `pack_delimiter`. */
export function logName(pack: string, query: string, delimiter = '_'): string {
  return `pack${delimiter}${pack}${delimiter}${query}`;
}

/**
 * The known name nearest to `name`, or undefined where none is near enough to be meant.
 * Distance is optimal string alignment (insert, drop, replace, swap neighbours), at most a third of the length.
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, beforePrevious[j - 2]! + 1);
      }
      current.push(value);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}
