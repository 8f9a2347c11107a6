import type { Query } from '../model/catalogue.ts';
import type { Locator, Place } from '../model/place.ts';
import { insertRows, type ListRows } from '../engine/insert-rows.ts';

/**
 * A query with rows put into lists of its SQL. `placeOf` tells where a row comes from, by its numbers in `lists`: a
 * place in such a row is there, all other places stay where they are in the query's file.
 */
export function withRows(query: Query, lists: readonly ListRows[], placeOf: (list: number, row: number) => Place): Query {
  const { sql, originOf } = insertRows(query.spec.query, lists);
  const at: Locator = {
    file: query.at.file,
    value: (path) => query.at.value(path),
    key: (path) => query.at.key(path),
    inText(path, offset) {
      if (path.join('.') !== 'spec.query') return query.at.inText(path, offset);
      const origin = originOf(offset);
      return typeof origin === 'number' ? query.at.inText(path, origin) : placeOf(origin.list, origin.row);
    },
    line: (line) => query.at.line(line),
  };
  return { ...query, spec: { ...query.spec, query: sql }, at };
}
