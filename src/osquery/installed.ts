import type { Platform } from '../model/platform.ts';

/** Where osquery's own packages keep things on a platform. */
export interface Installed {
  /** The folder of configuration, flag file and packs. */
  readonly folder: string;
  /** The folder of the logs that the filesystem logger writes. */
  readonly logs: string;
  readonly separator: string;
}

/**
 * By platform, as osquery's packages install it (cmake/install_directives.cmake, tools/deployment: osqueryd.service and
 * osqueryd.sysconfig, io.osquery.agent.plist, osquery_wix_patch.xml; defaults of config_path and logger_path in
 * osquery/core/flags and osquery/logger). On each the service is started with a flag file of that folder.
 */
export const installed: Readonly<Record<Platform, Installed>> = {
  darwin: { folder: '/var/osquery', logs: '/var/log/osquery', separator: '/' },
  linux: { folder: '/etc/osquery', logs: '/var/log/osquery', separator: '/' },
  windows: { folder: 'C:\\Program Files\\osquery', logs: 'C:\\Program Files\\osquery\\log', separator: '\\' },
};

/** A path below the folder that osquery has on a platform. */
export function inHome(platform: Platform, ...names: readonly string[]): string {
  return [installed[platform].folder, ...names].join(installed[platform].separator);
}

/** The files of the filesystem logger: differential results, and snapshots. */
const logFiles = { results: 'osqueryd.results.log', snapshots: 'osqueryd.snapshots.log' } as const;

/** The path of a log on a platform. */
export function logPath(platform: Platform, log: keyof typeof logFiles): string {
  return [installed[platform].logs, logFiles[log]].join(installed[platform].separator);
}
