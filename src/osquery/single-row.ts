/**
 * Tables that give one row at most, so that reading one again for each row of another costs little: facts of the host
 * as a whole (osquery's implementations at 5.23.1).
 */
export const singleRowTables: ReadonlySet<string> = new Set([
  'alf', 'azure_instance_metadata', 'carbon_black_info', 'chassis_info', 'deviceguard_status', 'docker_info', 'docker_version',
  'ec2_instance_metadata', 'gatekeeper', 'intel_me_info', 'kernel_info', 'kva_speculative_info', 'memory_info', 'os_version',
  'osquery_info', 'platform_info', 'screenlock', 'secureboot', 'security_profile_info', 'sharing_preferences', 'system_info', 'time',
  'tpm_info', 'uptime', 'virtual_memory_info', 'windows_security_center', 'ycloud_instance_metadata',
]);

/**
 * Tables with a row for each part or address of the host's hardware: a dozen as a rule, quickly read (0.5 ms for
 * interface_details, measured-linux), so that joining two of them costs less than one scan of processes.
 */
export const smallTables: ReadonlySet<string> = new Set(['dns_resolvers', 'interface_addresses', 'interface_details', 'interface_ipv6', 'memory_arrays', 'memory_devices', 'video_info']);

/** The column of which a value belongs to one row at most, in tables that look rows up by it. */
export const uniqueKeys: Readonly<Record<string, string>> = { file: 'path', groups: 'gid', hash: 'path', processes: 'pid', users: 'uid' };
