import type { Catalogue, Query } from '../../model/catalogue.ts';
import type { Locator, Path, Place } from '../../model/place.ts';
import type { Platform } from '../../model/platform.ts';
import type { Logging } from '../../model/query.ts';

/** How a query is scheduled. */
export interface Plan {
  readonly pack: string;
  readonly query: string;
  /** Seconds between two runs. */
  readonly interval: number;
  readonly logging: Logging;
}

/** A catalogue without content: an SQL text is held to the rules by itself. */
export const noContent: Catalogue = { packs: [], topics: [], hosts: new Map() };

/** Where the places of a bare query lie: in its SQL, or in what would stand around it in a file. */
export const inSql = 'sql';
const around = 'around';

/** An SQL text as the query of a pack. Places in the SQL are those of the text, in a file called `inSql`. */
export function bareQuery(sql: string, platforms: readonly Platform[], plan: Plan, minimumVersion?: string): Query {
  return {
    setting: 'production',
    group: plan.pack,
    file: `packs/${plan.pack}/${plan.query}.yml`,
    spec: {
      name: plan.query, description: 'An SQL text by itself.', platform: platforms.join(','), interval: plan.interval, logging: plan.logging,
      query: sql, purpose: 'inventory', ...(minimumVersion !== undefined && { min_osquery_version: minimumVersion }),
    },
    at: locatorOf(sql),
  };
}

/** The offset in the SQL, in UTF-16 units, of a place in it. */
export function offsetOf(sql: string, { line, column }: Place): number {
  let start = 0;
  for (let before = 1; before < line; before++) start = sql.indexOf('\n', start) + 1;
  return start + column - 1;
}

function locatorOf(sql: string): Locator {
  const elsewhere: Place = { file: around, line: 1, column: 1 };
  return {
    file: inSql,
    value: () => elsewhere,
    key: () => elsewhere,
    inText(path: Path, offset: number): Place {
      if (path.at(-1) !== 'query') return elsewhere;
      const before = sql.slice(0, offset).split('\n');
      return { file: inSql, line: before.length, column: before.at(-1)!.length + 1 };
    },
    line: (line) => sql.split('\n')[line - 1]?.replace(/\r$/, '') ?? '',
  };
}
