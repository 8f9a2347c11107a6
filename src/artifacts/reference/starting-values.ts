import type { Platform } from '../../model/platform.ts';

/** A table that gives another one its rows’ key, one row at a time. */
export interface Giver {
  readonly table: string;
  /** The column that both have. */
  readonly key: string;
  /** The column of the giver that names its row to a reader. */
  readonly label: string;
  /** Rows of the giver to begin with, where all of them would be too many. */
  readonly only?: { readonly column: string; readonly value: PerPlatform };
}

/** A value that is the same everywhere, or one a platform. */
export type PerPlatform = string | Readonly<Partial<Record<Platform, string>>>;

const daemon: PerPlatform = { darwin: 'osqueryd', linux: 'osqueryd', windows: 'osqueryd.exe' };
const aFile: PerPlatform = { darwin: '/etc/hosts', linux: '/etc/hosts', windows: String.raw`C:\Windows\System32\drivers\etc\hosts` };

const container: Giver = { table: 'docker_containers', key: 'id', label: 'name' };
const instance: Giver = { table: 'lxd_instances', key: 'name', label: 'name' };
const process: Giver = { table: 'processes', key: 'pid', label: 'name', only: { column: 'name', value: daemon } };

/** Tables with a required column that another table lists, so that the query runs on every host as it is. */
export const givers: Readonly<Record<string, Giver>> = {
  docker_container_fs_changes: container,
  docker_container_processes: container,
  docker_container_stats: container,
  lxd_instance_config: instance,
  lxd_instance_devices: instance,
  process_open_handles: process,
  yara_process: process,
};

/** Tables of which one required column alone gives nothing (osquery/tables/sleuthkit/sleuthkit.cpp). */
export const needAll: ReadonlySet<string> = new Set(['device_file', 'device_hash']);

/** Required columns to begin with that are not the first of their table: a folder shows more than one file, and listing it costs little. */
export const firstChoice: Readonly<Record<string, string>> = { file: 'directory' };

/** What a condition compares with where no sample host has a row to take a value from: by column, or by table and column. */
export const usualValues: Readonly<Record<string, PerPlatform>> = {
  channel: 'System',
  data_type: 'SPHardwareDataType',
  device: { darwin: '/dev/disk0', linux: '/dev/sda' },
  directory: { darwin: '/etc', linux: '/etc', windows: String.raw`C:\Windows\System32\drivers\etc` },
  hostname: 'www.example.org',
  inode: '2',
  partition: '1',
  path: aFile,
  'mdfind.query': "kMDItemContentType == 'com.apple.application-bundle'",
  'mdls.path': '/System/Applications/Calculator.app',
  'plist.path': '/Library/Preferences/com.apple.SoftwareUpdate.plist',
  'registry.key': String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion`,
  url: 'https://www.example.org/',
};

const anyMatch = 'rule any { condition: true }';

/** Conditions that osquery does not demand and without which a table has nothing to do: YARA needs rules. */
export const furtherConditions: Readonly<Record<string, { readonly column: string; readonly value: string }>> = {
  yara_file: { column: 'sigrule', value: anyMatch },
  yara_process: { column: 'sigrule', value: anyMatch },
};
