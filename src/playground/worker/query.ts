import type { Query } from '../../model/catalogue.ts';
import type { Locator, Path, Place } from '../../model/place.ts';
import type { Platform } from '../../model/platform.ts';
import type { Plan } from '../protocol.ts';

/** Where the places of a query from the playground lie: in its SQL, or in what stands around it in a file. */
export const inSql = 'sql';
const around = 'around';

/** SQL as the query of a pack. Its places count the characters of the SQL: `column` is the offset plus one, all in line 1. */
export function queryOf(sql: string, platforms: readonly Platform[], plan: Plan, minimumVersion?: string): Query {
  return {
    setting: 'production',
    group: plan.pack,
    file: `packs/${plan.pack}/${plan.query}.yml`,
    spec: {
      name: plan.query, description: 'Written in the playground.', platform: platforms.join(','), interval: plan.interval, logging: plan.logging,
      query: sql, purpose: 'inventory', ...(minimumVersion !== undefined && { min_osquery_version: minimumVersion }),
    },
    at: sqlLocator,
  };
}

const elsewhere: Place = { file: around, line: 1, column: 1 };

const sqlLocator: Locator = {
  file: around,
  value: () => elsewhere,
  key: () => elsewhere,
  inText: (path: Path, offset: number): Place => (path.at(-1) === 'query' ? { file: inSql, line: 1, column: offset + 1 } : elsewhere),
  line: () => '',
};
