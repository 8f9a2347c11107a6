import { describe, expect, it } from 'vitest';
import { browserPaths } from './browser.mjs';
import { browserCommands, supports, upToDate } from './setup.mjs';

describe('supports', () => {
  it.each([
    ['>=20.19', '20.19.0', true],
    ['>=20.19', '20.18.3', false],
    ['>=20.19', '18.20.4', false],
    ['>=20.19', '24.1.0', true],
    ['^20.19.0 || >=22.12.0', '20.19.5', true],
    ['^20.19.0 || >=22.12.0', '21.7.0', false],
    ['^20.19.0 || >=22.12.0', '22.11.0', false],
    ['^20.19.0 || >=22.12.0', '22.12.0', true],
  ])('%s, Node %s: %s', (range, version, expected) => {
    expect(supports(range, version)).toBe(expected);
  });
});

describe('upToDate', () => {
  const zod = { version: '4.0.0', integrity: 'sha512-a' };
  const wanted = { packages: { '': {}, 'node_modules/zod': zod, 'node_modules/fsevents': { version: '2.3.3', optional: true } } };

  it('takes a tree in which every package is the one wanted, whatever its times', () => {
    expect(upToDate(wanted, { packages: { 'node_modules/zod': zod } })).toBe(true);
  });

  it('refuses a tree that is missing, or was left half installed', () => {
    expect(upToDate(wanted, {})).toBe(false);
    expect(upToDate(wanted, { packages: {} })).toBe(false);
  });

  it('refuses another version, another content of the same version, and a package that is wanted no more', () => {
    expect(upToDate(wanted, { packages: { 'node_modules/zod': { ...zod, version: '3.9.0' } } })).toBe(false);
    expect(upToDate(wanted, { packages: { 'node_modules/zod': { ...zod, integrity: 'sha512-b' } } })).toBe(false);
    expect(upToDate(wanted, { packages: { 'node_modules/zod': zod, 'node_modules/left': zod } })).toBe(false);
  });
});

describe('browserPaths', () => {
  it('looks through the PATH before the usual places', () => {
    const paths = browserPaths('linux', { PATH: '/opt/bin:/usr/bin' });
    expect(paths.indexOf('/opt/bin/chromium')).toBeLessThan(paths.indexOf('/usr/bin/chromium'));
    expect(paths.indexOf('/usr/bin/chromium')).toBeLessThan(paths.indexOf('/snap/bin/chromium'));
  });

  it('knows the usual places of macOS and Windows', () => {
    expect(browserPaths('darwin', {})).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    const windows = browserPaths('win32', { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' });
    expect(windows).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(windows).toContain('C:\\Users\\a\\AppData\\Local\\Chromium\\Application\\chrome.exe');
  });

  it('gives whole paths only, also where the environment is empty', () => {
    for (const platform of ['linux', 'darwin', 'win32', 'freebsd'] as const) {
      for (const path of browserPaths(platform, {})) expect(path).toMatch(/^\//);
    }
  });
});

describe('browserCommands', () => {
  const debian = { platform: 'linux', privilege: [], has: (name: string) => name === 'apt-get', node: 'node', playwright: 'cli.js' } as const;
  const own = { name: 'Playwright', commands: [['node', 'cli.js', 'install', 'chromium', '--no-shell']] };

  it('uses the package manager first where it may, without a question to answer', () => {
    const [first, second] = browserCommands({ ...debian, privilege: ['sudo', '-n'] });
    expect(first?.commands.map((command) => command.join(' '))).toEqual([
      'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get update',
      'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium',
    ]);
    expect(second).toEqual(own);
  });

  it('leaves the system alone where it may not touch it, knows no manager of it, or is not on Linux', () => {
    expect(browserCommands({ ...debian, privilege: undefined })).toEqual([own]);
    expect(browserCommands({ ...debian, privilege: [], has: () => false })).toEqual([own]);
    expect(browserCommands({ ...debian, privilege: [], platform: 'darwin' })).toEqual([own]);
  });
});
