import type { Platform } from '../model/platform.ts';
import { inHome, logPath } from '../osquery/installed.ts';
import { firstLooks } from './first-look.ts';

/** Command lines as a reader copies them, and the shell that takes them. */
export interface CommandLines {
  readonly shell: 'bash' | 'powershell';
  readonly text: string;
}

/** What a newcomer does with osquery on a host. */
export const hostSteps = ['install', 'version', 'ask', 'place', 'check', 'start', 'restart', 'state', 'log', 'make-folder', 'make-file', 'remove-file', 'stop'] as const;
export type HostStep = (typeof hostSteps)[number];

const bash = (...lines: readonly string[]): CommandLines => ({ shell: 'bash', text: lines.join('\n') });
const powershell = (...lines: readonly string[]): CommandLines => ({ shell: 'powershell', text: lines.join('\n') });

/** What differs between Linux and macOS. */
interface Unix {
  readonly install: string;
  readonly start: string;
  readonly restart: string;
  readonly state: string;
  readonly stop: string;
}

function unix(platform: 'darwin' | 'linux', pack: string, { install, start, restart, state, stop }: Unix): Readonly<Record<HostStep, CommandLines>> {
  const { folder, file, query } = firstLooks[platform];
  return {
    install: bash(install),
    version: bash('osqueryi --version'),
    ask: bash('sudo osqueryi'),
    place: bash(`sudo mkdir -p ${inHome(platform, 'packs')}`, `sudo cp ${pack}.conf ${inHome(platform, 'packs')}/`),
    check: bash('sudo osqueryctl config-check'),
    start: bash(start),
    restart: bash(restart),
    state: bash(state),
    log: bash(`sudo grep ${query.name} ${logPath(platform, 'results')}`),
    'make-folder': bash(`mkdir -p ${folder}`),
    'make-file': bash(`touch ${file}`),
    'remove-file': bash(`rm ${file}`),
    stop: bash(stop),
  };
}

/** The command lines of each step on each platform, with `pack` as the pack that is run. */
export function hostCommands(platform: Platform, pack: string): Readonly<Record<HostStep, CommandLines>> {
  switch (platform) {
    case 'linux':
      return unix('linux', pack, {
        install: 'sudo apt install ./osquery_*.deb',
        start: 'sudo systemctl enable --now osqueryd',
        restart: 'sudo systemctl restart osqueryd',
        state: 'systemctl status osqueryd --no-pager',
        stop: 'sudo systemctl disable --now osqueryd',
      });
    case 'darwin':
      return unix('darwin', pack, {
        install: 'brew install --cask osquery',
        start: 'sudo osqueryctl start',
        restart: 'sudo launchctl kickstart -k system/io.osquery.agent',
        state: 'sudo launchctl print system/io.osquery.agent | grep state',
        stop: 'sudo osqueryctl stop',
      });
    case 'windows': {
      const { folder, file, query } = firstLooks.windows;
      return {
        install: powershell('winget install osquery.osquery'),
        version: powershell(`& '${inHome('windows', 'osqueryi.exe')}' --version`),
        ask: powershell(`& '${inHome('windows', 'osqueryi.exe')}'`),
        place: powershell(`New-Item -ItemType Directory -Force '${inHome('windows', 'packs')}'`, `Copy-Item ${pack}.conf '${inHome('windows', 'packs')}'`),
        check: powershell(`& '${inHome('windows', 'osqueryd', 'osqueryd.exe')}' --config_check --config_path='${inHome('windows', 'osquery.conf')}'`),
        start: powershell('Restart-Service osqueryd'),
        restart: powershell('Restart-Service osqueryd'),
        state: powershell('Get-Service osqueryd'),
        log: powershell(`Select-String ${query.name} '${logPath('windows', 'results')}'`),
        'make-folder': powershell(`New-Item -ItemType Directory -Force '${folder}'`),
        'make-file': powershell(`New-Item '${file}'`),
        'remove-file': powershell(`Remove-Item '${file}'`),
        stop: powershell('Stop-Service osqueryd', 'Set-Service osqueryd -StartupType Disabled'),
      };
    }
  }
}

/** Installs osquery's package on Linux systems that use RPM. */
export const rpmCommand = bash('sudo dnf install ./osquery-*.rpm');

/** Hands a pack to a Fleet server. */
export function fleetCommand(pack: string): CommandLines {
  return bash(`fleetctl apply -f ${pack}.fleet.yml`);
}

/** Sends a pack to Kibana's packs API, whose address and key are in two variables. */
export function kibanaCommand(pack: string): CommandLines {
  return bash(
    'curl --request POST "$KIBANA_URL/api/osquery/packs" \\',
    '  --header "Authorization: ApiKey $KIBANA_API_KEY" \\',
    '  --header "kbn-xsrf: true" --header "Content-Type: application/json" \\',
    `  --data @${pack}.kibana.json`,
  );
}
