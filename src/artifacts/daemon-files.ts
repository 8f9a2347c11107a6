import type { Platform } from '../model/platform.ts';
import { inHome, installed } from '../osquery/installed.ts';

/** A query of the daemon's own schedule, outside of any pack. */
export interface ScheduledQuery {
  readonly name: string;
  readonly sql: string;
  /** Seconds between two runs. */
  readonly interval: number;
}

/** A file of the daemon: where it stands, and its whole text. */
export interface DaemonFile {
  readonly path: string;
  readonly text: string;
}

/** The names of the daemon's two files in its folder. */
export const daemonFileNames = ['osquery.conf', 'osquery.flags'] as const;
export type DaemonFileName = (typeof daemonFileNames)[number];

/**
 * The two files with which osqueryd, as its package installs it on `platform`, runs `packs` by name and `schedule`:
 * its configuration, which names each pack by its path, and its flags, one a line. Nothing else is needed beside the files of the packs.
 */
export function daemonFiles(platform: Platform, packs: readonly string[], schedule: readonly ScheduledQuery[] = []): Readonly<Record<DaemonFileName, DaemonFile>> {
  const conf = {
    ...(schedule.length > 0 && { schedule: Object.fromEntries(schedule.map(({ name, sql, interval }) => [name, { query: sql, interval }])) }),
    packs: Object.fromEntries(packs.map((pack) => [pack, packPath(platform, pack)])),
  };
  const flags = [`--config_path=${inHome(platform, 'osquery.conf')}`, `--logger_path=${installed[platform].logs}`, '--host_identifier=hostname'];
  return {
    'osquery.conf': { path: inHome(platform, 'osquery.conf'), text: `${JSON.stringify(conf, null, 2)}\n` },
    'osquery.flags': { path: inHome(platform, 'osquery.flags'), text: `${flags.join('\n')}\n` },
  };
}

/** Where the file of a pack stands on a host. */
export function packPath(platform: Platform, pack: string): string {
  return inHome(platform, 'packs', `${pack}.conf`);
}
