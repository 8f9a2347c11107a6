import type { Platform } from '../model/platform.ts';

/** A daemon flag and the value without which a table stays empty. Values are written as on the command line. */
export interface NeededFlag {
  readonly name: string;
  readonly value: string;
  /** The daemon's own default. */
  readonly default: string;
}

/** What the daemon needs before an evented table has rows on a platform. */
export interface EventedNeeds {
  readonly table: string;
  readonly platform: Platform;
  readonly flags: readonly NeededFlag[];
  /** Top-level sections of osquery's configuration. */
  readonly config: readonly string[];
  readonly note?: string;
}

function flag(name: string, value: boolean, usual: boolean): NeededFlag {
  return { name, value: String(value), default: String(usual) };
}

// Defaults as at the tag 5.23.1, with the file that declares them.
const events = flag('disable_events', false, false); // osquery/events/eventfactory.cpp
const audit = flag('disable_audit', false, true); // osquery/events/audit_flags.cpp
const auditRules = flag('audit_allow_config', true, false); // osquery/events/audit_flags.cpp
const auditProcesses = flag('audit_allow_process_events', true, true); // osquery/events/audit_flags.cpp
const auditSockets = flag('audit_allow_sockets', true, false); // osquery/events/audit_flags.cpp
const auditUsers = flag('audit_allow_user_events', true, true); // osquery/events/audit_flags.cpp
const auditFiles = flag('audit_allow_fim_events', true, false); // osquery/events/audit_flags.cpp
const auditAppArmor = flag('audit_allow_apparmor_events', true, false); // osquery/tables/events/linux/apparmor_events.cpp
const auditSeccomp = flag('audit_allow_seccomp_events', true, false); // osquery/tables/events/linux/seccomp_events.cpp
const auditSelinux = flag('audit_allow_selinux_events', true, false); // osquery/tables/events/linux/selinux_events.cpp
const bpf = flag('enable_bpf_events', true, false); // osquery/events/linux/bpf/bpfeventpublisher.cpp
const files = flag('enable_file_events', true, false); // osquery/events/file_events_flags.cpp
const syslog = flag('enable_syslog', true, false); // osquery/events/linux/syslog.cpp
const endpointSecurity = flag('disable_endpointsecurity', false, true); // osquery/events/darwin/es_utils.cpp
const endpointSecurityFiles = flag('disable_endpointsecurity_fim', false, true); // osquery/events/darwin/es_utils.cpp
const keyboard = flag('enable_keyboard_events', true, false); // osquery/events/darwin/event_taps.cpp
const ntfs = flag('enable_ntfs_event_publisher', true, false); // osquery/events/windows/ntfs_event_publisher.cpp
const windowsLog = flag('enable_windows_events_publisher', true, false); // osquery/events/windows/windowseventlogpublisher.cpp
const windowsEvents = flag('enable_windows_events_subscriber', true, false); // osquery/tables/events/windows/windows_events.cpp
const powershell = flag('enable_powershell_events_subscriber', true, false); // osquery/tables/events/windows/powershell_events.cpp
const processTracing = flag('enable_process_etw_events', true, false); // osquery/events/windows/etw/etw_publisher_processes.cpp
const dnsTracing = flag('enable_dns_lookup_events', true, false); // osquery/events/windows/etw/etw_publisher_dns.cpp

function needs(platform: Platform, table: string, flags: readonly NeededFlag[], more: { readonly config?: readonly string[]; readonly note?: string } = {}): EventedNeeds {
  return { table, platform, flags: [events, ...flags], config: more.config ?? [], ...(more.note === undefined ? {} : { note: more.note }) };
}

const openBsm = 'Apple has deprecated OpenBSM: it works on macOS 10.15 and older; on newer ones es_process_events tells of processes.';
const fullDiskAccess = 'Needs macOS 10.15 or newer, and Full Disk Access for osqueryd.';
const yaraNote = 'The section yara names the categories of file_paths to scan, each with its signatures.';
const kernelAudit = 'auditd and osquery cannot both read the audit messages of the kernel.';

