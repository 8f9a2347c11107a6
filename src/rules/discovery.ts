import type { Pack, Query } from '../model/catalogue.ts';
import type { Locator, Path } from '../model/place.ts';
import { platforms } from '../model/platform.ts';
import { platformsOf } from '../model/query.ts';

/**
 * Rules that hold for a discovery statement too: those on what its SQL means. osquery leaves the whole pack out where
 * one fails, with a warning at most (osquery/config/packs.cpp:353).
 */
export const discoveryRules: ReadonlySet<string> = new Set([
  'alias', 'sql-compiles', 'one-statement', 'osquery-dialect', 'double-quoted', 'required-column', 'join-order', 'users-join', 'like-pattern', 'numeric-text',
]);

/** The discovery statements of a pack as queries on all platforms of the pack, each with the place at which it stands. */
export function discoveryQueries(pack: Pack): Query[] {
  const { name, description, purpose, discovery = [] } = pack.spec;
  const platform = platforms.filter((word) => pack.queries.some(({ spec }) => platformsOf(spec).includes(word))).join(',');
  return discovery.map((query, index): Query => ({
    file: pack.file, setting: 'production', group: name, at: placedAt(pack.at, ['spec', 'discovery', index]),
    spec: { name: 'discovery', description, platform, interval: 3600, logging: 'snapshot', query, purpose },
  }));
}

/** A locator of which every place is that of one value. */
function placedAt(at: Locator, path: Path): Locator {
  return { file: at.file, value: () => at.value(path), key: () => at.value(path), inText: (_, offset) => at.inText(path, offset), line: (line) => at.line(line) };
}
