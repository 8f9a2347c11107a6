import type { Logging } from '../model/query.ts';

/**
 * osquery's `snapshot` and `removed` for a logging mode. Both are always written out, since the default is
 * differential in osquery and snapshot in Kibana. A snapshot has `removed: false`: osquery does not look at it
 * then, and Zentral refuses a snapshot that asks for removed rows (zentral/contrib/osquery/serializers.py).
 */
export function resultType(logging: Logging): { snapshot: boolean; removed: boolean } {
  return { snapshot: logging === 'snapshot', removed: logging === 'differential' };
}
