import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CheckMeasure } from '../bench/measure-check.ts';
import type { DiffMeasure } from '../bench/measure-diff.ts';
import type { ForeignMeasure } from '../bench/measure-foreign.ts';
import { CommandError, UsageError, type Command } from '../command.ts';
import { runNode } from '../run-program.ts';
import { build } from './build.ts';

const parts = ['check', 'diff', 'foreign', 'package', 'site', 'gallery', 'check-page', 'playground'];

/** Openings of the playground, of each of which the middle one counts. */
const openings = 5;

/** Measures what the project promises about speed and size. */
export const bench: Command = {
  name: 'bench',
  help: `Usage: npm run bench [-- check|diff|foreign|package|site|gallery|check-page|playground]

check    checks 1,000 and 10,000 generated queries, and gives the time as a ratio to the bare
         time in which the same engine prepares each statement once on each platform it
         claims; with the time in which js-yaml alone loads the files, and the peak memory.
         CPU seconds, medians of three rounds in turns, each size in a process of its own.
diff     compares two states of 1,000 queries, and gives the time as a ratio to checking both.
foreign  reads and checks 1,200 queries of packs in other formats, on one osquery and three
         platforms: wall time and peak memory.
package  builds the published command, and gives its size and the median time of its start.
site     builds the site and an empty Docusaurus site of as many pages, and gives the ratio;
         then the scripts that the home page loads, after gzip.
gallery  types in the query gallery with 5,000 generated queries: the search and the counts
         alone, then on the built page in a browser, from the key to the painted list.
         Builds the site where it has not been built.
check-page
         gives 300 generated queries to the page that checks packs, in a browser: from the files
         to the verdicts, in a page just opened and once more. Builds the site where it has
         not been built.
playground
         builds the site and opens the playground in a browser with nothing in its caches:
         as it is, with its main thread four times slower (as Chrome's DevTools do it, which
         leaves workers as they are), and with all of its threads four times slower (its process
         is stopped three quarters of the time; not on Windows). Then a key's way to the
         findings, frames while 10,000 rows scroll, and the weight of engine and editor.

Exit codes: 0 measured, 1 a part failed, 2 wrong use.`,
  options: {},
  words: 1,
  async run({ root, words: [only] }) {
    if (only !== undefined && !parts.includes(only)) throw new UsageError(`Unknown part '${only}'; known: ${parts.join(', ')}.`);
    const asked = (part: string) => only === undefined || only === part;
    if (asked('check')) await benchCheck(root);
    if (asked('diff')) await benchDiff(root);
    if (asked('foreign')) await benchForeign(root);
    if (asked('package')) await benchPackage(root);
    if (asked('site')) {
      // A build first, so that artefacts and pages are there and are no part of what is measured.
      if ((await build.run({ root, options: {}, words: [] })) !== 0) return 1;
      await benchSite(root);
    }
    if (asked('gallery')) {
      if (!existsSync(path.join(root, 'build/gallery/index.html')) && (await build.run({ root, options: {}, words: [] })) !== 0) return 1;
      await benchGallery(root);
    }
    if (asked('check-page')) {
      if (!existsSync(path.join(root, 'build/check/index.html')) && (await build.run({ root, options: {}, words: [] })) !== 0) return 1;
      await benchCheckPage(root);
    }
    if (asked('playground')) {
      if ((await build.run({ root, options: {}, words: [] })) !== 0) return 1;
      await benchPlayground(root);
    }
    return 0;
  },
};

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
  const { measurePackage } = await import('../bench/measure-package.ts');
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
  // Loaded here, or every command would wait for the library that drives a browser.
  const { homePageWeight, measureSite } = await import('../bench/site-bench.ts');
  const { pages, siteSeconds, emptySeconds } = await measureSite(root);
  const { scripts, bytes } = await homePageWeight(root);
  console.log(`\n${pages} pages: ${siteSeconds.toFixed(1)} s, an empty site of as many ${emptySeconds.toFixed(1)} s, ratio ${(siteSeconds / emptySeconds).toFixed(2)}`);
  console.log(`home page: ${scripts} scripts, ${(bytes / 1000).toFixed(0)} kB after gzip`);
}

async function benchGallery(root: string): Promise<void> {
  const { measurePage, measureSearch } = await import('../bench/gallery-bench.ts');
  const queries = 5_000;
  const inNode = measureSearch(queries);
  const { wall, cpu } = await measurePage(root, queries);
  console.log(`\ngallery of ${queries} queries, ms a keystroke     keystrokes  median  19 in 20  longest`);
  for (const [what, { keystrokes, median, most, worst }] of [['search and counts alone, CPU', inNode], ['page, CPU of its main thread', cpu], ['page, key to painted list', wall]] as const) {
    console.log([what.padEnd(45), String(keystrokes).padStart(13), median.toFixed(1).padStart(7), most.toFixed(1).padStart(9), worst.toFixed(1).padStart(8)].join(' '));
  }
}

async function benchCheckPage(root: string): Promise<void> {
  const { measureCheckPage } = await import('../bench/check-page-bench.ts');
  const { queries, rounds, cold, warm } = await measureCheckPage(root, 300, 5);
  console.log(`\ncheck page, ${queries} queries, ${rounds} rounds, files to verdicts: just opened ${cold.median.toFixed(0)} ms (longest ${cold.longest.toFixed(0)}), once more ${warm.median.toFixed(0)} ms (longest ${warm.longest.toFixed(0)})`);
}

async function benchPlayground(root: string): Promise<void> {
  const { measurePlayground } = await import('../bench/playground-bench.ts');
  const { bytes, openings: found, diagnostic, frame } = await measurePlayground(root, openings);
  console.log(`\nplayground, opened ${openings} times each, median in ms after it was asked for\nfour times slower  painted  asked  SQLite there  first result`);
  for (const { slowed, painted, asked, compiled, shown } of found) {
    console.log([slowed.padEnd(17), painted.toFixed(0).padStart(7), asked.toFixed(0).padStart(5), compiled.toFixed(0).padStart(12), shown.toFixed(0).padStart(12)].join('  '));
  }
  console.log(`from a key to its findings: median ${diagnostic.median.toFixed(0)} ms, longest ${diagnostic.longest.toFixed(0)} ms`);
  console.log(`frames while 10,000 rows scroll: median ${frame.median.toFixed(0)} ms, longest ${frame.longest.toFixed(0)} ms`);
  console.log(`engine and editor: ${(bytes / 1000).toFixed(0)} kB after gzip`);
}
