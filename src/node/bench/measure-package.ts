import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPackage, packageFolder } from '../package/build-package.ts';

/** How long the published command takes to start, and what it weighs. */
export interface PackageMeasure {
  /** Median wall time in ms of Node.js alone, of `--help`, of `check --help` and of `explain` with a short SQL text. */
  readonly node: number;
  readonly help: number;
  readonly checkHelp: number;
  readonly explain: number;
  readonly files: number;
  /** Bytes unpacked, and of the file that npm makes of it. */
  readonly bytes: number;
  readonly packedBytes: number;
}

const rounds = 15;

/** Builds and packs the package below `root`, and starts it many times. */
export async function measurePackage(root: string): Promise<PackageMeasure> {
  const files = await buildPackage(root, {});
  const program = path.join(root, packageFolder, 'dist/osquery-packs.js');
  return {
    node: median(['-e', '0']),
    help: median([program, '--help']),
    checkHelp: median([program, 'check', '--help']),
    explain: median([program, 'explain', 'SELECT pid FROM processes']),
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    packedBytes: packedSize(path.join(root, packageFolder)),
  };
}

function packedSize(folder: string): number {
  const aside = mkdtempSync(path.join(tmpdir(), 'osquery-packs-'));
  try {
    const packed = spawnSync('npm', ['pack', '--json', '--pack-destination', aside], { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
    const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
    return statSync(path.join(aside, filename)).size;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function median(args: readonly string[]): number {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} failed.`);
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}
