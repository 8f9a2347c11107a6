/** How a table generates rows from the values given for one of its columns. */
export interface PatternColumn {
  /** Whether the generator expands LIKE patterns. `=` and IN are always taken as they are, wildcards included. */
  readonly like: boolean;
  /** Whether the rows show that the expansion ends the names of folders with a separator. */
  readonly marksFolders?: true;
  /** What the patterns walk, where it is not the file system: other rules on wildcards and letter case hold there. */
  readonly walks?: 'registry' | 'augeas';
  /** Where the generator does so on some of the table's platforms only. */
  readonly platforms?: readonly ('darwin' | 'linux' | 'windows')[];
  /** What would surprise a reader. */
  readonly note?: string;
}

export interface PatternTable {
  readonly columns: Readonly<Record<string, PatternColumn>>;
}

const expands: PatternColumn = { like: true };
const exact: PatternColumn = { like: false };

function path(column: PatternColumn): PatternTable {
  return { columns: { path: column } };
}

/**
 * Columns whose values decide which rows a table generates: every required column, and the optional ones that expand
 * patterns. Other operators than `=`, IN and, where it expands, LIKE on a required column generate no rows. Any other
 * column is filtered after the rows were generated, so that LIKE works there as in any SQL.
 *
 * Read from the generators at osquery a5b14f63 (paths below osquery/tables); those of removed tables at the last
 * version that has them.
 */
export const patternTables: Readonly<Record<string, PatternTable>> = {
  augeas: { columns: { node: { like: true, walks: 'augeas' }, path: { like: true, walks: 'augeas' } } }, // system/posix/augeas.cpp
  authenticode: path(expands), // system/windows/authenticode.cpp
  carves: path({ like: true, note: 'Paths are carved where carve = 1; otherwise the table lists the carves there are.' }), // forensic/carves.cpp
  certificates: path({ like: true, platforms: ['darwin'] }), // system/darwin/certificates.mm; linux/certificates.cpp takes = only
  curl: { columns: { url: exact } }, // networking/curl.cpp
  curl_certificate: { columns: { hostname: exact } }, // networking/curl_certificate.cpp
  device_file: { columns: { device: exact, partition: exact } }, // sleuthkit/sleuthkit.cpp, genDeviceFile
  device_hash: { columns: { device: exact, partition: exact, inode: exact } }, // sleuthkit/sleuthkit.cpp, genDeviceHash
  device_partitions: { columns: { device: exact } }, // sleuthkit/sleuthkit.cpp, genDevicePartitions
  docker_container_fs_changes: { columns: { id: exact } }, // applications/posix/docker.cpp
  docker_container_processes: { columns: { id: exact } }, // applications/posix/docker.cpp
  docker_container_stats: { columns: { id: exact } }, // applications/posix/docker.cpp
  elf_dynamic: path(expands), // system/linux/elf_info.cpp at 5.2.2
  elf_info: path(expands), // system/linux/elf_info.cpp at 5.2.2
  elf_sections: path(expands), // system/linux/elf_info.cpp at 5.2.2
  elf_segments: path(expands), // system/linux/elf_info.cpp at 5.2.2
  elf_symbols: path(expands), // system/linux/elf_info.cpp at 5.2.2
  extended_attributes: {
    columns: {
      path: expands, // system/linux/extended_attributes.cpp, system/darwin/extended_attributes.cpp
      directory: { like: true, platforms: ['darwin'], note: 'On Linux the directory alone gives no rows.' }, // system/darwin/extended_attributes.cpp
    },
  },
  file: { columns: { path: { like: true, marksFolders: true, note: 'A folder that a pattern finds comes with a separator at its end and the file name “.”; a link to a folder comes as that folder.' }, directory: { like: true, marksFolders: true, note: 'LIKE finds folders; their files are the rows, each with a separator at the end of the folder.' } } }, // utility/file.cpp
  hash: { columns: { path: expands, directory: expands } }, // system/hash.cpp
  lxd_instance_config: { columns: { name: exact } }, // applications/linux/lxd.cpp
  lxd_instance_devices: { columns: { name: exact } }, // applications/linux/lxd.cpp
  magic: path(exact), // system/posix/magic.cpp
  mdfind: { columns: { query: exact } }, // system/darwin/mdfind.mm
  mdls: path(expands), // system/darwin/mdls.mm
  ntfs_acl_permissions: path(exact), // system/windows/ntfs_acl_permissions.cpp
  package_bom: path(exact), // system/darwin/packages.mm, genPackageBOM
  plist: path(expands), // system/darwin/preferences.cpp, genOSXPlist
  prefetch: path(expands), // system/windows/prefetch.cpp
  process_open_handles: { columns: { pid: exact } }, // system/windows/process_open_handles.cpp
  registry: { columns: { key: { like: true, walks: 'registry' }, path: { like: true, walks: 'registry' } } }, // system/windows/registry.cpp
  shortcut_files: path(expands), // system/windows/shortcut_files.cpp at 5.2.2
  signature: path(expands), // system/darwin/signature.mm
  system_profiler: { columns: { data_type: exact } }, // system/darwin/system_profiler.mm
  windows_eventlog: { columns: { channel: exact, xpath: exact } }, // system/windows/windows_eventlog.cpp
  yara: path(expands), // yara/yara.cpp at 5.22.1
  yara_file: path({ like: true, note: 'Finds files only, no folders.' }), // yara/yara.cpp
  yara_process: { columns: { pid: exact } }, // yara/yara.cpp
};

/** What is known of a column that decides which rows its table generates; undefined for any other. */
export function pathColumn(table: string, column: string): PatternColumn | undefined {
  return Object.hasOwn(patternTables, table) ? ownColumn(patternTables[table]!.columns, column) : undefined;
}

function ownColumn(columns: Readonly<Record<string, PatternColumn>>, column: string): PatternColumn | undefined {
  return Object.hasOwn(columns, column) ? columns[column] : undefined;
}

/** Whether the table expands LIKE patterns on the column itself. */
export function expandsLike(table: string, column: string): boolean {
  return pathColumn(table, column)?.like ?? false;
}
