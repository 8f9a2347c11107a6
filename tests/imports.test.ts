import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../src/node/root.ts';
import { listFiles } from '../src/node/write-files.ts';

/** The rooms of src/, lowest first; a room imports from itself and from those before it, rooms of one line not from one another. */
const floors = [
  ['model'],
  ['osquery'],
  ['content', 'engine'],
  ['rules', 'releases'],
  ['tuning', 'mutation', 'scaffold'],
  ['artifacts', 'report'],
  ['gallery', 'check'],
  ['node', 'site'],
];

/** Folders that Docusaurus names, and what stands beside them: together the site. */
const siteFolders = ['pages', 'theme', 'components', 'css', 'playground', 'site-plugins'];

const source = path.join(repositoryRoot, 'src');
const files = listFiles(source).filter((file) => /\.tsx?$/.test(file));

function roomOf(file: string): string {
  const [first] = file.split('/') as [string];
  return siteFolders.includes(first) || !file.includes('/') ? 'site' : first;
}

/** What a file imports: paths inside src/ for relative ones, the package or `node:` name otherwise. */
function importsOf(file: string): { inside: string[]; outside: string[] } {
  const text = readFileSync(path.join(source, file), 'utf8');
  const names = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g)].map(([, a, b, c]) => (a ?? b ?? c)!);
  const inside = names.filter((name) => name.startsWith('.')).map((name) => path.posix.normalize(path.posix.join(path.posix.dirname(file), name)));
  return { inside: inside.filter((name) => !name.startsWith('..')), outside: names.filter((name) => !name.startsWith('.')) };
}

test('every folder of src is a room', () => {
  const rooms = new Set(files.map(roomOf));
  expect([...rooms].filter((room) => !floors.flat().includes(room))).toEqual([]);
});

test('imports run downwards', () => {
  const floorOf = (room: string) => floors.findIndex((floor) => floor.includes(room));
  const upward = files.flatMap((file) => {
    const room = roomOf(file);
    return importsOf(file).inside
      .filter((target) => /\.(tsx?|json)$/.test(target) && roomOf(target) !== room && floorOf(roomOf(target)) >= floorOf(room))
      .map((target) => `${file} imports ${target}`);
  });
  expect(upward).toEqual([]);
});

test('no module imports itself by way of others', () => {
  const graph = new Map(files.map((file) => [file, importsOf(file).inside]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]) => {
    if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    if (done.has(file) || trail.includes(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  // Types may refer to one another: what counts is what runs.
  expect(cycles.filter((cycle) => !isTypeOnly(cycle))).toEqual([]);
});

/** Whether some step of a cycle is an `import type`, so that nothing runs in a circle. */
function isTypeOnly(cycle: string): boolean {
  const steps = cycle.split(' → ');
  return steps.slice(0, -1).some((file, index) => {
    const text = readFileSync(path.join(source, file), 'utf8');
    const target = path.posix.basename(steps[index + 1]!);
    const imports = [...text.matchAll(/(?:^|\n)\s*import\s+(type\s+)?[^;]*?from\s+'([^']+)'/g)].filter(([, , name]) => path.posix.basename(name!) === target);
    return imports.length > 0 && imports.every(([, type]) => type);
  });
}

test('only src/node and the tests touch files, processes and the rest of Node', () => {
  const touching = files
    .filter((file) => !file.endsWith('.test.ts') && roomOf(file) !== 'node' && !file.startsWith('site-plugins/') && file !== 'site.ts')
    .flatMap((file) => importsOf(file).outside.filter((name) => name.startsWith('node:') || name === 'fs' || name === 'path').map((name) => `${file} imports ${name}`));
  expect(touching).toEqual([]);
});

test('no file is longer than 400 lines', () => {
  const long = files.filter((file) => readFileSync(path.join(source, file), 'utf8').split('\n').length > 400);
  expect(long).toEqual([]);
});
