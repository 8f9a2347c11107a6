import type { Platform } from '../../model/platform.ts';

/**
 * What a newer osquery does to the rows of a table: gives `more` or `fewer`, other `values`, none unless a `flag` is
 * set, or none for conditions that it took before (`conditions`).
 */
export type RowEffect = 'more' | 'fewer' | 'values' | 'flag' | 'conditions';

/** A change of what a table gives that its declaration does not show. */
export interface TableChange {
  readonly table: string;
  /** First version that has it. */
  readonly since: string;
  /** Pull request of osquery. */
  readonly pull: number;
  readonly effect: RowEffect;
  /** What the table does from that version on, as a sentence. */
  readonly change: string;
  /** Only where one of these columns is read; without them, wherever the table is. */
  readonly columns?: readonly string[];
  /** Only there; without them, wherever the table exists. */
  readonly platforms?: readonly Platform[];
  /** What to do, where the effect does not tell it. */
  readonly advice?: string;
}

type More = Pick<TableChange, 'columns' | 'platforms' | 'advice'>;

function of(table: string, since: string, pull: number, effect: RowEffect, change: string, more: More = {}): TableChange {
  return { table, since, pull, effect, change, ...more };
}

const darwin: Pick<TableChange, 'platforms'> = { platforms: ['darwin'] };
const linux: Pick<TableChange, 'platforms'> = { platforms: ['linux'] };
const windows: Pick<TableChange, 'platforms'> = { platforms: ['windows'] };

/**
 * Changes of tables by version: osquery's CHANGELOG.md up to 5.16.0 and, for later ones, the first release tag that
 * contains the pull request. Names of columns and tables that come or go are in schema.json and not repeated here.
 */
