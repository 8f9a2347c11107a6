import { oneLine } from '../engine/tokens.ts';
import { orderedQueries, platformText, versionedDescription, type BuiltPack, type BuiltQuery } from './release.ts';
import { resultType } from './result-type.ts';

/**
 * The body of Kibana’s `POST /api/osquery/packs`.
 *
 * - `enabled` is false and no policy is named: whoever sends it chooses the policies in Kibana and turns it on.
 * - Kibana removes line breaks from the SQL, so it is one line without comments. `snapshot` is written out, since
 *   Elastic’s agent takes a query without it for a snapshot.
 * - `ecs_mapping` has the form of the wire, an object by ECS field; the list form belongs to saved objects.
 * - There is no `timeout`: the agent’s 60 seconds hold, and what is allowed above them differs by Kibana version.
 */
export function kibanaPack(built: BuiltPack): string {
  const { spec } = built.pack;
  const body = {
    name: spec.name,
    description: versionedDescription(built),
    enabled: false,
    queries: Object.fromEntries(orderedQueries(built).map((query) => [query.query.spec.name, scheduled(query)])),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

function scheduled({ query: { spec }, platforms, minimumVersion }: BuiltQuery): Record<string, unknown> {
  return {
    query: oneLine(spec.query),
    interval: spec.interval,
    ...resultType(spec.logging),
    platform: platformText(platforms),
    version: minimumVersion,
    ...(spec.ecs_mapping && { ecs_mapping: spec.ecs_mapping }),
  };
}
