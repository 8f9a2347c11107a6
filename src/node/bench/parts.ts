import path from 'node:path';
import { CommandError } from '../command.ts';
import { runNode } from '../run-program.ts';
import type { CheckMeasure } from './measure-check.ts';
import type { DiffMeasure } from './measure-diff.ts';
import type { ForeignMeasure } from './measure-foreign.ts';

/** One thing that the bench measures. */
export interface BenchPart {
  readonly name: string;
  /** What it does and what its figures mean, as the help tells it. */
  readonly help: string;
  /** The site that has to be there first: one that was built, or one that is built now. */
  readonly site?: 'built' | 'fresh';
  /** Measures, and prints the figures. Throws a CommandError where that fails. */
  readonly run: (root: string) => Promise<void>;
}

/** Openings of the playground, of each of which the middle one counts. */
const openings = 5;

/** What `npm run bench` measures, in order. Libraries that drive a browser are loaded by the part that needs them. */
export const benchParts: readonly BenchPart[] = [
  {
    name: 'check',
    help: 'checks 1,000 and 10,000 generated queries, and gives the time as a ratio to the bare time in which the same engine prepares each statement once on each platform it claims; with the time in which js-yaml alone loads the files, and the peak memory. CPU seconds, medians of three rounds in turns, each size in a process of its own.',
    run: benchCheck,
  },
  {
    name: 'diff',
    help: 'compares two states of 1,000 queries, and gives the time as a ratio to checking both.',
    run: benchDiff,
  },
  {
    name: 'foreign',
    help: 'reads and checks 1,200 queries of packs in other formats, on one osquery and three platforms: wall time and peak memory.',
    run: benchForeign,
  },
  {
    name: 'package',
    help: 'builds the published command, and gives its size and the median time of its start.',
    run: benchPackage,
  },
  {
    name: 'site',
    help: 'builds the site and an empty Docusaurus site of as many pages, and gives the ratio; then the scripts that the home page loads, after gzip.',
    site: 'fresh',
    run: benchSite,
  },
  {
    name: 'gallery',
    help: 'types in the query gallery with 5,000 generated queries: the search and the counts alone, then on the built page in a browser, from the key to the painted list. Builds the site where it has not been built.',
    site: 'built',
    run: benchGallery,
  },
  {
    name: 'check-page',
    help: 'gives 300 generated queries to the page that checks packs, in a browser: from the files to the verdicts, in a page just opened and once more. Builds the site where it has not been built.',
    site: 'built',
    run: benchCheckPage,
  },
  {
    name: 'playground',
    help: 'builds the site and opens the playground in a browser with nothing in its caches, at its usual address, whose HTML has the first rows, and by a link with SQL of its own: as it is, with its main thread four times slower (as Chrome\'s DevTools do it, which leaves workers as they are), and with all of its threads four times slower (its process is stopped three quarters of the time; not on Windows). Then a key\'s way to the findings, frames while 10,000 rows scroll, and the weight of engine and editor.',
    site: 'fresh',
    run: benchPlayground,
  }
];

async function benchCheck(root: string): Promise<void> {
  const measures: CheckMeasure[] = [];
  for (const count of [1_000, 10_000]) {
    measures.push(await measure<CheckMeasure>(root, 'measure-check.ts', count));
  }
  console.log('\nqueries  check (s)  bare (s)  ratio  YAML alone (s)  per query (ms)  peak memory (MB)  errors found');
  for (const { queries, checkSeconds, bareSeconds, yamlSeconds, peakMegabytes, errors } of measures) {
    const cells = [String(queries).padStart(7), checkSeconds.toFixed(2).padStart(9), bareSeconds.toFixed(2).padStart(8), (checkSeconds / bareSeconds).toFixed(1).padStart(5), yamlSeconds.toFixed(2).padStart(14), ((checkSeconds * 1000) / queries).toFixed(2).padStart(14), String(peakMegabytes).padStart(16), String(errors).padStart(12)];
    console.log(cells.join('  '));
  }
}

async function benchDiff(root: string): Promise<void> {
  const { queries, checkSeconds, diffSeconds, changes } = await measure<DiffMeasure>(root, 'measure-diff.ts', 1_000);
  console.log(`\ndiff of two states of ${queries} queries, ${changes} changed: ${diffSeconds.toFixed(2)} s, checking both ${checkSeconds.toFixed(2)} s, ratio ${(diffSeconds / checkSeconds).toFixed(2)}`);
}