export const tableChanges: readonly TableChange[] = [
  of('process_events', '4.3.0', 6339, 'values', 'A parent that is not known is -1, and no longer 0.', { columns: ['parent'] }),
  of('logged_in_users', '4.4.0', 6375, 'fewer', 'Sessions that are not interactive are left out.', windows),
  of('file_events', '4.6.0', 6663, 'flag', 'The table stays empty unless the daemon runs with --enable_file_events=true.', { platforms: ['darwin', 'linux'], advice: 'Set --enable_file_events=true on the hosts before the upgrade.' }),
  of('chrome_extensions', '4.6.0', 6735, 'more', 'Extensions of the Yandex browser are listed too.'),
  of('iptables', '4.6.0', 6713, 'values', 'Negated conditions are told, and rules no longer come twice.'),
  of('shadow', '4.6.0', 6696, 'values', 'An empty password is told as such.', { columns: ['password_status'] }),
  of('augeas', '4.7.0', 6980, 'fewer', 'The lenses of the system are no longer loaded; only those that come with osquery are.'),
  of('docker_container_stats', '4.7.0', 6965, 'values', 'The number of processes is right.', { columns: ['pids'] }),
  of('chrome_extensions', '4.9.0', 7124, 'values', 'The identifier is computed from the key of the extension.', { columns: ['identifier'] }),
  of('ntfs_acl_permissions', '4.9.0', 7114, 'more', 'Every entry of an access list is told.'),
  of('homebrew_packages', '4.9.0', 7117, 'more', 'Packages below /opt/homebrew are listed too.', darwin),
  of('augeas', '5.0.1', 6982, 'conditions', 'Patterns are handed to Augeas itself, which reads them in its own way: searches that gave rows may give none.', { advice: 'Try each query on a host with both versions; ask for a whole path or node where that is possible.' }),
  of('chrome_extensions', '5.0.1', 7170, 'more', 'Extensions of Edge are listed too.'),
  of('osquery_info', '5.0.1', 7254, 'values', 'The build platform is told by another name.', { ...linux, columns: ['build_platform'] }),
  of('user_ssh_keys', '5.0.1', 7168, 'values', 'Encrypted ed25519 keys are recognised.', { columns: ['encrypted'] }),
  of('sudoers', '5.0.1', 7185, 'more', 'Files that are included with @include are read too.'),
  of('time', '5.2.2', 7460, 'values', 'All parts of the time are UTC.'),
  of('windows_security_center', '5.2.2', 7411, 'values', 'The column antispyware is hidden: SELECT * no longer gives it.', { columns: ['antispyware'], advice: 'Name the columns. Leave antispyware out.' }),
  of('processes', '5.2.2', 7473, 'values', 'The times of the processor are in the right unit on Apple silicon.', { ...darwin, columns: ['user_time', 'system_time'] }),
  of('python_packages', '5.3.0', 7414, 'more', 'Installations of any user are searched, and the folders of Homebrew.'),
  of('keychain_items', '5.3.0', 7576, 'more', 'Internet passwords are listed too.', darwin),
  of('drivers', '5.3.0', 7444, 'values', 'The path of the image is right.', { ...windows, columns: ['image'] }),
  of('deb_packages', '5.4.0', 7638, 'values', 'The name no longer holds the architecture.', { ...linux, columns: ['name'] }),
  of('system_info', '5.4.0', 7662, 'values', 'The model of Macs with an M1 is told.', { ...darwin, columns: ['hardware_model'] }),
  of('time', '5.4.0', 7656, 'values', 'The local time zone is right.', { ...windows, columns: ['local_timezone'] }),
  of('registry', '5.5.1', 7708, 'conditions', 'The key is compared without regard to letter case.', { ...windows, columns: ['key'], advice: 'Nothing, unless a query counts on the letter case of a key.' }),
  of('password_policy', '5.5.1', 7699, 'values', 'A policy for all users has the uid -1.', { ...darwin, columns: ['uid'] }),
  of('battery', '5.5.1', 7721, 'values', 'Capacities are right on Apple silicon.', { ...darwin, columns: ['max_capacity', 'current_capacity'] }),
  of('processes', '5.7.0', 7788, 'values', 'The start time of a process stays the same from run to run.', { platforms: ['darwin', 'linux'], columns: ['start_time'] }),
  of('processes', '5.7.0', 7818, 'values', 'Sizes in memory are counted with 1024 bytes a kB, and no longer 1000.', { ...linux, columns: ['resident_size', 'total_size', 'wired_size'] }),
  of('shimcache', '5.7.0', 7832, 'fewer', 'Only the current control set is read, so that entries no longer come twice.', windows),
  of('docker_containers', '5.7.0', 7783, 'values', 'A container that still runs has no time at which it ended.', { columns: ['finished_at'] }),
  of('logged_in_users', '5.7.0', 7685, 'values', 'The host of a session is no longer empty.', { columns: ['host'] }),
  of('xprotect_meta', '5.8.1', 7926, 'values', 'A lowest version that is not given is empty.', { ...darwin, columns: ['min_version'] }),
  of('crashes', '5.9.1', 7819, 'more', 'Reports of macOS 12 and newer are read.', darwin),
  of('homebrew_packages', '5.9.1', 8057, 'values', 'The version is right.', { ...darwin, columns: ['version'] }),
  of('safari_extensions', '5.9.1', 7991, 'more', 'Extensions that come with applications are listed.', darwin),
  of('disk_encryption', '5.10.2', 8052, 'values', 'A device inherits the encryption of the device that it stands on.', { ...linux, columns: ['encrypted', 'type', 'encryption_status'] }),
  of('es_process_events', '5.10.2', 8054, 'values', 'Blanks within an argument or a variable are quoted.', { ...darwin, columns: ['cmdline', 'env'] }),
  of('chrome_extensions', '5.11.0', 8170, 'more', 'Extensions of Chrome Beta, Chrome Dev and Vivaldi are listed too.'),
  of('homebrew_packages', '5.12.1', 8276, 'more', 'Casks are listed too.', darwin),
  of('os_version', '5.12.1', 8265, 'values', 'The version ends in the update build revision.', { ...windows, columns: ['version', 'revision'] }),
  of('users', '5.13.1', 8342, 'fewer', 'Only the users of /etc/passwd are listed unless include_remote = 1 is asked for.', { ...linux, advice: 'Add the condition include_remote = 1 where users of a directory service are wanted; older osquery refuses that column.' }),
  of('dns_resolvers', '5.13.1', 8329, 'more', 'Every domain of a search list is told.'),
  of('process_open_sockets', '5.13.1', 8315, 'values', 'Family and protocol are right.', { ...darwin, columns: ['family', 'protocol'] }),
  of('authorized_keys', '5.13.1', 8319, 'more', 'Keys that stand on a FIDO2 device are listed too.'),
  of('groups', '5.14.1', 8387, 'more', 'Large groups are no longer left out.', linux),
  of('firefox_addons', '5.14.1', 8374, 'more', 'Add-ons of Firefox from a snap are listed too.', linux),
  of('alf', '5.14.1', 8428, 'values', 'The state of the firewall is read on macOS 15.', darwin),
  of('alf_exceptions', '5.14.1', 8434, 'more', 'Exceptions of macOS 15 are listed.', darwin),
  of('safari_extensions', '5.14.1', 8426, 'fewer', 'Extensions of the old kind are no longer listed.', darwin),
  of('windows_crashes', '5.14.1', 8394, 'values', 'Dumps of programs are told whole.', windows),
  of('chrome_extensions', '5.15.0', 8473, 'more', 'Extensions of Arc are listed too.', darwin),
  of('socket_events', '5.15.0', 8510, 'values', 'What is not known is empty, and no longer 0.', linux),
  of('socket_events', '5.15.0', 8508, 'more', 'Connections that are accepted are told too.', darwin),
  of('vscode_extensions', '5.15.0', 8396, 'more', 'Extensions of Visual Studio Code Insiders are listed too.'),
  of('python_packages', '5.16.0', 8504, 'more', 'Packages in the folders of users are listed too.'),
  of('wifi_status', '5.16.0', 8530, 'values', 'The name of the network is told on macOS 14 and newer.', { ...darwin, columns: ['network_name'] }),
  of('shell_history', '5.17.0', 8568, 'more', 'The history of ash is read too.'),
  of('docker_container_stats', '5.17.0', 8567, 'values', 'Traffic and disk use are counted.', { columns: ['network_rx_bytes', 'network_tx_bytes', 'disk_read', 'disk_write'] }),
  of('startup_items', '5.17.0', 8536, 'values', 'Items are parsed in another way.'),
  of('prefetch', '5.18.1', 8615, 'more', 'Files of Windows 11 are read.', windows),
  of('npm_packages', '5.20.0', 8694, 'more', 'Packages of versions that nvm manages are listed too.'),
  of('startup_items', '5.21.0', 8723, 'fewer', 'Login items of the old property list are no longer read.', darwin),
  of('programs', '5.22.1', 8772, 'more', 'MSIX packages that are provided to the whole machine are listed too.', windows),
  of('office_mru', '5.23.0', 8838, 'more', 'The table is no longer always empty.', windows),
  of('gatekeeper', '5.23.0', 8831, 'values', 'The state is read on macOS 15 and newer.', darwin),
  of('python_packages', '5.23.0', 8801, 'more', 'Folders of newer package managers are searched too.'),
  of('npm_packages', '5.23.0', 8801, 'more', 'Folders of newer package managers are searched too.'),
  of('apps', '5.23.0', 8790, 'more', 'Applications that LaunchServices does not know are listed too.', darwin),
  of('wifi_status', '5.23.0', 8781, 'values', 'The name of the network is told in more cases.', { ...darwin, columns: ['network_name'] }),
];
