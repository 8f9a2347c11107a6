import { fleetApply } from './fleet-apply.ts';
import { fleetGitops } from './fleet-gitops.ts';
import { kibanaPack } from './kibana.ts';
import { osqueryConf } from './osquery-conf.ts';
import type { BuiltPack } from './release.ts';

/** Whom a file is for. */
export type Format = 'osquery' | 'fleet' | 'gitops' | 'kibana';

/** A built file of a pack. */
export interface PackFile {
  readonly format: Format;
  readonly name: string;
  readonly text: string;
}

/** The files of one pack; none for a pack that was removed. No base name has a dot: osquery would drop a pack that it finds by a glob. */
export function packFiles(built: BuiltPack): PackFile[] {
  const { name, status } = built.pack.spec;
  if (status === 'removed') return [];
  return [
    { format: 'osquery', name: `${name}.conf`, text: osqueryConf(built) },
    { format: 'fleet', name: `${name}.fleet.yml`, text: fleetApply(built) },
    { format: 'gitops', name: `${name}.gitops.yml`, text: fleetGitops(built) },
    { format: 'kibana', name: `${name}.kibana.json`, text: kibanaPack(built) },
  ];
}
