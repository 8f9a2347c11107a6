/**
 * Finds the browser that the browser tests run in. Plain Node without dependencies: setup.mjs uses it before anything
 * is installed, the Playwright configuration afterwards, so both always mean the same browser.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const programs = {
  linux: ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'],
  darwin: ['chromium', 'google-chrome'],
  win32: ['chrome.exe', 'chromium.exe', 'msedge.exe'],
};

/**
 * Paths at which a Chromium, Chrome or (on Windows) Edge may stand, most wanted first: the PATH, then the usual places.
 * Pure: `platform` is Node's word for the system, `env` its environment.
 */
export function browserPaths(platform, env) {
  const { join, delimiter } = platform === 'win32' ? path.win32 : path.posix;
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = (programs[platform] ?? programs.linux).flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...usualPaths(platform, env, join)];
}

function usualPaths(platform, env, join) {
  if (platform === 'darwin') {
    return ['/Applications', env.HOME && join(env.HOME, 'Applications')]
      .filter(Boolean)
      .flatMap((folder) => ['Google Chrome', 'Chromium'].map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  if (platform === 'win32') {
    const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(Boolean);
    const places = [['Google', 'Chrome', 'chrome.exe'], ['Chromium', '', 'chrome.exe'], ['Microsoft', 'Edge', 'msedge.exe']];
    return places.flatMap(([maker, product, program]) => folders.map((folder) => join(folder, maker, product, 'Application', program)));
  }
  return ['/opt/google/chrome/chrome', '/usr/lib/chromium/chromium', '/usr/lib64/chromium-browser/chromium-browser', '/snap/bin/chromium'];
}

/** The path at which Playwright keeps the Chromium it downloads, or undefined while Playwright is not installed. */
function playwrightPath() {
  try {
    return createRequire(import.meta.url)('playwright').chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** A browser may stand there and lack its libraries, or be a note that says to install a snap: only asking it tells. */
function starts(file) {
  if (!existsSync(file)) return false;
  // On Windows `--version` opens a window, so that the file is there has to do.
  return process.platform === 'win32' || spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** The path of a browser that starts: Playwright's own first, then the system's. Undefined where there is none. */
export function findBrowser() {
  return [playwrightPath(), ...browserPaths(process.platform, process.env)].filter(Boolean).find(starts);
}
