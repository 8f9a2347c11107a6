/**
 * Makes a fresh clone ready: the packages of package-lock.json and, with --browser, a browser for the tests.
 * Plain Node without dependencies, since it runs before there are any. Exit codes: 0 ready, 1 not ready, 2 wrong use.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const heartbeatSeconds = 15;
const keptOutput = 20_000;

const usage = `Usage: node scripts/setup.mjs [--browser] [--verbose]

Installs the packages of package-lock.json where they are missing or not the ones it names.

  --browser  also finds a Chromium for the browser tests, or installs one
  --verbose  shows what npm and the package manager print
  --help     prints this text`;

/** Whether `version` is in `range`: alternatives of `>=a.b.c` or `^a.b.c` joined by `||`, as in the field engines.node. */
export function supports(range, version) {
  const have = numbers(version);
  return range.split('||').some((alternative) => {
    const want = numbers(alternative);
    const difference = have.map((chunk, index) => chunk - want[index]).find((number) => number !== 0) ?? 0;
    return difference >= 0 && (!alternative.includes('^') || have[0] === want[0]);
  });
}

function numbers(version) {
  const chunks = version.replace(/[^\d.]/g, '').split('.').map(Number);
  return [0, 1, 2].map((index) => chunks[index] ?? 0);
}

/**
 * Whether what npm recorded in node_modules/.package-lock.json is what package-lock.json asks for. Contents are compared,
 * not times: in a fresh clone or a restored cache the times say nothing. A package that is optional may be absent.
 */
export function upToDate(wanted, installed) {
  const have = installed.packages ?? {};
  const paths = Object.keys(wanted.packages ?? {}).filter((place) => place.startsWith('node_modules/'));
  const known = new Set(paths);
  return (
    paths.every((place) => {
      const want = wanted.packages[place];
      if (!have[place]) return want.optional === true || want.devOptional === true;
      return have[place].version === want.version && have[place].integrity === want.integrity;
    }) && Object.keys(have).every((place) => known.has(place))
  );
}

/** The commands that may bring a browser, in the order to try them. Pure: `system` says what the machine offers. */
export function browserCommands({ platform, privilege, has, node, playwright }) {
  const managers = [
    ['apt-get', [['apt-get', 'update'], ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']]],
    ['dnf', [['dnf', 'install', '-y', 'chromium']]],
    ['apk', [['apk', 'add', 'chromium']]],
  ];
  const manager = platform === 'linux' && privilege ? managers.find(([name]) => has(name)) : undefined;
  const own = { name: 'Playwright', commands: [[node, playwright, 'install', 'chromium', '--no-shell']] };
  if (!manager) return [own];
  const asRoot = (command) => [...privilege, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  return [{ name: manager[0], commands: manager[1].map(asRoot) }, own];
}

/** What to put before a command so that it runs as root without a question; undefined where that is not allowed. */
function privilege() {
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
}

function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
}

/** npm as it was called, so that no second npm is looked for; `npm` from the PATH where the script runs on its own. */
function npm(args) {
  const cli = process.env.npm_execpath ?? '';
  if (path.basename(cli) === 'npm-cli.js') return { command: process.execPath, args: [cli, ...args] };
  // A .cmd file needs a shell; the arguments are fixed words, so nothing can be slipped in.
  return { command: 'npm', args, shell: process.platform === 'win32' };
}

function readJson(...names) {
  try {
    return JSON.parse(readFileSync(path.join(root, ...names), 'utf8'));
  } catch {
    return undefined;
  }
}

const begun = Date.now();

function say(text) {
  const seconds = Math.round((Date.now() - begun) / 1000);
  process.stderr.write(`[${String(seconds).padStart(3)} s] ${text}\n`);
}

/** Runs a command with a line now and then while it takes long; its output is shown if it fails, or with --verbose. */
function run({ command, args, shell = false }, verbose) {
  return new Promise((resolve) => {
    const title = [path.basename(command), ...args.map((arg) => path.basename(arg))].join(' ');
    const child = spawn(command, args, { cwd: root, shell, stdio: ['ignore', verbose ? 'inherit' : 'pipe', verbose ? 'inherit' : 'pipe'] });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-keptOutput));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const heartbeat = setInterval(() => say(`… ${title} is still running`), heartbeatSeconds * 1000);
    const end = (reason) => {
      clearInterval(heartbeat);
      if (reason) process.stderr.write(`${output.trimEnd()}\n${title}: ${reason}\n`);
      resolve(!reason);
    };
    child.on('error', (error) => end(error.message));
    child.on('close', (code, signal) => end(code === 0 ? '' : signal ? `ended by ${signal}` : `exit code ${code}`));
  });
}

async function installPackages(verbose) {
  const wanted = readJson('package-lock.json');
  if (!wanted) {
    say('package-lock.json cannot be read. Restore it with: git checkout package-lock.json');
    return false;
  }
  if (upToDate(wanted, readJson('node_modules', '.package-lock.json') ?? {})) {
    say('Packages: already the ones that package-lock.json names');
    return true;
  }
  say('Packages: installing them with npm ci');
  if (!(await run(npm(['ci', '--no-audit', '--no-fund']), verbose))) {
    say('Packages: npm ci failed, its output stands above. Check the network and the free disk space, then run the command again.');
    return false;
  }
  say('Packages: installed');
  return true;
}

async function installBrowser(verbose) {
  let browser = findBrowser();
  const ways = browser
    ? []
    : browserCommands({
        platform: process.platform,
        privilege: privilege(),
        has: (name) => succeeds(name, ['--version']),
        node: process.execPath,
        playwright: path.join(root, 'node_modules', 'playwright', 'cli.js'),
      });
  for (const { name, commands } of ways) {
    say(`Browser: none found, installing Chromium with ${name}`);
    // Each command is tried whatever the one before did: an index that is only partly refreshed often does.
    for (const [command, ...args] of commands) await run({ command, args }, verbose);
    browser = findBrowser();
    if (browser) break;
  }
  say(browser ? `Browser: ${browser}` : 'Browser: none could be installed. Install Chromium or Google Chrome, so that it is on the PATH, and run the command again.');
  return browser !== undefined;
}

async function main(args) {
  const known = ['--browser', '--verbose', '--help'];
  const unknown = args.find((arg) => !known.includes(arg));
  if (unknown !== undefined) {
    process.stderr.write(`Unknown argument: ${unknown}\n\n${usage}\n`);
    return 2;
  }
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const range = readJson('package.json')?.engines?.node ?? '>=20.19';
  if (!supports(range, process.versions.node)) {
    say(`Node.js ${process.versions.node} does not fit: ${range} is needed. With a version manager: nvm install, which reads .nvmrc. Otherwise install the current LTS release.`);
    return 1;
  }
  const verbose = args.includes('--verbose');
  const ready = (await installPackages(verbose)) && (!args.includes('--browser') || (await installBrowser(verbose)));
  return ready ? 0 : 1;
}

if (existsSync(process.argv[1] ?? '') && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  process.exitCode = await main(process.argv.slice(2));
}
