import { fleetHead, fleetSpec, fleetYaml } from './fleet.ts';
import { orderedQueries, type BuiltPack } from './release.ts';

/**
 * What `fleetctl apply -f` takes: a YAML document for each query. `kind: query` is what every Fleet knows; newer
 * ones also call it `report` and say so when they read the file.
 */
export function fleetApply(built: BuiltPack): string {
  const documents = orderedQueries(built).map((query) => fleetYaml({ apiVersion: 'v1', kind: 'query', spec: fleetSpec(built, query) }));
  return fleetHead(built) + documents.join('---\n');
}
