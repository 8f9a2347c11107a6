import type { Overlay } from '../content/overlay.ts';
import type { Query } from '../model/catalogue.ts';
import type { QueryTuning } from '../model/overlay.ts';
import type { Locator, Path, Place } from '../model/place.ts';
import type { SiteRow } from './site-rows.ts';
import { withRows } from './with-rows.ts';

/**
 * A query with a site's rows, interval and shard. Places of what the overlay says are places in the overlay; all others
 * stay places in the query's file.
 */
export function tunedQuery(query: Query, { interval, shard }: QueryTuning, rows: readonly SiteRow[], overlay: Overlay, path: Path): Query {
  const names = [...new Set(rows.map(({ list }) => list.name))];
  const groups = names.map((name) => rows.filter(({ list }) => list.name === name));
  const filled = withRows(query, groups.map((group) => ({ list: group[0]!.list, rows: group.map(({ cells }) => cells) })), (list, row) => overlay.at.value(groups[list]![row]!.path));
  const moved = (own: Path): Path | null => {
    const key = own.join('.');
    if (interval !== undefined && key === 'spec.interval') return [...path, 'interval'];
    return shard !== undefined && key === 'spec.osquery.shard' ? [...path, 'shard'] : null;
  };
  const at: Locator = {
    file: query.at.file,
    value: (own) => placeOf('value', own),
    key: (own) => placeOf('key', own),
    inText: (own, offset) => filled.at.inText(own, offset),
    line: (line) => query.at.line(line),
  };
  function placeOf(what: 'value' | 'key', own: Path): Place {
    const target = moved(own);
    return target ? overlay.at[what](target) : query.at[what](own);
  }
  const spec = { ...filled.spec, ...(interval !== undefined && { interval }), ...(shard !== undefined && { osquery: { ...query.spec.osquery, shard } }) };
  return { ...query, spec, at };
}
