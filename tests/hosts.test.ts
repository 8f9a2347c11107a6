import { describe, expect, it } from 'vitest';
import { hostPlatform, readCatalogue } from '../src/content/catalogue.ts';
import type { Host, Value } from '../src/model/catalogue.ts';
import type { Platform } from '../src/model/platform.ts';
import { readContent } from '../src/node/read-content.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { latestVersion, tablesAt } from '../src/osquery/schema.ts';

type Row = ReadonlyMap<string, Value>;

/** The most rows a table has, so that a host stays readable; these tables list what queries ask for by path or name. */
const mostRows = 60;
const longTables: Readonly<Record<string, number>> = {
  authenticode: 200, deb_package_files: 200, deb_packages: 120, file: 700, hash: 300, registry: 500, signature: 200, startup_items: 120,
};

/** Tables that name processes which may have ended. */
const pastProcesses = new Set(['asl', 'crashes', 'kernel_panics', 'last', 'unified_log', 'windows_crashes', 'windows_eventlog']);

/** Tables put together from others, which can name a thing twice. */
const repeatingTables = new Set(['autoexec']);

/** Hexadecimal digits of a hash, by the column's name. */
const hashLengths: Readonly<Record<string, number>> = { cdhash: 40, md5: 32, sha1: 40, sha1_fingerprint: 40, sha256: 64, sha256_fingerprint: 64 };

/** Numbers that stand for no user or group: what is not set, in 32 and 64 bits. */
const nobodyKnows = new Set(['-1', '4294967295', '18446744073709551615']);

/** A sample host with what every check needs of it. */
class Sample {
  readonly host: Host;
  readonly platform: Platform;
  readonly #tables: ReturnType<typeof tablesAt>;

  constructor(host: Host) {
    this.host = host;
    this.platform = hostPlatform(host.name);
    this.#tables = tablesAt(this.platform, latestVersion);
  }

  has(...tables: string[]): boolean {
    return tables.every((table) => this.host.rows.has(table));
  }

  rows(table: string): readonly Row[] {
    return this.host.rows.get(table) ?? [];
  }

  get tables(): string[] {
    return [...this.host.rows.keys()];
  }

  evented(table: string): boolean {
    return this.#tables.get(table)!.evented;
  }

  /** The texts of a column, empty ones left out. */
  texts(table: string, column: string): Set<string> {
    return new Set(this.rows(table).map((row) => text(row, column)).filter((value) => value !== ''));
  }

  /** Paths compare without regard to letter case where the file system does. */
  path(path: string): string {
    return this.platform === 'linux' ? path : path.toLowerCase();
  }

  folder(path: string): string {
    return path.slice(0, path.lastIndexOf(this.platform === 'windows' ? '\\' : '/'));
  }

  /** Unix time of the host's clock. */
  get now(): number {
    return Number(text(this.rows('time')[0] ?? new Map(), 'unix_time'));
  }

  /** When it started. */
  get boot(): number {
    return this.now - Number(text(this.rows('uptime')[0] ?? new Map(), 'total_seconds'));
  }

  /** Processes of containers: their users and paths are those of the container. */
  get contained(): Set<string> {
    return this.texts('docker_container_processes', 'pid');
  }
}

function text(row: Row, column: string): string {
  return String(row.get(column) ?? '');
}

/** The row as a message shows it: its first cells, which tell it from the others. */
function brief(row: Row): string {
  return [...row].slice(0, 4).map(([column, value]) => `${column}=${value}`).join(' ');
}

/** For each row of `table` whose cell is not among `known`, what is wrong with it. */
function strangers(sample: Sample, table: string, column: string, known: ReadonlySet<string>, where: string, skip: (row: Row, value: string) => boolean = () => false): string[] {
  return sample.rows(table)
    .map((row): [Row, string] => [row, text(row, column)])
    .filter(([row, value]) => value !== '' && !known.has(value) && !skip(row, value))
    .map(([row, value]) => `${table}: ${column} ${value} is not in ${where} (${brief(row)})`);
}

/** Every pair of a table of the host and one of `columns` that the table has rows for. */
function* cellsOf(sample: Sample, columns: readonly string[]): Generator<[table: string, column: string]> {
  for (const table of sample.tables) {
    for (const column of columns) if (sample.rows(table).some((row) => row.has(column))) yield [table, column];
  }
}

