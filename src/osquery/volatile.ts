/** Reasons, each written so that it can follow "changes by itself:". */
const pid = 'a process id is given anew at each start';
const number = 'the system gives it anew each time';
const counter = 'a counter that grows with use';
const memory = 'memory use rises and falls all the time';
const cpu = 'processor use rises and falls all the time';
const space = 'space in use changes all the time';
const clock = 'it is the clock, or counts with it';
const lastUse = 'it tells when something was last used';
const measured = 'a measured value, different at each reading';
const state = 'a state that changes many times a second';
const progress = 'it tells how far a running task has come';
const boot = 'it differs after each start of the system';
const lease = 'it changes with each renewal of the lease';
const osqueryStart = 'it differs after each start of osquery';
const statistics = 'osquery’s own statistics grow with each run';

/** The same reason for several columns, named with blanks between them. */
function all(columns: string, reason: string): Record<string, string> {
  return Object.fromEntries(columns.split(' ').map((column) => [column, reason]));
}

/**
 * Columns of tables without events that differ between two runs although nothing has happened on the host, with the
 * reason. A value that changes only when something does happen, such as a file's size or a service's state, is not
 * one of them. From the tables' specs (specs/**) and, where these leave it open, their implementations, at osquery
 * a5b14f63; removed tables as last specified.
 */
