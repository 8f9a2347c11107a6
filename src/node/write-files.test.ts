import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { repositoryRoot } from './root.ts';
import { listFiles, staleFiles, writeFolder, writeWhole } from './write-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'write-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const all = () => true;

test('a folder holds exactly what it should, and nothing of others is touched', () => {
  writeFolder(folder, new Map([['a', '1'], ['sub/b', '2']]), all);
  mkdirSync(path.join(folder, 'archive'));
  writeFileSync(path.join(folder, 'archive/old'), 'kept');
  writeFolder(folder, new Map([['a', '3']]), (relative) => !relative.startsWith('archive/'));
  expect(listFiles(folder)).toEqual(['a', 'archive/old']);
  expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('3');
});

test('what is stale is told with its kind', () => {
  writeFolder(folder, new Map([['a', '1'], ['b', '1'], ['c', '1']]), all);
  expect(staleFiles(folder, new Map([['a', '1'], ['b', '2'], ['d', '1']]), all)).toEqual([
    { path: 'b', state: 'different' }, { path: 'd', state: 'missing' }, { path: 'c', state: 'left over' },
  ]);
});

test('a file that cannot be written is named as it was asked for, and nothing is left beside it', () => {
  mkdirSync(path.join(folder, 'sub'));
  expect(() => writeWhole(path.join(folder, 'sub'), 'text')).toThrow(expect.objectContaining({ path: path.join(folder, 'sub') }));
  expect(listFiles(folder)).toEqual([]);
});

test.skipIf(!existsSync('/dev/full'))('a full disk changes nothing', () => {
  writeFolder(folder, new Map([['a', 'old'], ['b', 'old']]), all);
  // What is written aside for b goes to a device that is always full.
  symlinkSync('/dev/full', path.join(folder, 'b.unfinished'));
  expect(() => writeFolder(folder, new Map([['a', 'new'], ['b', 'new']]), all)).toThrow(/ENOSPC/);
  expect(listFiles(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])).toEqual([['a', 'old'], ['b', 'old']]);
});

test('a build that is killed leaves every file whole, old or new, and the next one cleans up', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `file-${index}`);
  const text = (letter: string) => letter.repeat(200_000);
  writeFolder(folder, new Map(names.map((name) => [name, text('a')])), all);
  const script = `import { writeFolder } from ${JSON.stringify(path.join(repositoryRoot, 'src/node/write-files.ts'))};
    process.stdout.write('ready');
    for (const letter of 'bcdefghijklmnopqrstuvwxyz') writeFolder(process.argv[1], new Map(${JSON.stringify(names)}.map((name) => [name, letter.repeat(200_000)])), () => true);`;
  for (const delay of [5, 20, 60]) {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script, folder], { cwd: repositoryRoot, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await setTimeout(delay);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    for (const name of names) {
      const content = readFileSync(path.join(folder, name), 'utf8');
      expect(content.length).toBe(200_000);
      expect(content).toBe(text(content[0]!));
    }
  }
  writeFolder(folder, new Map(names.map((name) => [name, text('z')])), all);
  expect(listFiles(folder)).toEqual([...names].sort());
});