const { files } = readContent(repositoryRoot);
const { catalogue, findings } = readCatalogue(files.filter(({ path }) => path.startsWith('examples/hosts/')));

it('the rows of all hosts can be read', () => {
  expect(findings.map(({ place, message }) => `${place.file}:${place.line} ${message}`)).toEqual([]);
  expect(catalogue.hosts.size).toBeGreaterThan(0);
});

describe.each([...catalogue.hosts.values()].map((host) => new Sample(host)))('$host.name', (sample) => {
  it('has tables of a readable length, each row once', () => {
    const wrong = sample.tables.flatMap((table) => {
      const rows = sample.rows(table);
      const most = longTables[table] ?? mostRows;
      const keys = rows.map((row) => JSON.stringify([...row.values()].map(String)));
      return [
        ...(rows.length === 0 ? [`${table} has no rows: delete the file`] : []),
        ...(rows.length > most ? [`${table} has ${rows.length} rows, more than ${most}`] : []),
        ...rows.filter((_, index) => !repeatingTables.has(table) && keys.indexOf(keys[index]!) !== index).map((row) => `${table} has a row twice: ${brief(row)}`),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('has a clock', () => {
    expect(['time', 'uptime'].filter((table) => !sample.has(table)), 'tables that the host lacks').toEqual([]);
    const time = sample.rows('time')[0]!;
    const date = new Date(sample.now * 1000);
    expect(text(time, 'iso_8601')).toBe(date.toISOString().replace('.000', ''));
    expect(['year', 'month', 'day', 'hour', 'minutes', 'seconds'].map((column) => Number(text(time, column)))).toEqual([
      date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(),
    ]);
    const [days, hours, minutes, seconds, total] = ['days', 'hours', 'minutes', 'seconds', 'total_seconds'].map((column) => Number(text(sample.rows('uptime')[0]!, column)));
    expect(((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!).toBe(total);
  });

  it.runIf(sample.has('time', 'uptime'))('is not ahead of its clock', () => {
    const pastColumns: Readonly<Record<string, readonly string[]>> = {
      file: ['atime', 'mtime', 'ctime', 'btime'], last: ['time'], logged_in_users: ['time'], osquery_info: ['start_time'], osquery_schedule: ['last_executed'],
      processes: ['start_time'], shell_history: ['time'], ...Object.fromEntries(sample.tables.filter((table) => sample.evented(table)).map((table) => [table, ['time']])),
    };
    const wrong = Object.entries(pastColumns).flatMap(([table, columns]) =>
      columns.flatMap((column) => sample.rows(table).filter((row) => Number(text(row, column)) > sample.now).map((row) => `${table}: ${column} ${text(row, column)} lies ahead (${brief(row)})`)));
    const early = sample.rows('processes').filter((row) => Number(text(row, 'start_time') || sample.now) < sample.boot - 1 && text(row, 'start_time') !== '-1' && text(row, 'start_time') !== '0');
    const drift = sample.tables.filter((table) => sample.evented(table)).flatMap((table) =>
      sample.rows(table).filter((row) => row.has('uptime') && Math.abs(Number(text(row, 'time')) - sample.boot - Number(text(row, 'uptime'))) > 2).map((row) => `${table}: uptime does not fit time (${brief(row)})`));
    expect([...wrong, ...early.map((row) => `processes: started before the host (${brief(row)})`), ...drift]).toEqual([]);
  });

  it.runIf(sample.has('processes'))('names processes that run', () => {
    const running = sample.texts('processes', 'pid');
    const wrong = [...cellsOf(sample, ['pid', 'watcher', 'partner_pid', 'creator_pid'])]
      .filter(([table]) => table !== 'processes' && !sample.evented(table) && !pastProcesses.has(table) && (sample.platform === 'linux' || !table.startsWith('docker_')))
      .flatMap(([table, column]) => strangers(sample, table, column, running, 'processes', (row, pid) => pid === '0' || pid === '-1' || ['boot_time', 'runlevel'].includes(text(row, 'type'))));
    expect(wrong).toEqual([]);
    expect([...sample.texts('osquery_info', 'pid')].filter((pid) => !sample.rows('processes').some((row) => text(row, 'pid') === pid && /^osquery(d|i)/.test(text(row, 'name'))))).toEqual([]);
  });

  it.runIf(sample.has('processes'))('has processes with parents that are older', () => {
    const byPid = new Map(sample.rows('processes').map((row) => [text(row, 'pid'), row]));
    expect(byPid.size).toBe(sample.rows('processes').length);
    const started = (row: Row) => Number(text(row, 'start_time'));
    const wrong = sample.rows('processes').flatMap((row) => {
      const pid = text(row, 'parent');
      const parent = byPid.get(pid);
      if (!parent) {
        // A process of Windows keeps the number of a parent that has ended.
        return ['', '0', '1', '2', '-1'].includes(pid) || sample.platform === 'windows' ? [] : [`parent ${pid} is not in processes (${brief(row)})`];
      }
      return started(parent) > started(row) ? [`parent ${pid} started later (${brief(row)})`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it.runIf(sample.has('users', 'groups'))('names users and groups that exist', () => {
    const users = new Set([...sample.texts('users', 'uid'), ...sample.texts('users', 'uid_signed')]);
    const groups = new Set([...sample.texts('groups', 'gid'), ...sample.texts('groups', 'gid_signed')]);
    const { contained } = sample;
    const skip = (row: Row, id: string) => nobodyKnows.has(id) || contained.has(text(row, 'pid'));
    // Windows also has well-known identities, which own files and are primary groups and are in neither table.
    const tables = [...cellsOf(sample, ['uid', 'euid', 'suid', 'auid', 'owner_uid', 'creator_uid', 'gid', 'egid', 'sgid', 'owner_gid'])]
      .filter(([table, column]) => !table.startsWith('docker_') && !(sample.platform === 'windows' && (['file', 'ntfs_journal_events'].includes(table) || (column.endsWith('gid') && table !== 'user_groups'))));
    const byNumber = tables.flatMap(([table, column]) => column.endsWith('uid')
      ? strangers(sample, table, column, users, 'users', skip)
      : strangers(sample, table, column, groups, 'groups', skip));
    const names = sample.texts('users', 'username');
    const byName = ([['last', 'username'], ['logged_in_users', 'user'], ['shadow', 'username'], ['startup_items', 'username'], ['suid_bin', 'username'], ['systemd_units', 'user']] as const)
      .filter(([table]) => sample.platform !== 'windows' || table !== 'startup_items')
      .flatMap(([table, column]) => strangers(sample, table, column, names, 'users', (_, name) => ['reboot', 'runlevel', 'LOGIN', 'shutdown'].includes(name) || users.has(name)));
    const byGroup = strangers(sample, 'suid_bin', 'groupname', sample.texts('groups', 'groupname'), 'groups');
    expect([...byNumber, ...byName, ...byGroup]).toEqual([]);
  });

  it.runIf(sample.has('users'))('keeps files of users in their homes', () => {
    const homes = new Map(sample.rows('users').map((row) => [text(row, 'uid'), text(row, 'directory')]));
    const wrong = [...cellsOf(sample, ['key_file', 'history_file'])].flatMap(([table, column]) =>
      sample.rows(table).filter((row) => !sample.path(text(row, column)).startsWith(sample.path(homes.get(text(row, 'uid')) ?? '?'))).map((row) => `${table}: ${text(row, column)} is not in the home of user ${text(row, 'uid')}`));
    expect(wrong).toEqual([]);
  });

  it('writes paths of files in one way', () => {
    const separator = sample.platform === 'windows' ? '\\' : '/';
    const wrong = sample.rows('file').flatMap((row) => {
      const [path, directory, filename] = [text(row, 'path'), text(row, 'directory'), text(row, 'filename')];
      const joined = directory.endsWith(separator) ? directory + filename : directory + separator + filename;
      return [
        ...(row.has('directory') && path !== joined && path !== directory ? [`file: ${path} is not ${directory} and ${filename}`] : []),
        ...(row.has('mode') && sample.platform !== 'windows' && !/^[0-7]{4}$/.test(text(row, 'mode')) ? [`file: mode ${text(row, 'mode')} of ${path} is not four octal digits`] : []),
        ...(row.has('symlink') && (text(row, 'symlink') === '1') !== (text(row, 'symlink_target_path') !== '') && sample.platform === 'linux' ? [`file: ${path} is a link without a target, or the other way round`] : []),
      ];
    });
    const byPath = new Map(sample.rows('file').map((row) => [text(row, 'path'), row]));
    const links = sample.rows('file').flatMap((row) => {
      const target = sample.platform === 'windows' ? undefined : byPath.get(text(row, 'symlink_target_path'));
      return target ? ['size', 'mode', 'type'].filter((column) => text(row, column) !== text(target, column)).map((column) => `file: ${text(row, 'path')} has another ${column} than ${text(target, 'path')}, to which it leads`) : [];
    });
    const folders = ['hash', 'extended_attributes'].flatMap((table) =>
      sample.rows(table).filter((row) => row.has('directory') && text(row, 'directory') !== (sample.folder(text(row, 'path')) || '/') && text(row, 'directory') !== `${sample.folder(text(row, 'path'))}${separator}`).map((row) => `${table}: ${text(row, 'path')} is not in ${text(row, 'directory')}`));
    const paths = sample.rows('file').map((row) => text(row, 'path'));
    expect([...wrong, ...links, ...folders, ...paths.filter((path, index) => paths.indexOf(path) !== index).map((path) => `file: ${path} stands twice`)]).toEqual([]);
  });

  it('has one hash for a file', () => {
    const known = new Map<string, string>();
    const wrong = [...cellsOf(sample, Object.keys(hashLengths))].flatMap(([table, column]) => sample.rows(table).flatMap((row) => {
      const hash = text(row, column);
      if (hash === '') return [];
      if (!new RegExp(`^[0-9a-fA-F]{${hashLengths[column]}}$`).test(hash)) return [`${table}: ${column} ${hash} is not ${hashLengths[column]} hexadecimal digits (${brief(row)})`];
      const path = sample.path(text(row, 'target_path') || text(row, 'path'));
      // Certificates of a store have the store's path.
      if (!['hash', 'file_events', 'prefetch', 'yara_events'].includes(table) || path === '') return [];
      const before = known.get(`${column} ${path}`) ?? hash;
      known.set(`${column} ${path}`, before);
      return before === hash ? [] : [`${table}: ${column} of ${path} is another one elsewhere`];
    }));
    expect(wrong).toEqual([]);
  });

  it.runIf(sample.has('processes', 'file'))('has the files of programs that run', () => {
    const wrong = ['file', 'hash'].flatMap((table) => {
      const paths = new Set([...sample.texts(table, 'path')].map((path) => sample.path(path)));
      const folders = new Set([...paths].map((path) => sample.folder(path)));
      return [...new Set(sample.rows('processes').filter((row) => text(row, 'on_disk') === '1').map((row) => text(row, 'path')))]
        .filter((path) => folders.has(sample.folder(sample.path(path))) && !paths.has(sample.path(path)))
        .map((path) => `${table}: no row for ${path}, which runs, though its folder is listed`);
    });
    expect(wrong).toEqual([]);
  });

  it.runIf(sample.has('interface_details'))('has interfaces and addresses that agree', () => {
    const interfaces = sample.texts('interface_details', 'interface');
    const addresses = new Set([...sample.texts('interface_addresses', 'address')].map((address) => address.split('%')[0]!));
    const cards = sample.texts('interface_details', 'mac');
    const windows = sample.platform === 'windows';
    const named = ['interface_addresses', 'interface_ipv6', 'arp_cache', ...(windows ? [] : ['routes'])].flatMap((table) => strangers(sample, table, 'interface', interfaces, 'interface_details', (_, name) => windows && cards.has(name)));
    // Windows names the interface of a route by its address, and that of a neighbour by its hardware address.
    const routes = windows ? strangers(sample, 'routes', 'interface', addresses, 'interface_addresses') : [];
    const local = ([['listening_ports', 'address'], ['process_open_sockets', 'local_address']] as const).flatMap(([table, column]) =>
      strangers(sample, table, column, addresses, 'interface_addresses', (_, address) => ['0.0.0.0', '::', '*'].includes(address) || /^(127\.|2(2[4-9]|3\d)\.|fe80:|ff0|::ffff:)/.test(address)));
    expect([...named, ...routes, ...local]).toEqual([]);
  });

  it.runIf(sample.has('listening_ports', 'process_open_sockets'))('listens on the sockets that are open', () => {
    const key = (row: Row, address: string, port: string) => [text(row, 'pid'), text(row, address), text(row, port)].join(' ');
    const listening = new Set(sample.rows('listening_ports').map((row) => key(row, 'address', 'port')));
    const wrong = sample.rows('process_open_sockets').filter((row) => text(row, 'state') === 'LISTEN' && !listening.has(key(row, 'local_address', 'local_port')));
    expect(wrong.map((row) => `listening_ports lacks ${key(row, 'local_address', 'local_port')}`)).toEqual([]);
  });

  it.runIf(sample.tables.some((table) => table.startsWith('docker_')))('has containers that join up', () => {
    const containers = sample.texts('docker_containers', 'id');
    const images = sample.texts('docker_images', 'id');
    const ids = [...cellsOf(sample, ['id'])].filter(([table]) => table.startsWith('docker_container_')).flatMap(([table]) => strangers(sample, table, 'id', containers, 'docker_containers'));
    const ofImages = sample.has('docker_images')
      ? [...['docker_image_history', 'docker_image_labels', 'docker_image_layers'].flatMap((table) => strangers(sample, table, 'id', images, 'docker_images')), ...strangers(sample, 'docker_containers', 'image_id', images, 'docker_images')]
      : [];
    const networks = sample.has('docker_networks') ? strangers(sample, 'docker_container_networks', 'network_id', sample.texts('docker_networks', 'id'), 'docker_networks') : [];
    const volumes = sample.has('docker_volumes') ? strangers(sample, 'docker_container_mounts', 'name', sample.texts('docker_volumes', 'name'), 'docker_volumes') : [];
    const [info] = sample.rows('docker_info');
    const running = sample.rows('docker_containers').filter((row) => text(row, 'state') === 'running');
    const counts = info && sample.has('docker_containers', 'docker_images')
      ? ([['containers', containers.size], ['containers_running', running.length], ['images', images.size]] as const).filter(([column, count]) => text(info, column) !== String(count)).map(([column, count]) => `docker_info: ${column} is not ${count}`)
      : [];
    const names = sample.rows('docker_container_processes').filter((row) => sample.platform === 'linux' && !sample.rows('processes').some((process) => text(process, 'pid') === text(row, 'pid') && text(process, 'name') === text(row, 'name')));
    expect([...ids, ...ofImages, ...networks, ...volumes, ...counts, ...names.map((row) => `docker_container_processes: processes tells another name (${brief(row)})`)]).toEqual([]);
  });

  it.runIf(sample.has('systemd_units'))('has units, files and processes of services that agree', () => {
    const units = sample.texts('systemd_units', 'id');
    const fragments = sample.has('file') ? strangers(sample, 'systemd_units', 'fragment_path', sample.texts('file', 'path'), 'file') : [];
    const items = sample.rows('startup_items').filter((row) => text(row, 'type') === 'systemd unit').map((row) => text(row, 'name'));
    const listed = sample.has('startup_items') ? [...units].filter((id) => !items.includes(id)).concat(items.filter((id) => !units.has(id))).map((id) => `${id} is in one of systemd_units and startup_items only`) : [];
    const grouped = sample.rows('processes').flatMap((row) => {
      const unit = text(row, 'cgroup_path').split('/').find((step) => /\.(service|scope)$/.test(step));
      return unit && !units.has(unit) ? [`systemd_units: no row for ${unit} (${brief(row)})`] : [];
    });
    expect([...fragments, ...listed, ...grouped]).toEqual([]);
  });

  it('has packages and disks that join up', () => {
    const packages = sample.has('deb_packages') ? strangers(sample, 'deb_package_files', 'package', sample.texts('deb_packages', 'name'), 'deb_packages') : [];
    const unpacked = sample.has('file') ? strangers(sample, 'deb_package_files', 'path', sample.texts('file', 'path'), 'file') : [];
    const disks = sample.texts('block_devices', 'name');
    const mounted = sample.has('block_devices') ? strangers(sample, 'mounts', 'device', disks, 'block_devices', (_, device) => !/^\/dev\/(disk|vd|sd|nvme|mmcblk|md|dm-)/.test(device)) : [];
    const parents = strangers(sample, 'block_devices', 'parent', disks, 'block_devices');
    const encrypted = sample.has('block_devices') ? strangers(sample, 'disk_encryption', 'name', disks, 'block_devices') : [];
    expect([...packages, ...unpacked, ...mounted, ...parents, ...encrypted]).toEqual([]);
  });
});
