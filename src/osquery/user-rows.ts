import type { Platform } from '../model/platform.ts';

/**
 * Whether a per-user table gives the rows of every user without being told one. `given` has the columns that a condition with
 * = or IN hands over. Of python_packages a directory is read whoever it belongs to, and on Windows all users are walked
 * (osquery/tables/system/python_packages.cpp).
 */
export function readsEveryUser(table: string, platform: Platform, given: readonly string[]): boolean {
  return table === 'python_packages' && (platform === 'windows' || given.includes('directory'));
}

/**
 * Where a per-user table has rows too that belong to no user, so that a join with users takes them away. What belongs to the
 * whole system has the uid 0: on Windows that is nobody's (python_packages.cpp, ssh_configs.cpp in osquery/tables/system).
 * preferences gives those of any user, unless it is told a name (osquery/tables/system/darwin/preferences.cpp).
 */
const ofNoUser: Readonly<Record<string, readonly Platform[]>> = { preferences: ['darwin'], python_packages: ['windows'], ssh_configs: ['windows'] };

/** Whether a join of a per-user table with users takes rows away on a platform. */
export function losesRowsToUsers(table: string, platform: Platform): boolean {
  return Object.hasOwn(ofNoUser, table) && ofNoUser[table]!.includes(platform);
}
