/**
 * Where those who make or specify a thing tell of it themselves: hosts, or a host with the beginning of its paths. A host
 * stands for itself only, not for those below it.
 */
export const primarySources: readonly string[] = [
  // osquery and ATT&CK
  'osquery.io', 'osquery.readthedocs.io', 'github.com/osquery/', 'attack.mitre.org',
  // Operating systems
  'learn.microsoft.com', 'support.microsoft.com', 'msrc.microsoft.com', 'developer.apple.com', 'support.apple.com', 'man7.org', 'docs.kernel.org',
  'www.freedesktop.org', 'specifications.freedesktop.org', 'refspecs.linuxfoundation.org', 'manpages.debian.org', 'wiki.debian.org',
  'docs.redhat.com', 'documentation.ubuntu.com', 'docs.fedoraproject.org', 'wiki.ubuntu.com', 'apparmor.net', 'systemd.io', 'www.sudo.ws', 'man.openbsd.org', 'dnf.readthedocs.io', 'rpm.org',
  // Standards
  'www.rfc-editor.org', 'datatracker.ietf.org', 'www.iana.org', 'www.dmtf.org', 'uefi.org', 'www.usb.org', 'trustedcomputinggroup.org',
  'csrc.nist.gov', 'pages.nist.gov', 'nvlpubs.nist.gov', 'www.cisecurity.org', 'www.w3.org',
  // Clouds and containers
  'docs.docker.com', 'kubernetes.io', 'docs.aws.amazon.com', 'cloud.google.com', 'yandex.cloud', 'opencontainers.org', 'github.com/opencontainers/',
  // Browsers, editors and package managers
  'developer.chrome.com', 'chromeenterprise.google', 'support.google.com', 'support.mozilla.org', 'developer.mozilla.org', 'extensionworkshop.com',
  'code.visualstudio.com', 'www.jetbrains.com', 'packaging.python.org', 'docs.python.org', 'docs.npmjs.com', 'docs.brew.sh', 'docs.chocolatey.org',
];

/** Whether `address` lies at one of the primary sources. An address that cannot be read does not. */
export function isPrimarySource(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, pathname } = new URL(address);
  return primarySources.some((source) => (source.includes('/') ? `${hostname}${pathname}`.startsWith(source) : hostname === source));
}