async function benchPackage(root: string): Promise<void> {
  const { measurePackage } = await import('./measure-package.ts');
  const { node, help, checkHelp, explain, files, bytes, packedBytes } = await measurePackage(root);
  console.log(`\npackage: ${files} files, ${(bytes / 1e6).toFixed(2)} MB, packed ${(packedBytes / 1e6).toFixed(2)} MB`);
  console.log(`start: --help ${help.toFixed(0)} ms, check --help ${checkHelp.toFixed(0)} ms, explain ${explain.toFixed(0)} ms; node alone ${node.toFixed(0)} ms`);
}

async function benchForeign(root: string): Promise<void> {
  const { queries, readSeconds, checkSeconds, cpuSeconds, peakMegabytes, findings } = await measure<ForeignMeasure>(root, 'measure-foreign.ts', 1_200);
  console.log(`\n${queries} queries of other formats on three platforms: read in ${readSeconds.toFixed(2)} s, checked in ${checkSeconds.toFixed(2)} s (${cpuSeconds.toFixed(2)} s of CPU), ${peakMegabytes} MB at most, ${findings} findings`);
}

/** Runs a measurement in a process of its own; what it found is its last line. */
async function measure<T>(root: string, script: string, count: number): Promise<T> {
  const { code, output } = await runNode(['--import', 'tsx', path.join(root, 'src/node/bench', script), String(count)], root);
  if (code !== 0) throw new CommandError('The measurement failed.');
  return JSON.parse(output.trim().split('\n').at(-1)!) as T;
}

async function benchSite(root: string): Promise<void> {
  const { homePageWeight, measureSite } = await import('./site-bench.ts');
  const { pages, siteSeconds, emptySeconds } = await measureSite(root);
  const { scripts, bytes, aheadBytes } = await homePageWeight(root);
  console.log(`\n${pages} pages: ${siteSeconds.toFixed(1)} s, an empty site of as many ${emptySeconds.toFixed(1)} s, ratio ${(siteSeconds / emptySeconds).toFixed(2)}`);
  console.log(`home page: ${scripts} scripts, ${(bytes / 1000).toFixed(0)} kB after gzip; ${(aheadBytes / 1000).toFixed(0)} kB more are loaded ahead for the pages that it links to`);
}

async function benchGallery(root: string): Promise<void> {
  const { measurePage, measureSearch } = await import('./gallery-bench.ts');
  const queries = 5_000;
  const inNode = measureSearch(queries);
  const { wall, cpu } = await measurePage(root, queries);
  console.log(`\ngallery of ${queries} queries, ms a keystroke     keystrokes  median  19 in 20  longest`);
  for (const [what, { keystrokes, median, most, worst }] of [['search and counts alone, CPU', inNode], ['page, CPU of its main thread', cpu], ['page, key to painted list', wall]] as const) {
    console.log([what.padEnd(45), String(keystrokes).padStart(13), median.toFixed(1).padStart(7), most.toFixed(1).padStart(9), worst.toFixed(1).padStart(8)].join(' '));
  }
}

async function benchCheckPage(root: string): Promise<void> {
  const { measureCheckPage } = await import('./check-page-bench.ts');
  const { queries, rounds, cold, warm } = await measureCheckPage(root, 300, 5);
  console.log(`\ncheck page, ${queries} queries, ${rounds} rounds, files to verdicts: just opened ${cold.median.toFixed(0)} ms (longest ${cold.longest.toFixed(0)}), once more ${warm.median.toFixed(0)} ms (longest ${warm.longest.toFixed(0)})`);
}

async function benchPlayground(root: string): Promise<void> {
  const { measurePlayground } = await import('./playground-bench.ts');
  const { bytes, openings: found, diagnostic, frame } = await measurePlayground(root, openings);
  console.log(`\nplayground, opened ${openings} times each, median in ms after it was asked for\nfour times slower  opened    painted  asked  SQLite there  first rows  first run`);
  for (const { slowed, linked, painted, asked, compiled, shown, ran } of found) {
    console.log([slowed.padEnd(17), (linked ? 'by link' : 'as it is').padEnd(8), painted.toFixed(0).padStart(7), asked.toFixed(0).padStart(5), compiled.toFixed(0).padStart(12), shown.toFixed(0).padStart(10), ran.toFixed(0).padStart(9)].join('  '));
  }
  console.log(`from a key to its findings: median ${diagnostic.median.toFixed(0)} ms, longest ${diagnostic.longest.toFixed(0)} ms`);
  console.log(`frames while 10,000 rows scroll: median ${frame.median.toFixed(0)} ms, longest ${frame.longest.toFixed(0)} ms`);
  console.log(`engine and editor: ${(bytes / 1000).toFixed(0)} kB after gzip`);
}
