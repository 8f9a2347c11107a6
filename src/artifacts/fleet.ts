import { dump } from 'js-yaml';
import { platformText, queryDescription, type BuiltPack, type BuiltQuery } from './release.ts';

/**
 * A query with Fleet’s own keys only (fleetdm/fleet server/fleet/queries.go). The name carries the pack, because
 * Fleet has no packs of its own any more and delivers every query in one called `Global` or `team-<id>`.
 * `automations_enabled` is always on: results are to be logged, as osqueryd itself logs them, and Fleet never runs
 * a differential query without it. The SQL stays as written, comments included.
 */
export function fleetSpec(built: BuiltPack, { query, platforms, minimumVersion }: BuiltQuery): Record<string, unknown> {
  const { spec } = query;
  return {
    name: fleetName(built.pack.spec.name, spec.name),
    description: queryDescription(built, query),
    platform: platformText(platforms),
    interval: spec.interval,
    logging: spec.logging,
    min_osquery_version: minimumVersion,
    automations_enabled: true,
    query: spec.query,
  };
}

/** The name of a pack’s query in Fleet, where names of queries are global. */
export function fleetName(pack: string, query: string): string {
  return `${pack}/${query}`;
}

/** The comment at the head of a Fleet file: what it is, and where to change it. */
export function fleetHead({ pack, version, tuned, sources }: BuiltPack): string {
  if (sources) return `# ${pack.spec.name}, a selection from ${sources.join(', ')}.\n`;
  if (version === '') return `# ${pack.spec.name.replace(/\s+/g, ' ')}, made from ${pack.file.replace(/\s+/g, ' ')}.\n`;
  const folder = pack.file.slice(0, pack.file.lastIndexOf('/') + 1);
  return `# ${pack.spec.name} ${version}, made from ${folder}${tuned ? ' and an overlay: edit the overlay' : ': edit it there'}.\n`;
}

/** YAML without folded lines, so that SQL of several lines is a literal block, and without anchors. */
export function fleetYaml(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}