/** What each evented table of osquery 5.23 needs, by platform. */
export const eventedNeeds: readonly EventedNeeds[] = [
  needs('linux', 'apparmor_events', [audit, auditAppArmor], { note: kernelAudit }),
  needs('linux', 'bpf_process_events', [bpf], { note: 'The table is gone after osquery 5.23.1.' }),
  needs('linux', 'bpf_socket_events', [bpf], { note: 'The table is gone after osquery 5.23.1.' }),
  needs('linux', 'file_events', [files], { config: ['file_paths'], note: 'Reads are told of categories in file_accesses only.' }),
  needs('linux', 'hardware_events', []),
  needs('linux', 'process_events', [audit, auditRules, auditProcesses], { note: `${kernelAudit} Forks and kills have flags of their own.` }),
  needs('linux', 'process_file_events', [audit, auditRules, auditFiles], { config: ['file_paths'], note: kernelAudit }),
  needs('linux', 'seccomp_events', [audit, auditSeccomp], { note: kernelAudit }),
  needs('linux', 'selinux_events', [audit, auditSelinux], { note: kernelAudit }),
  needs('linux', 'socket_events', [audit, auditRules, auditSockets], { note: `${kernelAudit} Local sockets and failed calls have flags of their own.` }),
  needs('linux', 'syslog_events', [syslog], { note: 'rsyslog has to write to the pipe that the flag syslog_pipe_path names.' }),
  needs('linux', 'user_events', [audit, auditRules, auditUsers], { note: `${kernelAudit} Where the kernel's auditing is on already, audit_allow_config may stay off.` }),
  needs('linux', 'yara_events', [files], { config: ['file_paths', 'yara'], note: yaraNote }),
  needs('darwin', 'disk_events', []),
  needs('darwin', 'es_process_events', [endpointSecurity], { note: fullDiskAccess }),
  needs('darwin', 'es_process_file_events', [endpointSecurity, endpointSecurityFiles], { note: `${fullDiskAccess} Opened files are told of from macOS 13 on, with es_fim_enable_open_events.` }),
  needs('darwin', 'file_events', [files], { config: ['file_paths'] }),
  needs('darwin', 'hardware_events', []),
  needs('darwin', 'process_events', [audit, auditRules, auditProcesses], { note: openBsm }),
  needs('darwin', 'socket_events', [audit, auditRules, auditSockets], { note: openBsm }),
  needs('darwin', 'user_events', [audit, auditRules, auditUsers], { note: openBsm }),
  needs('darwin', 'user_interaction_events', [keyboard], { note: 'Clicks have the flag enable_mouse_events; either flag is enough for its own events.' }),
  needs('darwin', 'yara_events', [files], { config: ['file_paths', 'yara'], note: yaraNote }),
  needs('windows', 'dns_lookup_events', [dnsTracing]),
  needs('windows', 'ntfs_journal_events', [ntfs], { config: ['file_paths'], note: 'Other events than writes are told of categories in file_accesses only.' }),
  needs('windows', 'powershell_events', [windowsLog, powershell], { note: 'Windows has to log script blocks: a policy that is off by default.' }),
  needs('windows', 'process_etw_events', [processTracing]),
  needs('windows', 'windows_events', [windowsLog, windowsEvents], { note: 'Channels other than System, Application, Setup and Security have to be named in the flag windows_event_channels.' }),
  needs('windows', 'yara_events', [ntfs], { config: ['file_paths', 'yara'], note: yaraNote }),
];

/** What the daemon needs before `table` has rows on `platform`; undefined for a table that is not evented there. */
export function flagsFor(table: string, platform: Platform): EventedNeeds | undefined {
  return eventedNeeds.find((entry) => entry.table === table && entry.platform === platform);
}