export const volatileColumns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  apps: all('last_opened_time', lastUse),
  background_activities_moderator: all('last_execution_time', lastUse),
  battery: {
    ...all('state charging charged', 'the battery is charged and discharged in daily use'),
    ...all('current_capacity percent_remaining amperage voltage minutes_until_empty minutes_to_full_charge', measured),
    ...all('cycle_count', counter),
    ...all('max_capacity', 'it shrinks as the battery ages'),
  },
  carbon_black_info: all('event_queue binary_queue', 'the length of a queue changes all the time'),
  cpu_info: { ...all('load_percentage', cpu), ...all('current_clock_speed', measured) },
  cpu_time: all('user nice system idle iowait irq softirq steal guest guest_nice', counter),
  curl: all('round_trip_time', measured),
  device_file: all('atime', lastUse),
  docker_container_processes: {
    ...all('pid parent pgroup', pid),
    ...all('wired_size resident_size total_size mem', memory),
    ...all('cpu', cpu),
    ...all('state', state),
    ...all('time', counter),
    ...all('threads', 'the number of threads changes in normal use'),
  },
  docker_container_stats: {
    ...all('read preread interval', clock),
    ...all('disk_read disk_write network_rx_bytes network_tx_bytes', counter),
    ...all('cpu_total_usage cpu_kernelmode_usage cpu_usermode_usage system_cpu_usage', counter),
    ...all('pre_cpu_total_usage pre_cpu_kernelmode_usage pre_cpu_usermode_usage pre_system_cpu_usage', counter),
    ...all('memory_usage memory_cached memory_inactive_file memory_total_inactive_file memory_max_usage', memory),
    ...all('pids num_procs', 'the number of processes changes in normal use'),
  },
  docker_containers: { pid, status: 'it tells how long the container has been up, in words' },
  event_taps: { ...all('event_tap_id', number), ...all('process_being_tapped tapping_process', pid) },
  fan_speed_sensors: all('actual', measured),
  fbsd_kmods: all('refs', 'the number of users changes in normal use'),
  file: all('atime', lastUse),
  ibridge_info: all('boot_uuid', boot),
  interface_details: {
    ...all('ipackets opackets ibytes obytes ierrors oerrors idrops odrops collisions', counter),
    ...all('last_change', clock),
    ...all('dhcp_lease_expires dhcp_lease_obtained', lease),
  },
  iokit_devicetree: all('busy_state retain_count', state),
  iokit_registry: all('busy_state retain_count', state),
  iptables: all('packets bytes', counter),
  kernel_extensions: all('refs', 'the number of users changes in normal use'),
  kernel_keys: { ...all('timeout', clock), ...all('usage', 'the number of users changes in normal use') },
  kernel_modules: { ...all('used_by', 'the users of a module change in normal use'), ...all('address', boot) },
  listening_ports: { pid, ...all('fd socket', number) },
  load_average: all('average', cpu),
  logged_in_users: { pid, time: 'it differs after each login of the same user' },
  logical_drives: all('free_space', space),
  logon_sessions: { ...all('logon_id', number), logon_time: 'it differs after each logon of the same user' },
  lxd_images: all('last_used_at', lastUse),
  lxd_instances: { pid, processes: 'the number of processes changes in normal use' },
  lxd_networks: all('bytes_received bytes_sent packets_received packets_sent', counter),
  lxd_storage_pools: all('space_used inodes_used', space),
  md_devices: {
    ...all('recovery_progress recovery_finish recovery_speed resync_progress resync_finish resync_speed', progress),
    ...all('reshape_progress reshape_finish reshape_speed', progress),
    ...all('check_array_progress check_array_finish check_array_speed', progress),
    ...all('superblock_update_time', 'it is rewritten in normal use'),
  },
  memory_info: all('memory_free memory_available buffers cached swap_cached active inactive swap_free', memory),
  mounts: all('blocks_free blocks_available inodes inodes_free', space),
  msr: { ...all('perf_ctl perf_status', measured), ...all('rapl_energy_status', counter) },
  office_mru: all('last_opened_time', lastUse),
  osquery_events: all('events refreshes', statistics),
  osquery_extensions: all('uuid', osqueryStart),
  osquery_info: { ...all('pid watcher', pid), ...all('start_time', osqueryStart) },
  osquery_packs: all('discovery_cache_hits discovery_executions', statistics),
  osquery_registry: all('owner_uuid', osqueryStart),
  osquery_schedule: all(
    'executions last_executed output_size wall_time wall_time_ms last_wall_time_ms user_time last_user_time system_time last_system_time average_memory last_memory',
    statistics,
  ),
  physical_disk_performance: all(
    'avg_disk_bytes_per_read avg_disk_bytes_per_write avg_disk_read_queue_length avg_disk_write_queue_length avg_disk_sec_per_read avg_disk_sec_per_write current_disk_queue_length percent_disk_read_time percent_disk_write_time percent_disk_time percent_idle_time',
    measured,
  ),
  pipes: { pid, instances: 'the number of users changes in normal use' },
  power_sensors: all('value', measured),
  prefetch: {
    ...all('last_run_time other_run_times', lastUse),
    ...all('run_count', counter),
    ...all('accessed_files_count accessed_directories_count accessed_files accessed_directories', 'it is rewritten at each run of the program'),
  },
  process_envs: { pid },
  process_memory_map: { pid, ...all('start end', 'addresses are drawn anew at each start') },
  process_namespaces: { pid },
  process_open_files: { pid, fd: number },
  process_open_handles: { pid, value: number, ...all('count raw_pointer_count', 'the number of users changes in normal use') },
  process_open_pipes: { ...all('pid partner_pid', pid), ...all('fd inode partner_fd', number) },
  process_open_sockets: {
    pid,
    ...all('fd socket', number),
    local_port: 'the near end of an outgoing connection gets a new port each time',
    state: 'a connection passes through several states in a moment',
  },
  processes: {
    ...all('pid parent pgroup upid uppid', pid),
    ...all('wired_size resident_size total_size', memory),
    ...all('user_time system_time disk_bytes_read disk_bytes_written', counter),
    ...all('percent_processor_time', cpu),
    ...all('elapsed_time', clock),
    ...all('state', state),
    ...all('threads', 'the number of threads changes in normal use'),
    ...all('handle_count', 'the number of handles changes in normal use'),
    start_time: 'it differs after each start of the same program',
  },
  prometheus_metrics: { metric_value: measured, timestamp_ms: clock },
  quicklook_cache: { ...all('last_hit_date', lastUse), ...all('hit_count', counter) },
  running_apps: { pid, is_active: 'it changes with each click on another window' },
  scheduled_tasks: {
    ...all('last_run_time next_run_time last_run_message last_run_code', 'it changes at each run of the task'),
    ...all('state', 'a task is running and ready by turns'),
  },
  services: { pid },
  shared_memory: { ...all('shmid', number), ...all('pid creator_pid', pid), ...all('atime dtime', lastUse), attached: 'the number of users changes in normal use' },
  shellbags: all('accessed_time', lastUse),
  shimcache: all('entry', 'it counts from the latest entry, so each new one moves the others'),
  shortcut_files: all('target_accessed', lastUse),
  smart_drive_info: all('power_mode', 'a disk sleeps and wakes in normal use'),
  smc_keys: all('value', measured),
  systemd_units: all('job_id job_type job_path', 'it is there only while systemd works on the unit'),
  temperature_sensors: all('celsius fahrenheit', measured),
  time: all('weekday year month day hour minutes seconds unix_time timestamp datetime iso_8601 win_timestamp local_time', clock),
  time_machine_destinations: { ...all('bytes_available bytes_used', space), ...all('consistency_scan_date', 'it changes with each check of the backups') },
  uptime: all('days hours minutes seconds total_seconds', clock),
  usb_devices: all('usb_address', number),
  userassist: { ...all('last_execution_time', lastUse), ...all('count', counter) },
  virtual_memory_info: {
    ...all('free active inactive speculative throttled wired purgeable file_backed anonymous uncompressed compressor', memory),
    ...all('faults copy zero_fill reactivated purged decompressed compressed page_ins page_outs swap_ins swap_outs', counter),
  },
  wifi_networks: all('last_connected last_connected_automatic last_connected_manual captive_login_date', lastUse),
  wifi_status: {
    ...all('rssi noise transmit_rate', measured),
    ...all('bssid channel channel_width channel_band', 'it changes as the computer moves between access points'),
  },
  wifi_survey: all('rssi noise channel channel_width channel_band', measured),
  windows_security_products: all('state_timestamp', 'it changes with each update of the product'),
};

/** Why a column changes by itself, in words that follow a colon; undefined where it does not. */
export function volatileReason(table: string, column: string): string | undefined {
  const columns = Object.hasOwn(volatileColumns, table) ? volatileColumns[table]! : {};
  return Object.hasOwn(columns, column) ? columns[column] : undefined;
}
